"""What is published now, in pieces: memory does not grow with the catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice

from django.db.models import Count, Max

from services.catalogue.lookups import matter_specs
from services.catalogue.reading import published_spec
from services.catalogue.spec import LifeEventSpec, MatterSpec
from services.models import Edition, EditionState, LifeEventEdition

PIECE = 200


def published_matters() -> Iterator[MatterSpec]:
    """The standard of each matter, by code; regional overlays are not in it."""
    ids = (
        Edition.objects.filter(state=EditionState.PUBLISHED, region=None)
        .order_by("matter__code")
        .values_list("pk", flat=True)
        .iterator(chunk_size=2000)
    )
    while piece := list(islice(ids, PIECE)):
        editions = Edition.objects.select_related("matter", "department").in_bulk(piece)
        specs = matter_specs(list(editions.values()))
        yield from (specs[pk] for pk in piece)


def published_life_event_specs() -> Iterator[LifeEventSpec]:
    editions = LifeEventEdition.objects.filter(state=EditionState.PUBLISHED)
    for edition in editions.select_related("life_event", "lead").order_by("life_event__code"):
        yield published_spec(edition)


def counts() -> dict[str, int]:
    return {
        "matters": Edition.objects.filter(state=EditionState.PUBLISHED, region=None).count(),
        "life_events": LifeEventEdition.objects.filter(state=EditionState.PUBLISHED).count(),
    }


def version() -> str:
    """Changes whenever something is published or retired: the ETag of every file."""
    said = []
    for rows in (Edition.objects.all(), LifeEventEdition.objects.all()):
        found = rows.aggregate(rows=Count("pk"), first=Max("published_at"), last=Max("retired_at"))
        said.append("|".join(str(each) for each in found.values()))
    return hashlib.sha256(" ".join(said).encode()).hexdigest()[:32]


def last_published() -> object:
    return Edition.objects.aggregate(at=Max("published_at"))["at"]
