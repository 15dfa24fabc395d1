"""The gaps: requirements by how many people they make carry paper, beside the demand list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, Q, Sum

from datasharing.lists.demand.models import DataDemand
from datasharing.lists.demand.policy import in_sight
from datasharing.lists.demand.states import DemandState
from datasharing.lists.policy import DESK_ROLES
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.catalogue.text import Text
from windows.clock import today
from windows.gaps.models import PaperCount, PaperDay
from windows.limits import limit

PERIODS = (30, 90, 180, 365)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement in the ranking: in how many cases somebody handed the paper in."""

    place: int
    matter_code: str
    requirement: str
    cases: int
    at_window: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A line, and what is being done about it."""

    line: Line
    demand: DataDemand | None
    """None where no published edition asks for it under this key, and none did before."""

    @property
    def name(self) -> Text:
        """Of what was never listed, the key is all there is."""
        if self.demand is None:
            return Text(self.line.requirement, self.line.requirement)
        return Text(self.demand.name, self.demand.name_en)

    @property
    def matter_name(self) -> Text:
        if self.demand is None:
            return Text(self.line.matter_code, self.line.matter_code)
        return Text(self.demand.edition.name, self.demand.edition.name_en)

    @property
    def owner_name(self) -> Text:
        if self.demand is None:
            return Text("")
        return Text(self.demand.owner_name, self.demand.owner_name_en)


@dataclass(frozen=True, slots=True)
class Week:
    begins: dt.date
    cases: int


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days up to and with today."""

    days: int
    first: dt.date
    last: dt.date


def period(days: str = "") -> Period:
    """The days asked for, where they are offered; else `SUPERVISION_DAYS`."""
    asked = int(days) if days.isascii() and days.isdecimal() and len(days) < 5 else 0
    length = asked if asked in PERIODS else limit("SUPERVISION_DAYS")
    return Period(length, today() - dt.timedelta(days=length - 1), today())


def ranked(actor: Actor, within: Period, *, state: str = "") -> list[Line]:
    """All in sight, the heaviest first. From the sums: the cost is that of days, not of cases."""
    rows = PaperCount.objects.filter(_of(within))
    summed = (
        rows.order_by()
        .values_list("matter_code", "requirement")
        .annotate(all_cases=Sum("cases"), all_at_window=Sum("at_window"))
        .order_by("-all_cases", "matter_code", "requirement")
    )
    seen = _in_sight(actor, state)
    shown = (row for row in summed if seen is None or row[:2] in seen)
    return [Line(place, *row) for place, row in enumerate(shown, start=1)]


def read(lines: Sequence[Line]) -> list[Gap]:
    """Each with what the demand list says of it."""
    rows = DataDemand.objects.filter(
        matter__code__in={line.matter_code for line in lines},
        key__in={line.requirement for line in lines},
    ).select_related("matter", "edition", "department", "owner")
    found = {(each.matter.code, each.key): each for each in rows}
    return [Gap(line, found.get((line.matter_code, line.requirement))) for line in lines]


def weeks(some: Sequence[Line], within: Period) -> list[Week]:
    """Of these together, by weeks that end today; a first week that is not whole is left out."""
    named = Q(pk__in=[])
    for line in some:
        named |= Q(matter_code=line.matter_code, requirement=line.requirement)
    rows = PaperCount.objects.filter(named, _of(within)).order_by()
    by_day = dict(rows.values_list("day").annotate(times=Sum("cases")))
    return list(_by_week(by_day, within))


def cases_submitted(within: Period) -> int:
    days = PaperDay.objects.filter(_of(within))
    return days.aggregate(all=Sum("cases"))["all"] or 0


def counted_at() -> dt.datetime | None:
    at: dt.datetime | None = PaperDay.objects.aggregate(at=Max("counted_at"))["at"]
    return at


def _of(within: Period) -> Q:
    return Q(day__gte=within.first, day__lte=within.last)


def _by_week(by_day: Mapping[dt.date, int], within: Period) -> Iterator[Week]:
    for number in range(within.days // WEEK, 0, -1):
        begins = within.last - dt.timedelta(days=WEEK * number - 1)
        days = (begins + dt.timedelta(days=each) for each in range(WEEK))
        yield Week(begins, sum(by_day.get(day, 0) for day in days))


def _in_sight(actor: Actor, state: str) -> set[tuple[str, str]] | None:
    """Matter and key of the demands in sight; None: everything, also what no demand names."""
    if actor.kind not in DESK_ROLES:
        return set()
    if actor.kind == Role.SUPERVISOR and state not in DemandState.values:
        return None
    rows = DataDemand.objects.filter(in_sight(actor))
    if state in DemandState.values:
        rows = rows.filter(state=state)
    return set(rows.values_list("matter__code", "key"))
