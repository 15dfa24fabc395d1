"""Planning for a real person on a real day; the plan itself is `windows.planning`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from materials.catalogue.queries import life_event_spec, pinned_spec
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from services.catalogue.spec import Answers, LifeEventSpec
from services.models import LifeEventEdition
from services.overlays.queries import Pins
from windows.cases.known import Holdings, holdings_of, known_about
from windows.cases.states import Channel
from windows.clock import PlanningCalendar, today
from windows.errors import BadAnswers
from windows.planning import AnswersRefused, Plan, check_answers, plan


def answers_for(edition: LifeEventEdition, answers: Mapping[str, Sequence[str]]) -> Answers:
    """The answers in order. Raises BadAnswers with every fault in `details`."""
    try:
        return check_answers(life_event_spec(edition), answers)
    except AnswersRefused as refused:
        raise BadAnswers(
            details=[
                {
                    "kind": fault.kind.value,
                    "question": fault.question,
                    "value": fault.value,
                    "message": fault.message.zh,
                    "message_en": fault.message.en,
                }
                for fault in refused.faults
            ]
        ) from refused


def plan_for(
    edition: LifeEventEdition,
    answers: Mapping[str, Sequence[str]],
    *,
    applicant: Applicant | None = None,
    channel: str = Channel.ONLINE,
    regional: Pins = (),
) -> Plan:
    """The plan that a draft with these answers would get today, where these regional editions
    hold; also for the page before applying.
    """
    holdings = holdings_of(applicant) if applicant else None
    spec = pinned_spec(edition, regional)
    return _plan(spec, answers_for(edition, answers), holdings, channel)


def _plan(spec: LifeEventSpec, answers: Answers, holdings: Holdings | None, channel: str) -> Plan:
    return plan(
        spec,
        answers,
        known_about(holdings, spec, channel),
        today=today(),
        calendar=PlanningCalendar(),
    )


def plan_for_visitor(spec: LifeEventSpec, answers: Answers, *, actor: Actor) -> Plan:
    """The plan before applying: with what the visitor holds, if one person is logged in as
    applicant.
    """
    holdings = None
    if actor.kind == Role.APPLICANT and actor.user_id is not None:
        person = Applicant.objects.filter(user_id=actor.user_id).first()
        holdings = holdings_of(person) if person else None
    return _plan(spec, answers, holdings, Channel.ONLINE)
