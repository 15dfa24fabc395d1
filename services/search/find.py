"""Finding one's thing: life events before matters, and by what the list can be narrowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.models import EditionState, LifeEventEdition
from services.search.asking import Asked, take_apart
from services.search.book import Book, EventEntry, book
from services.search.listed import Listed
from services.search.lookup import SHORT_LIST, Narrowed, matters_for, matters_of
from services.search.ranking import Scale, event_score, matter_score

LOWEST_SCORE = 20.0
LOWEST_MATTER = 34.0
SHARE_OF_BEST = 0.3
"""What fits less than this part of the best is left out."""
EVERYTHING = Narrowed()


@dataclass(frozen=True, slots=True)
class Hit:
    """A life event found, best first; `score` runs from 0 to 100."""

    edition: LifeEventEdition
    score: float


@dataclass(frozen=True, slots=True)
class EntryHit:
    entry: Listed
    score: float


@dataclass(frozen=True, slots=True)
class Facet:
    value: str
    label: str
    label_en: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page. `facets` count over the short list that was ranked, not over the whole catalogue.

    Life events stand on the first page; `next_after` leads to further matters.
    """

    events: list[EntryHit] = field(default_factory=list)
    matters: list[EntryHit] = field(default_factory=list)
    facets: dict[str, list[Facet]] = field(default_factory=dict)
    meant: list[tuple[str, str]] = field(default_factory=list)
    count: int = 0
    """On all pages."""
    is_short_list: bool = False
    """There may be more than was ranked."""
    wider: int = 0
    """How many there are without narrowing."""
    next_after: str = ""


def find(
    text: str,
    *,
    narrowed: Narrowed = EVERYTHING,
    limit: int = 20,
    after: str = "",
    present: Book | None = None,
) -> Found:
    """Life events and single matters that fit a citizen's words; none for an empty query.

    `after` is `next_after` of the page before. `present` is another book than the one in use: what
    would be found with one more synonym.
    """
    present = present or book()
    asked = take_apart(text, present)
    if asked.is_empty:
        return Found()
    events = rank_events(asked, present)
    matters = rank_matters(asked, present, EVERYTHING)
    facets, wider = _facets([*events, *matters]), len(events) + len(matters)
    if not narrowed.is_open:
        events = [hit for hit in events if _fits(hit.entry, narrowed)]
        matters = rank_matters(asked, present, narrowed)
    start = min(int(after), SHORT_LIST) if after.isdecimal() and len(after) < 4 else 0
    end = start + limit
    return Found(
        events=[] if start else events[:limit],
        matters=matters[start:end],
        facets=facets,
        meant=asked.meant,
        count=len(events) + len(matters),
        is_short_list=len(matters) >= SHORT_LIST,
        wider=wider,
        next_after=str(end) if len(matters) > end else "",
    )


def browse(*, narrowed: Narrowed = EVERYTHING, limit: int = 60, after: str = "") -> Found:
    """Without words: all life events, and once narrowed to a department or theme its matters.

    `after` is the code of the last matter of the page before.
    """
    events = [event.row for event in sorted(book().events.values(), key=_by_theme)]
    fitting = [EntryHit(row, 0.0) for row in events if _fits(row, narrowed)]
    matters: list[Listed] = []
    if narrowed.theme or narrowed.department:
        matters = matters_of(narrowed, after=after, most=limit + 1)
    return Found(
        events=[] if after else fitting,
        matters=[EntryHit(row, 0.0) for row in matters[:limit]],
        facets=_facets(EntryHit(row, 0.0) for row in events),
        count=len(fitting) + len(matters),
        next_after=matters[limit - 1].code if len(matters) > limit else "",
    )


def search(text: str, *, audience: str | None = None, limit: int = 20) -> list[Hit]:
    """Published life events that fit the words of a citizen; none for an empty query."""
    present = book()
    asked = take_apart(text, present)
    if asked.is_empty:
        return []
    hits = [
        hit
        for hit in rank_events(asked, present)
        if audience is None or audience in hit.entry.audiences
    ][:limit]
    editions = {
        edition.life_event.code: edition
        for edition in LifeEventEdition.objects.filter(
            life_event__code__in=[hit.entry.code for hit in hits], state=EditionState.PUBLISHED
        ).select_related("life_event", "lead")
    }
    return [Hit(editions[h.entry.code], h.score) for h in hits if h.entry.code in editions]


def rank_events(asked: Asked, present: Book) -> list[EntryHit]:
    """Every life event is scored: there are few, and all are in memory."""
    scale = Scale.for_events(asked, present)
    hits = [EntryHit(e.row, event_score(e, asked, scale)) for e in present.events.values()]
    return _best(hits, LOWEST_SCORE)


def rank_matters(asked: Asked, present: Book, narrowed: Narrowed) -> list[EntryHit]:
    scale = Scale.for_matters(asked, present)
    rows = matters_for(asked, present, narrowed)
    return _best([EntryHit(row, matter_score(row, asked, scale)) for row in rows], LOWEST_MATTER)


def _best(hits: list[EntryHit], lowest: float) -> list[EntryHit]:
    best = max((hit.score for hit in hits), default=0.0)
    floor = max(lowest, SHARE_OF_BEST * best)
    fitting = [hit for hit in hits if hit.score >= floor]
    fitting.sort(key=lambda hit: (-hit.score, -hit.entry.popularity, hit.entry.code))
    return fitting[:SHORT_LIST]


def _fits(entry: Listed, narrowed: Narrowed) -> bool:
    return (
        (not narrowed.audience or narrowed.audience in entry.audiences)
        and (not narrowed.theme or narrowed.theme == entry.theme)
        and (not narrowed.department or narrowed.department == entry.department)
    )


def _by_theme(event: EventEntry) -> tuple[str, str]:
    return event.theme, event.code


def _facets(hits: Iterable[EntryHit]) -> dict[str, list[Facet]]:
    """Audience, theme and department, the most frequent first."""
    audiences: Counter[str] = Counter()
    themes: Counter[tuple[str, str]] = Counter()
    departments: Counter[tuple[str, str]] = Counter()
    for hit in hits:
        audiences.update(hit.entry.audiences)
        themes[hit.entry.theme, hit.entry.theme_en] += 1
        departments[hit.entry.department, hit.entry.department_en] += 1
    return {
        "audience": [Facet(value, "", "", count) for value, count in audiences.most_common()],
        "theme": _named(themes),
        "department": _named(departments),
    }


def _named(counts: Counter[tuple[str, str]]) -> list[Facet]:
    return [
        Facet(name, name, name_en or name, count)
        for (name, name_en), count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        if name
    ]
