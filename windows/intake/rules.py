"""When nobody needs to look: rules of acceptance."""

from __future__ import annotations

from services.catalogue.spec import OutcomeKind
from windows.cases.missing import what_keeps_from_acceptance
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.states import CaseState, Channel, SlotState

RULED_BY = ("slots", "parties", "corrections")
"""What the rules look at; read ahead, several rules cost one look."""


def accepts_itself(case: Case) -> bool:
    """True for an online case in which everything is proven and nothing needs a clerk's judgement.

    No file that somebody uploaded, no original to be seen, nothing to be handed in later, nobody
    who
    must appear, everybody confirmed: then acceptance is a matter of form, and the clockwork does
    it.
    """
    if case.channel != Channel.ONLINE or case.state not in (
        CaseState.SUBMITTED,
        CaseState.ACCEPTED,
    ):
        return False
    plan = plan_of(case)
    if plan.outcome.kind is not OutcomeKind.PROCEED or plan.visits.count > 0:
        return False
    by_hand = (SlotState.PROVIDED, SlotState.DEFERRED)
    if any(slot.state in by_hand or slot.original_at_window for slot in case.slots.all()):
        return False
    if case.corrections.all():
        return False
    return not what_keeps_from_acceptance(case)
