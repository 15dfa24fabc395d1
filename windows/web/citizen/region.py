"""The region in an address: `?region=330106`. Without one, that of the departments."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from services.models import Edition, LifeEventEdition, Region
from services.overlays.queries import pins_in
from windows.cases.regions import home_of, regions_to_choose, serving_region
from windows.errors import RegionNotServed

NAME = "region"


@dataclass(frozen=True, slots=True)
class Here:
    """Where the plan is made for, and what may be chosen instead."""

    region: Region
    is_chosen: bool
    choices: tuple[Region, ...]
    own: tuple[Edition, ...]
    """Regional editions that hold here, with the reason of each."""


def chosen_in(query: QueryDict, edition: LifeEventEdition) -> Region | None:
    """The region named, where the life event is done there; anything else counts as none."""
    code = query.get(NAME, "")
    found = Region.objects.filter(code=code).first() if code else None
    if found is None:
        return None
    try:
        return serving_region(edition, found)
    except RegionNotServed:
        return None


def here(query: QueryDict, edition: LifeEventEdition) -> Here:
    """For the picker of the plan page."""
    home, chosen = home_of(edition), chosen_in(query, edition)
    region = chosen or home
    pins = pins_in(region, edition)
    rows = Edition.objects.select_related("region").order_by("matter__code")
    own = rows.filter(pk__in=[pk for pk, _content in pins]) if pins else ()
    return Here(
        region,
        chosen is not None,
        (home, *regions_to_choose(edition)),
        tuple(own),
    )


def kept(chosen: Region | None) -> list[tuple[str, str]]:
    """(name, value) pairs for hidden inputs and addresses."""
    return [(NAME, chosen.code)] if chosen else []
