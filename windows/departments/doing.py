"""What a department's system may say, each the same act that an officer does in the portal."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.accounts.actor import Actor
from windows.approvals.actions import decide, take_up
from windows.approvals.models import Approval
from windows.approvals.queries import approval_for
from windows.approvals.states import DECIDED, ApprovalState
from windows.deadlines.actions import resume_clock, stop_clock
from windows.deadlines.grounds import BY_OFFICER
from windows.departments.errors import CallbackUnreadable
from windows.errors import ApprovalNotFound

VERBS = ("take_up", "grant", "deny", "stop", "resume")


class CallbackSerializer(serializers.Serializer[Any]):
    """One answer. `case` and `approval` as they were delivered."""

    case = serializers.CharField(max_length=30)
    approval = serializers.IntegerField(min_value=1)
    verb = serializers.ChoiceField(choices=VERBS)
    reason = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)
    ground = serializers.ChoiceField(
        choices=[ground.value for ground in BY_OFFICER], required=False, default=""
    )
    procedure = serializers.CharField(max_length=200, required=False, default="")
    expected_days = serializers.IntegerField(min_value=1, max_value=400, required=False)


def do(content: dict[str, Any], *, actor: Actor) -> dict[str, Any]:
    """Raises CallbackUnreadable, ApprovalNotFound, and whatever the act itself refuses."""
    shape = CallbackSerializer(data=content)
    if not shape.is_valid():
        raise CallbackUnreadable(why=", ".join(shape.errors), details=[dict(shape.errors)])
    said = shape.validated_data
    approval = approval_for(actor, said["approval"])
    if approval.case.number != said["case"]:
        raise ApprovalNotFound
    if not _is_known(approval, said["verb"]):
        _act(approval, said, actor)
        approval.refresh_from_db()
    return {"case": approval.case.number, "approval": approval.pk, "state": approval.state}


def _is_known(approval: Approval, verb: str) -> bool:
    """Said before in another message: true already, so nothing is to be done."""
    match verb:
        case "grant":
            return approval.state == ApprovalState.APPROVED
        case "deny":
            return approval.state == ApprovalState.DENIED
        case "take_up":
            return approval.taken_up_at is not None and approval.state not in DECIDED
        case _:
            return False


def _act(approval: Approval, said: dict[str, Any], actor: Actor) -> None:
    match said["verb"]:
        case "take_up":
            take_up(approval, actor=actor)
        case "grant" | "deny":
            decide(approval, granted=said["verb"] == "grant", reason=said["reason"], actor=actor)
        case "stop":
            stop_clock(
                approval,
                ground=said["ground"],
                procedure=said["procedure"],
                reason=said["reason"],
                expected_days=said.get("expected_days"),
                actor=actor,
            )
        case "resume":
            resume_clock(approval, actor=actor, outcome=said["reason"])
