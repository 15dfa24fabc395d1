"""What a department's system is told. Pure: the simulator knows these words and nothing of ours."""

from __future__ import annotations

DISPATCHED, ENDED, MOVED = "approval.dispatched", "approval.ended", "approval.moved"
STOPPED, RESUMED = "approval.stopped", "approval.resumed"
TEST = "system.test"
EVENTS = {
    DISPATCHED: "办件到了",
    ENDED: "已经结束",
    MOVED: "转给别的部门",
    STOPPED: "期限暂停",
    RESUMED: "期限恢复",
}
