"""Reading the demand list, always in somebody's sight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from datasharing.lists.demand.errors import DemandNotFound
from datasharing.lists.demand.models import DataDemand, DemandRound
from datasharing.lists.demand.policy import in_sight
from datasharing.lists.demand.states import DemandState, Way
from portal.accounts.actor import Actor
from portal.journal.models import Entry
from portal.journal.queries import entries_for, sentence
from portal.text import Text
from services.models import Department

LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed by; empty is everything."""

    state: str = ""
    way: str = ""
    department: str = ""
    """Code of the one that needs it."""
    owner: str = ""
    """Code of the one that has it."""
    words: str = ""
    is_gone: bool = False
    """What the catalogue does not ask for any more."""

    def as_query(self) -> Q:
        found = Q(is_current=not self.is_gone)
        if self.state in DemandState.values:
            found &= Q(state=self.state)
        if self.way in Way.values:
            found &= Q(way=self.way)
        if self.department:
            found &= Q(department__code=self.department)
        if self.owner:
            found &= Q(owner__code=self.owner)
        words = self.words.strip().replace("\x00", "")[:LONGEST_WORDS]
        if words:
            found &= Q(name__icontains=words) | Q(edition__name__icontains=words)
        return found


def wanted_by(query: Mapping[str, str]) -> Wanted:
    """Out of an address."""
    names = ("state", "way", "department", "owner", "words")
    told = {name: query.get(name, "").replace("\x00", "") for name in names}
    return Wanted(**told, is_gone=query.get("show") == "gone")


def demands(actor: Actor, wanted: Wanted | None = None) -> QuerySet[DataDemand]:
    """By matter, then as the requirement is called."""
    found = DataDemand.objects.filter(in_sight(actor), (wanted or Wanted()).as_query())
    return found.select_related("matter", "edition", "department", "owner").order_by(
        "matter__code", "key"
    )


def demand_for(actor: Actor, pk: int) -> DataDemand:
    """Raises DemandNotFound for one out of sight."""
    found = DataDemand.objects.filter(in_sight(actor), pk=pk)
    demand = found.select_related("matter", "edition", "department", "owner").first()
    if demand is None:
        raise DemandNotFound
    return demand


def history_of(demand: DataDemand) -> list[tuple[Entry, Text]]:
    """What happened to it, the newest first. The caller has seen that it may be read."""
    return [(each, sentence(each)) for each in entries_for(demand.stream).reverse()]


def counts_by_state(actor: Actor) -> list[tuple[DemandState, int]]:
    """Every state in the order of the table, with how many the catalogue asks for now."""
    rows = DataDemand.objects.filter(in_sight(actor), is_current=True).order_by()
    counted = dict(rows.values_list("state").annotate(times=Count("pk")))
    return [(state, counted.get(state.value, 0)) for state in DemandState]


def departments_in(actor: Actor, side: str) -> QuerySet[Department]:
    """For a filter: `department` that need something, or `owner` that have it."""
    named = DataDemand.objects.filter(in_sight(actor), is_current=True).values(side)
    return Department.objects.filter(pk__in=named).order_by("code")


def last_round() -> DemandRound | None:
    return DemandRound.objects.first()
