"""The portal's own PostgreSQL and Valkey, and the two commands that need nothing else.

Read in this order: `venv` (installs), `command_line` (chooses), `engines` (starts or joins the
two servers), `supervisor` (`up`), `checks` (`test`). `children` and `watchdog` see to it that no
process outlives the one that started it.
"""
