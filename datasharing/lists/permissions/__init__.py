"""共享申请: one department asks to read what another shares on conditions, and is answered in time.

Without a granted permission that stands today nothing of such a register is asked, and what was
asked before is not read any more.
"""
