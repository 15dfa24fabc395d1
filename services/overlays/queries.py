"""Which edition of a matter holds where."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from django.db.models import QuerySet

from services.errors import NoSuchRegion
from services.models import Edition, EditionState, LifeEventEdition, LifeEventMatter, Region
from services.overlays.errors import NoSuchMatter
from services.overlays.places import and_above

Item = TypeVar("Item")
Pins = tuple[tuple[int, str], ...]
"""(id, fingerprint) of each regional edition that replaces a standard one."""


def standard_of(matter_code: str) -> Edition:
    """The published standard edition. Raises NoSuchMatter."""
    found = standards().filter(matter__code=matter_code).first()
    if found is None:
        raise NoSuchMatter
    return found


def standards() -> QuerySet[Edition]:
    published = Edition.objects.filter(state=EditionState.PUBLISHED, region=None)
    return published.select_related("matter", "department")


def overlays() -> QuerySet[Edition]:
    """Every regional edition in force."""
    return Edition.objects.filter(state=EditionState.PUBLISHED, region__isnull=False)


def overlay_of(matter_code: str, region: Region) -> Edition | None:
    """The region's own edition; None where it follows a wider one."""
    own = overlays().select_related("matter", "department", "region")
    return own.filter(matter__code=matter_code, region=region).first()


def region_of_code(code: str) -> Region:
    """Raises NoSuchRegion."""
    found = Region.objects.filter(code=code).first()
    if found is None:
        raise NoSuchRegion(code=code)
    return found


def nearest_editions(
    region: Region, matter_ids: Collection[int] | QuerySet[LifeEventMatter, int]
) -> dict[int, Edition]:
    """By matter id, the regional edition that holds in `region`: its own, else its city's.

    One query. Matters that follow the standard are left out.
    """
    above = and_above(region.code)
    found = overlays().filter(region__in=above, matter__in=matter_ids)
    return _nearest(((row.matter_id, row.region_id or "", row) for row in found), above)


def pins_in(region: Region | None, edition: LifeEventEdition) -> Pins:
    """What holds in `region` instead of the standard editions of a life event, in a fixed order.

    One query; none without a region.
    """
    if region is None:
        return ()
    above = and_above(region.code)
    matters = LifeEventMatter.objects.filter(edition=edition).values("matter_edition__matter")
    rows = (
        overlays()
        .filter(region__in=above, matter__in=matters)
        .values_list("matter", "region", "pk", "fingerprint")
    )
    nearest = _nearest(((m, r or "", (pk, content)) for m, r, pk, content in rows), above)
    return tuple(sorted(nearest.values()))


def _nearest(rows: Iterable[tuple[int, str, Item]], above: tuple[str, ...]) -> dict[int, Item]:
    found: dict[int, tuple[int, Item]] = {}
    for matter, region, item in rows:
        distance = above.index(region)
        if matter not in found or distance < found[matter][0]:
            found[matter] = (distance, item)
    return {matter: item for matter, (_distance, item) in found.items()}
