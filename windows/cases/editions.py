"""The editions a case began with: what is published or taken back later changes nothing in it."""

from __future__ import annotations

from collections.abc import Collection

from materials.catalogue.queries import pinned_spec
from portal.worded import Worded
from services.catalogue.spec import LifeEventSpec
from services.models import Edition
from services.overlays.queries import Pins
from windows.cases.models import Case


def spec_of_case(case: Case) -> LifeEventSpec:
    """The life event as it read in the region of the case on the day it began."""
    return pinned_spec(case.life_event_edition, pins_of(case))


def pins_of(case: Case) -> Pins:
    return tuple((pk, content) for pk, content in case.overlay_editions)


def matter_editions(case: Case, codes: Collection[str]) -> dict[str, Edition]:
    """The edition of each of these matters by which the case is decided: at most two queries."""
    standard = _STANDARD(case.life_event_edition_id)
    found = {row.matter.code: row for row in standard if row.matter.code in codes}
    if case.overlay_editions:
        rows = Edition.objects.filter(matter__code__in=codes).select_related("matter", "department")
        regional = rows.filter(pk__in=[pk for pk, _content in pins_of(case)])
        found |= {row.matter.code: row for row in regional}
    return found


_STANDARD: Worded[Edition] = Worded(
    lambda event: Edition.objects.filter(included_in__edition_id=event).select_related(
        "matter", "department"
    )
)
