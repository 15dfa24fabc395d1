"""One rehearsal from the answers to the archive."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db.models import Q

from services.catalogue.spec import OutcomeKind
from services.catalogue.text import Text
from services.models import Edition, LifeEventEdition
from services.queries import life_event_edition
from windows.cases.planning import plan_for
from windows.cases.states import CaseState, Channel
from windows.centres.models import ServiceCentre
from windows.planning import Plan
from windows.rehearsal.choosing import Chosen, given, most_work
from windows.rehearsal.errors import RehearsalStuck
from windows.rehearsal.journey import Journey
from windows.rehearsal.offices import Offices
from windows.rehearsal.outage import Interruption
from windows.rehearsal.patience import Patience
from windows.rehearsal.people import Cast, invite
from windows.rehearsal.report import Report, told_of
from windows.rehearsal.timeline import Happening, Timeline

EXAMINE_SECONDS = 0.5
"""How long a simulated officer looks at an approval, so that parallel work can be seen."""

MUST_COME = Text(
    "这些答案要到窗口办，改按窗口演练",
    "These answers have to be applied for at a window: rehearsed there",
)
NO_ANSWERS = Text(
    "没有一种回答能办下去", "There is no set of answers with which the case could go on"
)

Tell = Callable[[Happening], object]


def rehearse(
    code: str,
    *,
    answers: str | None = None,
    channel: str = Channel.ONLINE,
    timeout: float = 120,
    examine: float = EXAMINE_SECONDS,
    tell: Tell = lambda _: None,
    interruption: Interruption | None = None,
) -> Report:
    """Take one case of this life event through every station; with an `interruption` the registers
    stop in the middle and start again.

    Raises NoSuchLifeEvent, BadAnswers, ValueError for answers that cannot be read, RehearsalStuck.
    """
    began = time.monotonic()
    edition = life_event_edition(code)
    chosen = given(answers) if answers is not None else most_work(edition, channel=channel)
    if chosen is None:
        raise RehearsalStuck(NO_ANSWERS)
    channel, plan, notes = _channel(edition, chosen, channel)
    if not plan.can_apply:
        return Report(
            edition=edition,
            chosen=chosen,
            channel=channel,
            plan=plan,
            outcome=plan.outcome.kind.value,
            reasons=plan.outcome.reasons,
            seconds=time.monotonic() - began,
        )
    journey = begin(edition, plan, chosen, channel=channel, patience=Patience(timeout))
    journey.interruption = interruption
    if interruption is not None:
        interruption.begin()
    timeline = Timeline(journey.case.stream, tell)
    journey.patience = Patience(timeout, timeline.pulse)
    _through(journey, timeline, examine)
    return told_of(
        journey.fresh(),
        chosen=chosen,
        seconds=time.monotonic() - began,
        happenings=timeline.happenings,
        notes=notes,
        outage=interruption.outcome(journey.case) if interruption is not None else None,
    )


def begin(
    edition: LifeEventEdition, plan: Plan, chosen: Chosen, *, channel: str, patience: Patience
) -> Journey:
    """A draft with a cast of its own."""
    centre = _centre_for(edition)
    return Journey.begin(
        edition,
        answers=chosen.answers,
        cast=_cast(edition, plan, centre),
        channel=channel,
        centre=centre,
        patience=patience,
    )


def _through(journey: Journey, timeline: Timeline, examine: float) -> None:
    try:
        journey.apply()
        journey.wait_for_late_answers()
        journey.be_accepted()
        with Offices([journey.case], examine=examine) as offices:
            journey.wait_until(CaseState.RESULTS_READY)
        offices.raise_errors()
        journey.collect_and_rate()
    finally:
        timeline.look()


def _channel(
    edition: LifeEventEdition, chosen: Chosen, channel: str
) -> tuple[str, Plan, tuple[Text, ...]]:
    plan = plan_for(edition, chosen.answers, channel=channel)
    if plan.outcome.kind is OutcomeKind.IN_PERSON and channel == Channel.ONLINE:
        channel = Channel.WINDOW.value
        return channel, plan_for(edition, chosen.answers, channel=channel), (MUST_COME,)
    return channel, plan, ()


def _cast(edition: LifeEventEdition, plan: Plan, centre: ServiceCentre | None) -> Cast:
    return invite(edition, plan, region_code=_home(edition), centre=centre)


def _home(edition: LifeEventEdition) -> str:
    """The region of the departments, where what comes online is taken in."""
    if edition.lead is not None:
        return edition.lead.region_id
    first = Edition.objects.filter(included_in__edition=edition).order_by("included_in__order")
    return first.values_list("department__region", flat=True)[0]


def _centre_for(edition: LifeEventEdition) -> ServiceCentre | None:
    """A centre of that region, or of a part of it; none where no centre was set up."""
    home = _home(edition)
    inside = Q(region=home) | Q(region__parent=home) | Q(region__parent__parent=home)
    return ServiceCentre.objects.filter(inside).order_by("code").first()
