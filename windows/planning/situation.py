"""Everything one plan is made from, put together once: the person's situation (情形)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.catalogue.spec import Answers, IncludedMatter
from windows.planning.calendar import Calendar
from windows.planning.known import Known
from windows.planning.names import Names
from windows.planning.order import Order
from windows.planning.plan import Outcome
from windows.planning.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Situation:
    prepared: Prepared
    answers: Answers
    known: Known
    today: date
    calendar: Calendar
    outcome: Outcome
    matters: tuple[IncludedMatter, ...]
    """Those that apply; none where the case cannot go on."""
    names: Names
    order: Order
    """Who waits for whom; complete once the producers are chosen."""
