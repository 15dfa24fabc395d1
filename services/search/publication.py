"""What a publication does to the index: whatever is published differently is read anew."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from services.models import (
    Edition,
    EditionState,
    EntryKind,
    LifeEventEdition,
    LifeEventMatter,
    SearchEntry,
)
from services.search.index import Indexed, refresh


@transaction.atomic(savepoint=False)
def catch_up() -> Indexed:
    """Compare what is published with what the index was made from, and refresh the difference.

    It looks at keys alone, so it needs no list of what was done: first loading, new edition,
    retirement. Matters of a life event that changed are read anew as they show its theme.
    """
    events = _events_published_otherwise()
    matters = _matters_published_otherwise()
    if not events and not matters:
        return Indexed(0, 0, 0)
    matters |= set(
        LifeEventMatter.objects.filter(
            edition__state=EditionState.PUBLISHED, edition__life_event__code__in=events
        ).values_list("matter_edition__matter__code", flat=True)
    )
    return refresh(life_events=events, matters=matters)


def _events_published_otherwise() -> set[str]:
    published = LifeEventEdition.objects.filter(state=EditionState.PUBLISHED)
    entries = SearchEntry.objects.filter(kind=EntryKind.LIFE_EVENT)
    missing = published.filter(~Exists(entries.filter(edition=OuterRef("pk"))))
    gone = entries.filter(~Exists(published.filter(pk=OuterRef("edition"))))
    return {
        *missing.values_list("life_event__code", flat=True),
        *gone.values_list("code", flat=True),
    }


def _matters_published_otherwise() -> set[str]:
    published = Edition.objects.filter(region=None, state=EditionState.PUBLISHED)
    entries = SearchEntry.objects.filter(kind=EntryKind.MATTER)
    missing = published.filter(~Exists(entries.filter(edition=OuterRef("pk"))))
    gone = entries.filter(~Exists(published.filter(pk=OuterRef("edition"))))
    return {*missing.values_list("matter__code", flat=True), *gone.values_list("code", flat=True)}
