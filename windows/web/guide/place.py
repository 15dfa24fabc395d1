"""Where a guide holds: the place in the address, what may be chosen instead, what differs there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from services.models import Edition, LifeEventEdition, Region
from services.overlays.differences import Difference
from services.overlays.policy import CITY, COUNTY
from services.overlays.queries import in_force, overlays, standards
from services.overlays.remembered import Pair, differences_of
from services.region_codes import lies_in, stem
from windows.centres.models import ServiceCentre
from windows.web.citizen.region import NAME, here


@dataclass(frozen=True, slots=True)
class Held:
    """A regional edition that holds here instead of the standard, and in what it differs."""

    edition: Edition
    differences: tuple[Difference, ...]

    @property
    def since(self) -> date | datetime | None:
        """Those of earlier days have no first day of their own."""
        return self.edition.valid_from or self.edition.published_at


@dataclass(frozen=True, slots=True)
class Place:
    region: Region
    is_chosen: bool
    choices: tuple[Region, ...]
    held: tuple[Held, ...]

    @property
    def query(self) -> str:
        """What keeps the choice in an address; empty where nothing was chosen."""
        return f"?{NAME}={self.region.code}" if self.is_chosen else ""

    @property
    def pins(self) -> tuple[tuple[int, str], ...]:
        """As `services.overlays.queries.pins_in` gives them."""
        return tuple(sorted((each.edition.pk, each.edition.fingerprint) for each in self.held))


def place_of_thing(query: QueryDict, edition: LifeEventEdition) -> Place:
    """As on the plan page: anything but a city or county where it is done counts as none."""
    found = here(query, edition)
    return Place(found.region, found.is_chosen, found.choices, _held(found.own))


def place_of_matter(query: QueryDict, standard: Edition) -> Place:
    """The home of a matter is where its department is."""
    home = standard.department.region
    chosen = _chosen(query, home)
    region = chosen or home
    local = in_force(standard, region)
    return Place(
        region=region,
        is_chosen=chosen is not None,
        choices=(home, *_choices(standard, home)),
        held=_held([local] if local.region_id else []),
    )


def _chosen(query: QueryDict, home: Region) -> Region | None:
    code = query.get(NAME, "")
    found = Region.objects.filter(code=code).first() if code.isdecimal() else None
    if found is None or found.pk == home.pk:
        return found
    is_inside = found.level in (CITY, COUNTY) and lies_in(found.code, home.code)
    return found if is_inside else None


def _choices(standard: Edition, home: Region) -> Sequence[Region]:
    """Cities and counties inside the home with a centre, or an edition of the matter."""
    own = overlays().filter(region=OuterRef("pk"), matter=standard.matter_id)
    halls = ServiceCentre.objects.filter(region=OuterRef("pk"))
    inside = Region.objects.filter(code__startswith=stem(home.code), level__in=(CITY, COUNTY))
    fit = inside.exclude(pk=home.pk).filter(Q(Exists(own)) | Q(Exists(halls)))
    return list(fit.order_by("code"))


def _held(own: Sequence[Edition]) -> tuple[Held, ...]:
    """What has lost its standard has nothing to be compared with."""
    if not own:
        return ()
    rule = {row.matter_id: row for row in standards().filter(matter__in={e.matter_id for e in own})}
    pairs = {}
    for each in own:
        if each.matter_id in rule:
            row = rule[each.matter_id]
            pairs[each.pk] = Pair(row.pk, row.fingerprint, each.pk, each.fingerprint)
    compared = differences_of(pairs.values())
    return tuple(
        Held(each, compared[pairs[each.pk].key] if each.pk in pairs else ()) for each in own
    )
