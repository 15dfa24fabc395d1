"""From a life event, answers and what is known to the plan: the heart of the portal."""

from __future__ import annotations

from datetime import date

from services.catalogue.spec import Answers, LifeEventSpec
from windows.planning.calendar import Calendar
from windows.planning.known import Known
from windows.planning.plan import Plan


def plan(
    spec: LifeEventSpec, answers: Answers, known: Known, *, today: date, calendar: Calendar
) -> Plan:
    """What will happen, with a reason for every line.

    `answers` come from `check_answers`. Raises `PlanImpossible` when matters wait in a circle.
    """
    raise NotImplementedError  # the rules follow in the next commit
