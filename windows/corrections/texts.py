"""What the papers of the departments' notice say, row by row, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone

from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.clock import spoken_day
from windows.corrections.models import Correction
from windows.deadlines.basis import ART_11
from windows.remedies.told import remedies_of
from windows.writs.texts import BASIS, MATTER, REASON, REMEDY, Row, heading

ART_32_4 = Text(
    "《中华人民共和国行政许可法》第三十二条第一款第四项",
    "Administrative Licensing Law, art. 32(1)(4)",
)


def joined(items: Iterable[Text]) -> Text:
    listed = list(items)
    return Text(
        "；".join(each.zh for each in listed), "; ".join(each.en or each.zh for each in listed)
    )


def name_of(approval: Approval) -> Text:
    edition = approval.matter_edition
    return Text(edition.name, edition.name_en or edition.name)


def notice_rows(
    case: Case,
    correction: Correction,
    items: Sequence[Text],
    waiting: Sequence[Approval],
    going_on: Sequence[Approval],
) -> list[Row]:
    """补正告知书 of all departments: everything at once, what waits, what goes on, until when."""
    until = spoken_day(correction.deadline)
    on = joined(name_of(each) for each in going_on)
    return [
        *heading(case),
        (Text("需要补正的全部内容", "Everything to put right"), joined(items)),
        (
            Text("等补正的事项", "What waits for it"),
            joined(name_of(each) for each in waiting),
        ),
        (
            Text("照常办的事项", "What goes on"),
            on if going_on else Text("没有其他事项", "Nothing else is under way"),
        ),
        (
            Text("补正期限", "Until"),
            Text(
                f"{until.zh}；到时没有补正，等补正的事项视为撤回申请，其他事项照常办",
                f"{until.en}; after that what waits counts as withdrawn, and all else goes on",
            ),
        ),
        (BASIS, ART_32_4),
    ]


def branch_lapse_rows(
    case: Case, correction: Correction, approval: Approval, *, others_go_on: bool
) -> list[Row]:
    """视为撤回通知书 of one matter that has just ended so."""
    others = Text("不受影响，照常办", "Goes on as before")
    asked = spoken_day(timezone.localdate(correction.asked_at))
    until = spoken_day(correction.deadline)
    return [
        *heading(case),
        (MATTER, name_of(approval)),
        (
            REASON,
            Text(
                f"{asked.zh}告知补正，{until.zh}期满没有收到补正，这个事项视为撤回申请",
                f"What was missing was told on {asked.en}; nothing had come by {until.en}, so this "
                "matter counts as withdrawn",
            ),
        ),
        (
            Text("其他事项", "Everything else"),
            others if others_go_on else Text("没有其他事项在办", "Nothing else is under way"),
        ),
        (
            Text("以后怎么办", "What you can do"),
            Text(
                "可以随时重新申请，已交的材料在您的材料库里，不用再交",
                "Apply again at any time; what you handed in is in your library",
            ),
        ),
        (BASIS, ART_11),
        (REMEDY, remedies_of(approval, at=approval.closed_at).text),
    ]
