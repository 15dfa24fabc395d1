"""Where a case belongs: at the window its region, online the chosen one or the departments'."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from services.models import LifeEventEdition, Region
from services.overlays.policy import CITY, COUNTY
from services.overlays.queries import overlays
from services.region_codes import lies_in, stem
from windows.centres.models import ServiceCentre
from windows.errors import RegionNotServed


def home_of(edition: LifeEventEdition) -> Region:
    """Where the departments of the life event are: the lead's region, else the first matter's."""
    if edition.lead is not None:
        return edition.lead.region
    included = edition.matters.select_related("matter_edition__department__region").first()
    if included is None:
        raise LookupError(f"{edition} has neither a lead nor a matter.")
    return included.matter_edition.department.region


def serving_region(edition: LifeEventEdition, chosen: Region | None) -> Region:
    """The chosen region, where it is a city or county inside the home of the life event.

    Whoever works for the whole of the home sees the case as before; the region decides which
    regional editions hold. Raises RegionNotServed.
    """
    home = home_of(edition)
    if chosen is None or chosen.pk == home.pk:
        return home
    if chosen.level not in (CITY, COUNTY) or not lies_in(chosen.code, home.code):
        raise RegionNotServed(name=chosen.name)
    return chosen


def region_named(edition: LifeEventEdition, code: str) -> Region | None:
    """For programs, which must hear of a wrong code. None where none is named.

    Raises RegionNotServed.
    """
    if not code:
        return None
    found = Region.objects.filter(code=code).first()
    if found is None:
        raise RegionNotServed(name=code)
    return serving_region(edition, found)


def regions_to_choose(edition: LifeEventEdition) -> QuerySet[Region]:
    """Cities and counties inside the home that have a centre, or an edition of their own of one of
    the matters.
    """
    home = home_of(edition)
    own = overlays().filter(region=OuterRef("pk"), matter__editions__included_in__edition=edition)
    halls = ServiceCentre.objects.filter(region=OuterRef("pk"))
    inside = Region.objects.filter(
        code__startswith=stem(home.code), level__in=(CITY, COUNTY)
    ).exclude(pk=home.pk)
    return inside.filter(Q(Exists(own)) | Q(Exists(halls))).order_by("code")
