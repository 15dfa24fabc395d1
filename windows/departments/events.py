"""What a department's system is told. Pure: the simulator knows these words and nothing of ours."""

from __future__ import annotations

DISPATCHED, ENDED, MOVED = "approval.dispatched", "approval.ended", "approval.moved"
STOPPED, RESUMED = "approval.stopped", "approval.resumed"
TEST = "system.test"
EVENTS = (DISPATCHED, ENDED, MOVED, STOPPED, RESUMED)
