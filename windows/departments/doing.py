"""What a department's system may say, each the same act that an officer does in the portal."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from rest_framework import serializers

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from windows.approvals.actions import decide, take_up
from windows.approvals.models import Approval
from windows.approvals.queries import approval_for
from windows.approvals.states import ENDED, ApprovalState
from windows.cases.models import Case
from windows.corrections.reporting import Finding, report_all, were_told
from windows.corrections.told_once import slots_now
from windows.deadlines.actions import resume_clock, stop_clock
from windows.deadlines.grounds import BY_OFFICER
from windows.deadlines.models import STANDING, ClockStop
from windows.departments.errors import CallbackOvertaken, CallbackUnreadable
from windows.departments.models import Callback, DepartmentSystem
from windows.errors import ApprovalNotFound

VERBS = ("take_up", "grant", "deny", "missing", "stop", "resume")
LARGEST_ID = 2**63 - 1
HANDLED = (200, 409)
"""Answers that were understood: done, or too late. What was unreadable overtakes nothing."""


class MissingItemSerializer(serializers.Serializer[Any]):
    """One thing that the pinned edition asks for: a material by its slot, or a field by its
    element; and in words what is wrong with it."""

    slot = serializers.IntegerField(min_value=1, max_value=LARGEST_ID, required=False)
    element = serializers.CharField(max_length=60, required=False)
    what = serializers.CharField(max_length=400)
    what_en = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)


class CallbackSerializer(serializers.Serializer[Any]):
    """One answer. `case` and `approval` as they were delivered."""

    case = serializers.CharField(max_length=30)
    approval = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    verb = serializers.ChoiceField(choices=VERBS)
    order = serializers.IntegerField(
        min_value=1,
        max_value=2**31 - 1,
        required=False,
        help_text="Your own numbering of what you say about this part, upwards. With it, an answer "
        "that arrives after a later one is refused and harmless.",
    )
    reason = serializers.CharField(
        max_length=2000,
        required=False,
        default="",
        allow_blank=True,
        help_text="Required for deny and stop; with resume, what the procedure found.",
    )
    ground = serializers.ChoiceField(
        choices=[ground.value for ground in BY_OFFICER],
        required=False,
        help_text="For stop: which of the lawful grounds.",
    )
    procedure = serializers.CharField(
        max_length=200,
        required=False,
        default="",
        allow_blank=True,
        help_text="For stop: the procedure as the edition announces it.",
    )
    expected_days = serializers.IntegerField(
        min_value=1, max_value=400, required=False, help_text="For stop: working days."
    )
    missing = serializers.ListField(
        child=MissingItemSerializer(),
        required=False,
        max_length=50,
        help_text="For missing: what, one or more.",
    )


def read(content: dict[str, Any]) -> dict[str, Any]:
    """The answer in its fields. What was wrong is named, never repeated: CallbackUnreadable."""
    shape = CallbackSerializer(data=content)
    if not shape.is_valid():
        raise CallbackUnreadable(
            why=", ".join(shape.errors), details=[{"field": name} for name in shape.errors]
        )
    said: dict[str, Any] = shape.validated_data
    if said["verb"] == "missing" and not said.get("missing"):
        raise CallbackUnreadable(why="missing", details=[{"field": "missing"}])
    return said


def part_of(said: dict[str, Any], *, actor: Actor) -> Approval:
    """The part that it speaks of. Another department's is not found: ApprovalNotFound.

    A part that was split off meanwhile is known by the number of the case that it left as well.
    """
    approval = approval_for(actor, said["approval"])
    case: Case | None = approval.case
    while case is not None:
        if case.number == said["case"]:
            return approval
        case = case.split_from
    raise ApprovalNotFound


def check_order(approval: Approval, said: dict[str, Any], *, system: DepartmentSystem) -> None:
    """For a locked case. Raises CallbackOvertaken when a later answer of this very system was
    handled before: another one, which had the part earlier, counted by itself.
    """
    order = said.get("order")
    theirs = Callback.objects.filter(approval=approval, system=system, status__in=HANDLED)
    latest = theirs.aggregate(latest=Max("order"))["latest"]
    if order is not None and latest is not None and order < latest:
        raise CallbackOvertaken(details=[{"latest": latest, "state": approval.state}])


def do(approval: Approval, said: dict[str, Any], *, actor: Actor) -> dict[str, Any]:
    """Raises whatever the act itself refuses."""
    if not _is_known(approval, said):
        _act(approval, said, actor)
        approval.refresh_from_db()
    return {"case": approval.case.number, "approval": approval.pk, "state": approval.state}


def asked_for(said: dict[str, Any]) -> str:
    """What a department wants to be handed in, in its own words."""
    return "；".join(each["what"] for each in said.get("missing", ()))


def _is_known(approval: Approval, said: dict[str, Any]) -> bool:
    """Said before in another message: true already, so nothing is to be done."""
    match said["verb"]:
        case "grant":
            return approval.state == ApprovalState.APPROVED
        case "deny":
            return approval.state == ApprovalState.DENIED
        case "take_up":
            return approval.taken_up_at is not None and approval.state not in ENDED
        case "stop":
            same = ClockStop.objects.filter(
                STANDING,
                approval=approval,
                ground=said.get("ground", ""),
                reason=said["reason"].strip(),
            )
            return approval.state == ApprovalState.STOPPED and same.exists()
        case "missing":
            return were_told(approval, _findings(approval, said))
        case _:
            return False


def _findings(approval: Approval, said: dict[str, Any]) -> list[Finding]:
    """A slot that was split off with its part is meant where it is now."""
    now = slots_now(approval.case)
    return [
        Finding(
            Text(item["what"], item.get("what_en", "")),
            now.get(item.get("slot"), item.get("slot")),
            item.get("element", ""),
        )
        for item in said["missing"]
    ]


def _act(approval: Approval, said: dict[str, Any], actor: Actor) -> None:
    match said["verb"]:
        case "take_up":
            take_up(approval, actor=actor)
        case "grant" | "deny":
            decide(approval, granted=said["verb"] == "grant", reason=said["reason"], actor=actor)
        case "missing":
            report_all(approval, findings=_findings(approval, said), actor=actor)
        case "stop":
            stop_clock(
                approval,
                ground=said.get("ground", ""),
                procedure=said["procedure"],
                reason=said["reason"],
                expected_days=said.get("expected_days"),
                actor=actor,
            )
        case "resume":
            resume_clock(approval, actor=actor, outcome=said["reason"])
