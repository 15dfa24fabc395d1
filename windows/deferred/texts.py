"""What the papers about 容缺受理 say."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.cases.models import Case, MaterialSlot
from windows.clock import spoken_day
from windows.deferred.models import Deferral
from windows.remedies.told import remedies_of_case
from windows.writs.texts import BASIS, REASON, REMEDY, heading

Row = tuple[Text, Text]

ART_4 = Text(
    "《浙江省保障“最多跑一次”改革规定》第四条：可以容缺后补的材料列入办事指南",
    "Zhejiang rules on “at most one visit”, art. 4: the guide lists what may follow",
)


def name_of(slot: MaterialSlot) -> Text:
    return Text(slot.name, slot.name_en or slot.name)


def names_of(slots: Sequence[MaterialSlot]) -> Text:
    return Text(
        "、".join(slot.name for slot in slots),
        ", ".join(slot.name_en or slot.name for slot in slots),
    )


def matters_of(approvals: Sequence[Approval]) -> Text:
    editions = [approval.matter_edition for approval in approvals]
    return Text(
        "、".join(each.name for each in editions),
        ", ".join(each.name_en or each.name for each in editions),
    )


def deferred_rows(case: Case, deferrals: Sequence[Deferral]) -> list[Row]:
    """容缺受理通知书: what may follow, each with its last day, and what happens without it."""
    accepted = spoken_day(timezone.localdate(case.accepted_at))
    return [
        *heading(case),
        (Text("受理日期", "Accepted on"), accepted),
        *(_item(each) for each in deferrals),
        (
            Text("到期没有补交", "If it does not come"),
            Text(
                "要用这份材料的事项撤销受理，书面告诉您理由；其他事项照常办。"
                "在补交以前，要用它的事项不能准予",
                "The acceptance of the matters that use it is revoked, with the reason in "
                "writing; all others go on. They are not granted before it is there",
            ),
        ),
        (BASIS, ART_4),
    ]


def _item(deferral: Deferral) -> Row:
    until = spoken_day(deferral.due_on)
    said = name_of(deferral.slot)
    return (
        Text("可以后补", "May follow"),
        Text(f"{said.zh}：最迟 {until.zh}补交", f"{said.en}: by {until.en}"),
    )


def why_revoked(missed: Sequence[Deferral]) -> Text:
    names = names_of([each.slot for each in missed])
    until = spoken_day(max(each.due_on for each in missed))
    return Text(
        f"容缺受理后到 {until.zh}没有补交：{names.zh}",
        f"Accepted with papers to follow; not handed in by {until.en}: {names.en}",
    )


def revocation_rows(case: Case, matters: Text, reason: Text) -> list[Row]:
    """撤销受理决定书: of which matters, why, and where to turn."""
    return [
        *heading(case),
        (Text("撤销受理的事项", "No longer accepted"), matters),
        (REASON, reason),
        (BASIS, ART_4),
        (
            Text("以后怎么办", "What you can do"),
            Text(
                "材料齐了可以随时重新申请，交过的材料在您的材料库里，不用再交",
                "Apply again at any time; what you handed in is in your library",
            ),
        ),
        (REMEDY, remedies_of_case(case).text),
    ]
