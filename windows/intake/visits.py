"""Real visits: what "at most once" is measured by."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.actions import record
from portal.journal.models import Entry
from windows.cases.models import Case
from windows.clock import today

VERB = "visit.recorded"


def note_visit(case: Case, *, actor: Actor, purpose: str) -> None:
    """The person stood at a clerk's counter. Errands of one day at one centre are one visit.

    Call it inside the transaction that holds the case's lock. Other actors than clerks: nothing.
    """
    if actor.kind != Role.CLERK:
        return
    day = today().isoformat()
    centre = actor.centre_code or actor.region_code
    is_noted = Entry.objects.filter(
        stream=case.stream, verb=VERB, data__day=day, data__centre=centre
    ).exists()
    if not is_noted:
        record(case.stream, VERB, actor=actor, day=day, centre=centre, purpose=purpose)


def count_visits(case: Case) -> int:
    """How often the person really came."""
    return Entry.objects.filter(stream=case.stream, verb=VERB).count()
