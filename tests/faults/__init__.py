"""The fault harness: a portal of its own, killed at random while hundreds of cases are under way.

`python -m tests.faults --help`; docs/faults.md. Read in this order: `course` (all of it), `world`
(who plays), `programs` (the processes), `strikes` and `striking` (what is done to them), `client`
and `players` (honest people over HTTP), `facts` and `reading` (what is left), `checking` (what is
wrong with it).
"""
