"""Planning for a real person on a real day; the plan itself is `windows.planning`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from materials.catalogue.queries import life_event_spec
from portal.accounts.models import Applicant
from services.catalogue.spec import Answers
from services.models import LifeEventEdition
from windows.cases.known import Holdings, holdings_of, known_about
from windows.cases.states import Channel
from windows.clock import PlanningCalendar, today
from windows.errors import BadAnswers
from windows.planning import AnswersRefused, Plan, check_answers, plan


def answers_for(
    edition: LifeEventEdition, answers: Mapping[str, Sequence[str]]
) -> Answers:
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
) -> Plan:
    """The plan that a draft with these answers would get today; also for the page before applying."""
    holdings = holdings_of(applicant) if applicant else None
    return _plan(edition, answers_for(edition, answers), holdings, channel)


def _plan(
    edition: LifeEventEdition, answers: Answers, holdings: Holdings | None, channel: str
) -> Plan:
    spec = life_event_spec(edition)
    return plan(
        spec,
        answers,
        known_about(holdings, spec, channel),
        today=today(),
        calendar=PlanningCalendar(),
    )
