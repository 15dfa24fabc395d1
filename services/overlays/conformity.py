"""一致性对照: every matter against every region that does something of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import Department, Edition, Region
from services.overlays.differences import Difference
from services.overlays.policy import READERS
from services.overlays.queries import overlays, standards
from services.overlays.remembered import Pair, differences_of
from services.overlays.words import Word, words_for
from services.region_codes import and_above, stem

ROWS = 25
COLUMNS = 8
"""Regions side by side; the others by the filter."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What holds in a region for a matter, where it is not the standard."""

    region: Region
    edition: Edition
    differences: tuple[Difference, ...]
    predates: bool
    """True when the standard has been renewed since."""

    @property
    def words(self) -> tuple[Word, ...]:
        return words_for(self.differences)


@dataclass(frozen=True, slots=True)
class Row:
    standard: Edition
    cells: tuple[tuple[Region, Cell | None], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many matters a region does otherwise by an edition of its own."""

    region: Region
    adds: int
    """Matters in which it asks for more than the standard somewhere."""
    eases: int
    """All others."""

    @property
    def count(self) -> int:
        return self.adds + self.eases


@dataclass(frozen=True, slots=True)
class Map:
    regions: tuple[Region, ...]
    left_out: int
    """Regions that did not fit."""
    rows: tuple[Row, ...]
    next: str
    """What to ask for the next page with; empty on the last one."""
    bars: tuple[Bar, ...]


def conformity_map(
    actor: Actor,
    *,
    region: Region | None = None,
    department: str = "",
    only_deviations: bool = True,
    after: str = "",
) -> Map:
    """The part of the map that the actor answers for. A fixed number of queries.

    Columns are the regions with editions of their own, or the one asked for; a county without one
    shows its city's.
    """
    scope = seen_by(actor)
    own = list(
        Region.objects.filter(scope, Exists(overlays().filter(region=OuterRef("pk")))).order_by(
            "code"
        )
    )
    columns = [region] if region else own[:COLUMNS]
    needed = {code for each in (*columns, *own) for code in and_above(each.code)}
    local = list(
        overlays()
        .filter(region__in=needed)
        .select_related("region")
        .only("fingerprint", "published_at", "why_different", "matter", "number", "region")
    )
    found = standards().order_by("matter__code")
    if department:
        found = found.filter(department__code=department)
    if only_deviations:
        above = {code for each in columns for code in and_above(each.code)}
        found = found.filter(matter__in={row.matter_id for row in local if row.region_id in above})
    page = list(found.filter(matter__code__gt=after)[: ROWS + 1])
    cells = _cells(local, standards().values_list("matter", "pk", "fingerprint", "published_at"))
    return Map(
        regions=tuple(columns),
        left_out=0 if region else len(own) - len(columns),
        rows=tuple(_row(standard, columns, cells) for standard in page[:ROWS]),
        next=page[ROWS - 1].matter.code if len(page) > ROWS else "",
        bars=tuple(_bar(each, cells) for each in own),
    )


def cell_of(standard: Edition, region: Region) -> Cell | None:
    """The region's own edition of the matter, compared with the standard in force."""
    own = overlays().filter(matter=standard.matter_id, region=region).select_related("region")
    known = (standard.matter_id, standard.pk, standard.fingerprint, standard.published_at)
    return _cells(list(own), [known]).get((standard.matter_id, region.pk))


def seen_by(actor: Actor) -> Q:
    """Regions that the actor answers for; no region matches nothing."""
    if actor.kind in (Role.ADMIN, Role.SYSTEM):
        return Q()
    if actor.kind in READERS and actor.region_code:
        return Q(code__startswith=stem(actor.region_code))
    return Q(pk__in=[])


def departments_of_standards() -> QuerySet[Department]:
    """For the filter."""
    rows = standards().filter(department=OuterRef("pk"))
    return Department.objects.filter(Exists(rows)).order_by("name")


Cells = Mapping[tuple[int, str], Cell]
Known = tuple[int, int, str, datetime | None]


def _cells(local: Sequence[Edition], known: Iterable[Known]) -> Cells:
    """By matter and region. What has lost its standard has nothing to be compared with."""
    by_matter = {matter: (pk, content, since) for matter, pk, content, since in known}
    pairs = {}
    for row in local:
        if row.matter_id in by_matter:
            pk, content, _since = by_matter[row.matter_id]
            pairs[row.pk] = Pair(pk, content, row.pk, row.fingerprint)
    compared = differences_of(pairs.values())
    cells = {}
    for row in local:
        if row.pk in pairs and row.region is not None:
            since = by_matter[row.matter_id][2]
            is_older = bool(since and row.published_at and row.published_at < since)
            differences = compared[pairs[row.pk].key]
            cells[row.matter_id, row.region.pk] = Cell(row.region, row, differences, is_older)
    return cells


def _row(standard: Edition, columns: Sequence[Region], cells: Cells) -> Row:
    found = []
    for region in columns:
        above = (cells.get((standard.matter_id, code)) for code in and_above(region.code))
        found.append((region, next((cell for cell in above if cell), None)))
    return Row(standard, tuple(found))


def _bar(region: Region, cells: Cells) -> Bar:
    own = [cell for (_matter, code), cell in cells.items() if code == region.pk]
    adds = sum(any(each.adds for each in cell.differences) for cell in own)
    return Bar(region, adds, len(own) - adds)
