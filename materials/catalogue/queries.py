"""Reads of what editions require, and a life event as the planner wants it."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from django.db.models import QuerySet

from materials.catalogue.assemble import assemble, assemble_matter
from materials.catalogue.models import Requirement
from services.catalogue.spec import LifeEventSpec, MatterSpec
from services.models import Edition, EditionState, LifeEventEdition


def requirements_of(edition_ids: Collection[int]) -> QuerySet[Requirement]:
    """The requirements of these matter editions, in the order of each edition's list."""
    return (
        Requirement.objects.filter(edition__in=edition_ids)
        .select_related("material_type")
        .order_by("edition_id", "order")
    )


def life_event_spec(life_event_edition: LifeEventEdition) -> LifeEventSpec:
    """The edition as plain data, equal to what was loaded (but for the loading's own warnings).

    At most eight queries the first time. A published edition never changes, so a process reads it
    once; a draft is read anew each time.
    """
    if life_event_edition.state == EditionState.DRAFT:
        return assemble(life_event_edition.pk)
    return _remembered(life_event_edition.pk, life_event_edition.fingerprint)


@lru_cache(maxsize=1024)
def _remembered(edition_id: int, fingerprint: str) -> LifeEventSpec:
    """The fingerprint is in the key: in another database the id may be another edition's."""
    return assemble(edition_id)


def matter_spec(edition: Edition) -> MatterSpec:
    """One matter edition as plain data, whether or not any life event contains it."""
    return assemble_matter(edition)
