"""How events are called in front of people."""

from __future__ import annotations

from services.catalogue.text import Text
from windows.departments.events import DISPATCHED, ENDED, MOVED, RESUMED, STOPPED

_NAMES: dict[str, Text] = {
    DISPATCHED: Text("办件到了", "A part has arrived"),
    ENDED: Text("已经结束", "It has ended"),
    MOVED: Text("转给别的部门", "Moved to another department"),
    STOPPED: Text("期限暂停", "Its clock is stopped"),
    RESUMED: Text("期限恢复", "Its clock runs again"),
}


def name_of_event(event: str) -> Text:
    return _NAMES.get(event, Text(event))
