"""Where to go, when, and whom to call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.catalogue.spec import MatterSpec
from services.catalogue.text import Text
from services.checks.findings import Finding
from services.checks.saying import contradiction, missing

_SPLIT = re.compile(r"[、，,；;/／\s]+")
_WITH_AREA_CODE = re.compile(
    r"[(（]?0\d{2,3}[)）]?[-—－ ]?\d{5,8}.*|[48]00[-—－]?\d{3,4}[-—－]?\d{3,4}.*"
)
_EXACT = re.compile(r"窗|室|柜台|厅|楼|层|号|门")
_HOURS = re.compile(r"工作日|24 ?小时|全天")


def phones(matter: MatterSpec) -> Iterator[Finding]:
    """咨询电话 ≠ 监督投诉电话."""
    elements = matter.elements
    if elements.consult_phone and elements.consult_phone == elements.complain_phone:
        yield contradiction(
            "wenzhou.phones",
            matter,
            Text(
                "咨询电话与监督投诉电话相同",
                "Enquiries and complaints go to the same number",
            ),
            Text("写明另一个监督投诉电话", "State another number for complaints"),
            element="complain_phone",
        )


def area_code(matter: MatterSpec) -> Iterator[Finding]:
    """电话带区号."""
    for element in ("consult_phone", "complain_phone"):
        stated = _SPLIT.split(getattr(matter.elements, element))
        without = [each for each in stated if each and not _WITH_AREA_CODE.fullmatch(each)]
        if without:
            yield missing(
                "wenzhou.area_code",
                matter,
                Text(
                    f"电话“{'、'.join(without)}”没有区号",
                    f"No area code: {', '.join(without)}",
                ),
                Text("写成 0571-12345678", "Write it as 0571-12345678"),
                element=element,
            )


def hours(matter: MatterSpec) -> Iterator[Finding]:
    """办理时间写明工作日."""
    stated = matter.elements.handle_time
    if stated and not _HOURS.search(stated):
        yield missing(
            "wenzhou.hours",
            matter,
            Text("办理时间没有写明“工作日”", "The hours do not say 工作日 (working days)"),
            Text(
                "写成：工作日上午 9:00—12:00，下午 13:30—17:00",
                "Write: 工作日上午 9:00—12:00，下午 13:30—17:00",
            ),
            element="handle_time",
        )


def place(matter: MatterSpec) -> Iterator[Finding]:
    """办理地点精确到窗口或门牌."""
    stated = matter.elements.handle_place
    if stated and not _EXACT.search(stated):
        yield missing(
            "wenzhou.place",
            matter,
            Text("办理地点没有精确到窗口或门牌", "The place does not name a window or a door"),
            Text("写明楼层、房间或窗口", "Name the floor, the room or the window"),
            element="handle_place",
        )
