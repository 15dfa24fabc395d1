"""Real visits: what "at most once" is measured by."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.actions import record
from portal.journal.models import Entry
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import UNDECIDED, ApprovalState
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.states import CLOSED, CaseState, Channel
from windows.clock import today
from windows.planning.errands import by_occasion
from windows.planning.plan import Errand, ErrandKind, Visits
from windows.planning.sentences import joined

VERB = "visit.recorded"
OVER = (CaseState.COLLECTED, *CLOSED)


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
    """Why the person must still be there, a line for each occasion of the plan that is left.

    Each kind of errand is over by something else: applying by a visit to the counter, an appearance
    or an inspection by the end of its matter, collecting by the package being handed over. A matter
    that was withdrawn or is in a case of its own calls nobody for this one. Nobody may be told that
    they need not come while one is left.
    """
    planned = plan_of(case).visits
    if not planned.count or case.state in OVER:
        return ()
    if not planned.errands:
        return _of_an_earlier_plan(case, planned)
    has_applied = _has_applied(case)
    states = _states(case)
    left = [
        errand
        for errand in planned.errands
        if _is_open(errand, states) and not (has_applied and errand.kind is ErrandKind.APPLICATION)
    ]
    return tuple(joined(reasons) for reasons in by_occasion(left))


def _has_applied(case: Case) -> bool:
    """Later visits are for something else, unless an original was shown only then."""
    if case.channel == Channel.WINDOW or case.state == CaseState.RESULTS_READY:
        return True
    visits = Entry.objects.filter(stream=case.stream, verb=VERB)
    if case.accepted_at is not None:
        visits = visits.filter(Q(at__lte=case.accepted_at) | Q(data__purpose="show_original"))
    return visits.exists()


def _states(case: Case) -> dict[str, str]:
    """Of the matters that are in this case, by their codes; empty before the application."""
    approvals = Approval.objects.filter(case=case).order_by()
    return dict(approvals.values_list("matter_edition__matter__code", "state"))


def _is_open(errand: Errand, states: Mapping[str, str]) -> bool:
    if not states or not errand.matter:
        return True
    state = states.get(errand.matter)
    return state in UNDECIDED or (
        errand.kind is ErrandKind.COLLECT and state == ApprovalState.APPROVED
    )


def _of_an_earlier_plan(case: Case, planned: Visits) -> tuple[Text, ...]:
    """It does not say what its occasions are. At a window the first is the application; of a case
    begun online nothing is surely done, and who comes is told once too often, not too seldom.
    """
    has_come = case.channel == Channel.WINDOW
    if planned.count == 1:
        return () if has_come else (joined(planned.reasons),)
    return tuple(_without_number(each) for each in planned.reasons[has_come:])


def _without_number(reason: Text) -> Text:
    """“第 2 次：到窗口领取…” is the first of those that are left."""
    return Text(reason.zh.partition("：")[2], reason.en.partition(": ")[2])
