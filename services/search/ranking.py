"""How well a life event or a matter fits what was asked: from 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass

from services.search.asking import Asked
from services.search.book import Book, EventEntry
from services.search.listed import Listed
from services.search.terms import is_han

UNKNOWN = 0.35
"""What each character that nobody knows takes from how sure a finding is."""


def length_counts(term: str) -> float:
    """Longer terms say more; their own pairs of characters count beside them."""
    return min(len(term), 6) - 1.0 if is_han(term) else 2.0


@dataclass(frozen=True)
class Scale:
    """The weights of one query; made once, used for every candidate."""

    weights: dict[str, float]
    total: float
    sure: float

    @classmethod
    def for_events(cls, asked: Asked, book: Book) -> Scale:
        return cls._of({t: book.tells_events(t) for t in asked.terms}, asked)

    @classmethod
    def for_matters(cls, asked: Asked, book: Book) -> Scale:
        return cls._of({t: book.tells_matters(t) for t in asked.terms}, asked)

    @classmethod
    def _of(cls, tells: dict[str, float], asked: Asked) -> Scale:
        weights = {
            term: tells[term] * length_counts(term) * asked.terms[term] for term in asked.terms
        }
        total = sum(weights.values())
        characters = sum(len(term) if is_han(term) else 3 for term in asked.terms) or 1
        sure = characters / (characters + UNKNOWN * asked.unknown)
        return cls(weights, total or 1.0, sure)


def event_score(event: EventEntry, asked: Asked, scale: Scale) -> float:
    """The share of the query that the life event speaks of; saying its very name is 100."""
    if asked.text in event.names:
        return 100.0 if asked.text == event.names[0] else 97.0
    met = sum(weight * event.terms.get(term, 0.0) for term, weight in scale.weights.items())
    score = 90.0 * scale.sure * met / scale.total
    if event.code in asked.codes:
        score = max(score, 60.0) + min(35.0, 4.0 * asked.codes[event.code])
    if asked.single and any(asked.single in name for name in event.names):
        score = max(score, 60.0 if asked.single in event.names[0] else 50.0)
    if asked.letters:
        if any(each.startswith(asked.letters) for each in event.letters):
            score = max(score, 85.0)
        elif len(asked.letters) > 2 and any(asked.letters in each for each in event.letters):
            score = max(score, 65.0)
    return round(min(score, 99.0), 2)


def matter_score(row: Listed, asked: Asked, scale: Scale) -> float:
    """As for life events, with a quarter for how much of the name was said."""
    name = row.name.lower()
    if asked.text in (name, row.code.lower()):
        return 100.0
    own = set(row.terms)
    met = sum(weight for term, weight in scale.weights.items() if term in own)
    said = set()
    for term in scale.weights:
        place = name.find(term)
        if place >= 0:
            said |= set(range(place, place + len(term)))
    score = scale.sure * (70.0 * met / scale.total + 25.0 * len(said) / max(len(name), 1))
    if row.code in asked.codes:
        score = max(score, 60.0) + min(35.0, 4.0 * asked.codes[row.code])
    if asked.letters and asked.letters in row.initials:
        score = max(score, 80.0 if row.initials.startswith(asked.letters) else 60.0)
    return round(min(score, 99.0), 2)
