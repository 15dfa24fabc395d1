"""What giving up a region's own editions would bring back there. For the page, and for the act."""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.lookups import matter_specs
from services.models import Edition, Region
from services.overlays.differences import Difference
from services.overlays.queries import overlays, standards, wider_editions
from services.overlays.telling import changes


@dataclass(frozen=True, slots=True)
class Return:
    """What a region gives up, and what holds there afterwards: its city's edition, else the
    standard.
    """

    given_up: Edition
    now: Edition
    changes: tuple[Difference, ...]

    @property
    def adds(self) -> bool:
        return any(each.adds for each in self.changes)


def returns(region: Region, matter_code: str = "") -> list[Return]:
    """By matter code; of one matter, or of all that the region has of its own. A fixed number of
    queries. What has lost its standard has nothing to return to and is left out.
    """
    own = overlays().filter(region=region).select_related("matter", "department")
    if matter_code:
        own = own.filter(matter__code=matter_code)
    rows = list(own.order_by("matter__code"))
    ids = [row.matter_id for row in rows]
    after = {row.matter_id: row for row in standards().filter(matter__in=ids)}
    after |= {pk: row for pk, row in wider_editions(region, ids).items() if pk in after}
    pairs = [(row, after[row.matter_id]) for row in rows if row.matter_id in after]
    specs = matter_specs([each for pair in pairs for each in pair])
    return [Return(row, now, changes(specs[row.pk], specs[now.pk])) for row, now in pairs]
