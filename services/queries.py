"""Reading the catalogue. What is published is open to everybody, so nothing here takes an actor."""

from __future__ import annotations

from django.db.models import QuerySet

from services.catalogue.parsing.book import Known
from services.catalogue.read import from_json
from services.catalogue.spec import OutputSpec
from services.errors import NoSuchLifeEvent, NoSuchMatter
from services.models import Edition, EditionState, LifeEvent, LifeEventEdition
from services.search import Hit, search

__all__ = [
    "Hit",
    "edition_seen",
    "find_life_event_edition",
    "known",
    "life_event",
    "life_event_edition",
    "life_events_with",
    "matter_edition",
    "published_life_events",
    "search",
]


def published_life_events(audience: str | None = None) -> QuerySet[LifeEventEdition]:
    """The published edition of each life event, by theme and code; `audience` narrows it."""
    found = LifeEventEdition.objects.filter(state=EditionState.PUBLISHED)
    if audience:
        found = found.filter(audience=audience)
    return found.select_related("life_event", "lead").order_by("theme", "life_event__code")


def life_event(code: str) -> LifeEvent:
    """The life event itself, published or not. Raises NoSuchLifeEvent."""
    found = LifeEvent.objects.filter(code=code).first()
    if found is None:
        raise NoSuchLifeEvent
    return found


def life_event_edition(code: str) -> LifeEventEdition:
    """The edition that new cases begin with. Raises NoSuchLifeEvent."""
    found = published_life_events().filter(life_event__code=code).first()
    if found is None:
        raise NoSuchLifeEvent
    return found


def edition_seen(code: str, number: str) -> LifeEventEdition:
    """The edition that a page was made from, by its number; the one in force where none is named.

    It may be retired by now, and whoever acts on it must look. Raises NoSuchLifeEvent.
    """
    if not number.isdecimal():
        return life_event_edition(code)
    editions = LifeEventEdition.objects.exclude(state=EditionState.DRAFT)
    seen = editions.filter(life_event__code=code, number=number[:9]).select_related("life_event")
    return seen.first() or life_event_edition(code)


def find_life_event_edition(code: str) -> LifeEventEdition | None:
    """The published edition of that code, or None: a hand-over may name one that is not online."""
    return published_life_events().filter(life_event__code=code).first() if code else None


def known() -> Known:
    """What other files may refer to: life events online now, and every matter."""
    events = published_life_events().values_list("life_event__code", "name")
    return Known(
        life_events=dict(events.order_by()),
        matters={
            code: tuple(from_json(OutputSpec, each) for each in outputs)
            for code, outputs in Edition.objects.filter(
                state=EditionState.PUBLISHED, region=None
            ).values_list("matter__code", "outputs")
        },
    )


def matter_edition(code: str) -> Edition:
    """The standard edition in force of this matter. Raises NoSuchMatter."""
    found = (
        Edition.objects.filter(matter__code=code, state=EditionState.PUBLISHED, region__isnull=True)
        .select_related("matter", "department")
        .first()
    )
    if found is None:
        raise NoSuchMatter
    return found


def life_events_with(matter_code: str) -> QuerySet[LifeEventEdition]:
    """The published things in which this matter is done together with others."""
    return published_life_events().filter(matters__matter_edition__matter__code=matter_code)
