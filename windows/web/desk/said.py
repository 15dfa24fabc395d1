"""From the page of a case to what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import ApprovalState
from windows.cases.models import Case
from windows.cases.states import CaseState, SlotState
from windows.clock import today
from windows.desk.saying import Seen
from windows.pickup.models import Pickup
from windows.remedies.told import ENDED_AS_A_WHOLE

DECIDED_IN = (CaseState.ACCEPTED, CaseState.RESULTS_READY, CaseState.COLLECTED)
BEFORE_ACCEPTANCE = (CaseState.DRAFT, CaseState.SUBMITTED)
OTHER = Text("其他", "something else")


def seen_of(case: Case, page: Mapping[str, Any]) -> Seen:
    """What the page shows, without asking again for what it has."""
    state = CaseState(case.state)
    notice = page["notice"]
    items = [each for each in notice.items if not each.is_put_right] if notice else []
    pickup = Pickup.objects.filter(case=case).first() if state == CaseState.RESULTS_READY else None
    is_open = state in BEFORE_ACCEPTANCE
    return Seen(
        state=state,
        missing=tuple(each.label for each in page["missing"]) if is_open else (),
        waiting=tuple(
            Text(each.name, each.name_en)
            for each in page["slots"]
            if is_open and each.state in (SlotState.ASKED, SlotState.UNAVAILABLE)
        ),
        asked=tuple(each.place if each.place.zh else OTHER for each in items),
        answer_by=notice.correction.deadline if notice else None,
        intake_due_on=case.intake_due_on,
        promised_on=case.promised_on,
        today=today(),
        by_silence=case.is_accepted_by_silence,
        to_follow=tuple(
            (Text(each.slot.name, each.slot.name_en), each.due_on)
            for each in page["following"].values()
        )
        if state == CaseState.ACCEPTED
        else (),
        to_come=page["to_come"] if state in (CaseState.SUBMITTED, CaseState.ACCEPTED) else (),
        denied=_denied(case) if state in DECIDED_IN else (),
        is_asked_after_denial=page["asked"] is not None,
        reason=case.closed_reason if state in ENDED_AS_A_WHOLE else "",
        collect_at=pickup.method if pickup else "",
        place=Text(case.centre.name, case.centre.name_en) if case.centre else None,
        may_turn_to=state in ENDED_AS_A_WHOLE,
    )


def _denied(case: Case) -> tuple[Text, ...]:
    denied = Approval.objects.filter(case=case, state=ApprovalState.DENIED)
    names = denied.values_list("matter_edition__name", "matter_edition__name_en")
    return tuple(Text(name, name_en or name) for name, name_en in names.order_by("stage", "pk"))
