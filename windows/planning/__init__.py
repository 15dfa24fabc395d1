"""The plan of a case, computed before anyone applies: pure functions over frozen data.

    answers = check_answers(spec, answers)
    plan(spec, answers, known, today=..., calendar=...) -> Plan

Nothing here touches Django or the database, so that every combination of answers of
every life event can be planned, before it is published, in milliseconds.
"""

from windows.planning.calendar import Calendar, DateUnknown
from windows.planning.check import AnswersRefused, Fault, check_answers
from windows.planning.combinations import combinations, count_combinations, sample
from windows.planning.known import Channel, Known
from windows.planning.order import PlanImpossible
from windows.planning.plan import Plan
from windows.planning.planner import plan

__all__ = [
    "AnswersRefused",
    "Calendar",
    "Channel",
    "DateUnknown",
    "Fault",
    "Known",
    "Plan",
    "PlanImpossible",
    "check_answers",
    "combinations",
    "count_combinations",
    "plan",
    "sample",
]
