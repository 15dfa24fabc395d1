"""Reads of what editions require, and a life event as the planner wants it."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from django.db.models import QuerySet

from materials.catalogue.assemble import assemble, assemble_matters
from materials.catalogue.models import MaterialType, Requirement
from services.catalogue.spec import LifeEventSpec, MaterialTypeSpec, MatterSpec
from services.models import Edition, EditionState, LifeEventEdition, Region
from services.overlays.queries import Pins, pins_in


def requirements_of(edition_ids: Collection[int]) -> QuerySet[Requirement]:
    """The requirements of these matter editions, in the order of each edition's list."""
    return (
        Requirement.objects.filter(edition__in=edition_ids)
        .select_related("material_type")
        .order_by("edition_id", "order")
    )


def life_event_spec(
    life_event_edition: LifeEventEdition, region: Region | None = None
) -> LifeEventSpec:
    """The edition as plain data, equal to what was loaded (but for the loading's own warnings).

    In a region each matter reads as its nearest regional edition says: its own, else its city's,
    else the standard. At most eight queries the first time, with a region two more and one each
    time after. A published edition never changes, so a process reads it once; a draft is read
    anew each time.
    """
    return pinned_spec(life_event_edition, pins_in(region, life_event_edition))


def pinned_spec(life_event_edition: LifeEventEdition, regional: Pins) -> LifeEventSpec:
    """The edition with exactly these regional editions in it, in force or not: what a case that
    began with them goes by.
    """
    if life_event_edition.state == EditionState.DRAFT:
        return assemble(life_event_edition.pk, [pk for pk, _content in regional])
    return _remembered(life_event_edition.pk, life_event_edition.fingerprint, regional)


@lru_cache(maxsize=1024)
def _remembered(edition_id: int, fingerprint: str, regional: Pins) -> LifeEventSpec:
    """The fingerprints are in the key: in another database the id may be another edition's."""
    return assemble(edition_id, [pk for pk, _content in regional])


def codes_of_names(names: Collection[str]) -> dict[str, str]:
    """The canonical code of each material known by one of these names; the first by code wins."""
    rows = MaterialType.objects.filter(name__in=names).order_by("-code")
    return dict(rows.values_list("name", "code"))


def types_of_codes(codes: Collection[str]) -> dict[str, MaterialTypeSpec]:
    """The canonical materials that there are under these codes."""
    rows = MaterialType.objects.filter(code__in=codes)
    return {row.code: MaterialTypeSpec(row.code, row.name, row.name_en, row.kind) for row in rows}


def matter_spec(edition: Edition) -> MatterSpec:
    """One matter edition as plain data, whether or not any life event contains it."""
    return assemble_matters([edition])[edition.pk]
