"""期限: the block of an officer's page that shows the days and lets them stop, go on or grow."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import AT_DEPARTMENT, IN_INBOX, ApprovalState
from windows.cases.plans import plan_of
from windows.clock import today
from windows.deadlines.arithmetic import DayTable, clock_of
from windows.deadlines.grounds import BY_OFFICER, StopGround
from windows.deadlines.longest import is_joint
from windows.deadlines.models import Extension, ExtensionKind
from windows.deadlines.waiting import extensions_to_answer
from windows.web.days import Drawn, draw
from windows.web.inbox.panel import Panel
from windows.writs.queries import writs_of_approval

PROCEDURE = "procedure:"
"""Before the name of an announced procedure, where a ground is chosen."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One line of the choice: an article 45 case, or a procedure that the guide announces."""

    value: str
    label: Text | Promise | str


def clock_panel(approval: Approval, actor: Actor) -> Panel | None:
    """None before the days have begun."""
    clock = clock_of(approval)
    if clock.table is None:
        return None
    stops, extension = clock.stops, clock.extension
    is_here = approval.state in AT_DEPARTMENT
    standing = next((stop for stop in stops if stop.until is None), None)
    return Panel(
        "inbox/panels/clock.html",
        {
            "drawn": _drawn(approval, clock.table),
            "stops": stops,
            "standing": standing,
            "waits_for_person": standing is not None and standing.ground == StopGround.CORRECTION,
            "extension": extension,
            "can_stop": approval.state in IN_INBOX,
            "can_resume": approval.state == ApprovalState.STOPPED,
            "can_ask": is_here and extension is None and not _is_late(approval),
            "can_answer": _can_answer(extension, actor),
            "grounds": grounds_for(approval),
            "kinds": kinds_for(approval),
            "writs": writs_of_approval(actor, approval),
        },
    )


def _drawn(approval: Approval, table: DayTable) -> Drawn:
    """The days of this one matter, in the sentence that the case page says too."""
    ended = approval.decided_at or approval.closed_at
    return draw(
        table.rows,
        matter=table.matter,
        department=table.department,
        sentence=table.sentence,
        is_standing=table.is_standing,
        due=table.due,
        rule=table.rule,
        ended_on=timezone.localdate(ended) if ended else None,
    )


def grounds_for(approval: Approval) -> list[Ground]:
    """What an officer may choose (行政许可法 art. 45), and procedures of unknown length that the
    pinned edition announces: those of known length are in the limit already.
    """
    listed = [
        Ground(ground.value, ground.label)
        for ground in BY_OFFICER
        if ground is not StopGround.STATUTE
    ]
    code = approval.matter_edition.matter.code
    announced = [
        Ground(f"{PROCEDURE}{one.name.zh}", one.name)
        for one in plan_of(approval.case).procedures
        if one.matter == code and one.days is None
    ]
    return listed + announced


def kinds_for(approval: Approval) -> list[tuple[str, str]]:
    """A joint extension only of what is handled together (行政许可法 art. 42)."""
    offered = list(ExtensionKind) if is_joint(approval) else [ExtensionKind.SINGLE]
    return [(kind.value, str(kind.label)) for kind in offered]


def _is_late(approval: Approval) -> bool:
    return approval.due_on is not None and approval.due_on < today()


def _can_answer(extension: Extension | None, actor: Actor) -> bool:
    if extension is None:
        return False
    return extensions_to_answer(actor).filter(pk=extension.pk).exists()
