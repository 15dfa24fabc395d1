"""Real visits: what "at most once" is measured by."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.actions import record
from portal.journal.models import Entry
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.states import Channel
from windows.clock import today
from windows.planning.sentences import joined

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


def visits_to_come(case: Case) -> tuple[Text, ...]:
    """Why the person must still be there after the application, a line for each occasion of the
    plan: an inspection, an appearance later on, results that only a window hands over.

    At a window, and for whoever came there for a case begun online, the application is the first
    occasion and is done. Nobody may be told that they need not come while one of them is left.
    """
    planned = plan_of(case).visits
    if not planned.count:
        return ()
    has_come = case.channel == Channel.WINDOW or count_visits(case) > 0
    if planned.count == 1:
        return () if has_come else (joined(planned.reasons),)
    return tuple(_without_number(each) for each in planned.reasons[has_come:])


def _without_number(reason: Text) -> Text:
    """“第 2 次：到窗口领取…” is the first of those that are left."""
    return Text(reason.zh.partition("：")[2], reason.en.partition(": ")[2])
