"""What every process keeps of the index: terms in use, life events, synonyms.

Read again whenever `SearchEdition.mark` is another one; each search looks at the mark, so nothing
is older than the search before.
"""

from __future__ import annotations

import math
import threading
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID

from django.db import connection

from services.models import EntryKind, SearchEntry, SearchTerm, Synonym
from services.search.listed import Listed
from services.search.terms import is_han, letters_of, sound_of, terms_in, without_one

OWN, PART, MORE = 1.0, 0.62, 0.3
"""How much a term counts by where it stands: own names, names of its matters, anything else."""
SHORTEST_NEAR = 3


@dataclass(frozen=True, slots=True)
class EventEntry:
    """A life event as ranking reads it."""

    code: str
    names: tuple[str, ...]
    terms: dict[str, float]
    letters: tuple[str, ...]
    audiences: frozenset[str]
    theme: str
    department: str
    row: Listed


@dataclass(frozen=True, slots=True)
class Meaning:
    words: tuple[str, ...]
    code: str


@dataclass
class Book:
    mark: UUID | None = None
    entries: int = 0
    terms: dict[str, int] = field(default_factory=dict)
    """Term → in how many entries it stands."""
    words: set[str] = field(default_factory=set)
    """Those terms that are words, not mere pairs of characters."""
    sounds: dict[str, list[str]] = field(default_factory=dict)
    letters: dict[str, list[str]] = field(default_factory=dict)
    near: dict[str, list[str]] = field(default_factory=dict)
    latin: list[str] = field(default_factory=list)
    events: dict[str, EventEntry] = field(default_factory=dict)
    meanings: tuple[Meaning, ...] = ()

    @cached_property
    def meaning_words(self) -> frozenset[str]:
        """Every word that some synonym names."""
        return frozenset(word for meaning in self.meanings for word in meaning.words)

    @cached_property
    def in_events(self) -> dict[str, float]:
        """Term → in how many life events, those that only mention it counting less."""
        found: dict[str, float] = defaultdict(float)
        for event in self.events.values():
            for term, place in event.terms.items():
                found[term] += place
        return dict(found)

    def tells_events(self, term: str) -> float:
        """How much a term says about which life event is meant."""
        return math.log1p((len(self.events) + 1) / (self.in_events.get(term, 0.0) + 0.5))

    def tells_matters(self, term: str) -> float:
        return math.log1p((self.entries + 1) / (self.terms.get(term, 0) + 0.5))


_book = Book()
_reading = threading.Lock()


def book() -> Book:
    """The present one."""
    global _book  # noqa: PLW0603 (one per process, replaced whole)
    with connection.cursor() as cursor:  # in every search: a QuerySet would take a tenth of it
        cursor.execute("SELECT mark, entries FROM services_searchedition")
        row = cursor.fetchone()
    if row is None:
        return Book()
    if _book.mark != row[0]:
        with _reading:
            if _book.mark != row[0]:
                _book = read_book(*row)
    return _book


def words_in_use() -> Container[str]:
    """The terms that this process read last, without a look whether there are newer ones."""
    return _book.terms


def read_book(mark: UUID | None, entries: int) -> Book:
    book = Book(mark, entries)
    sounds: dict[str, list[str]] = defaultdict(list)
    letters: dict[str, list[str]] = defaultdict(list)
    rows = SearchTerm.objects.order_by("-entries", "term")
    for term, count, is_word, sound, initials in rows.values_list(
        "term", "entries", "is_word", "sound", "initials"
    ).iterator(chunk_size=5000):
        book.terms[term] = count
        if not is_word:
            continue
        book.words.add(term)
        if is_han(term):
            sounds[sound].append(term)
            letters[initials].append(term)
        elif not term.isdigit():
            book.latin.append(term)
    active = Synonym.objects.filter(retired_at=None).order_by("id")
    book.meanings = tuple(
        Meaning(tuple(word.lower() for word in words), code)
        for words, code in active.values_list("words", "code")
    )
    for word in sorted(book.meaning_words):
        if is_han(word) and len(word) > 1 and word not in book.words:
            sounds[sound_of(word)].append(word)
            letters[letters_of(word)].append(word)
    book.sounds, book.letters = dict(sounds), dict(letters)
    book.near = _near(each for terms in sounds.values() for each in terms)
    events = SearchEntry.objects.filter(kind=EntryKind.LIFE_EVENT).defer("search_vector")
    book.events = {row.code: event_entry(row) for row in events}
    return book


def with_meaning(words: Sequence[str], code: str, *, instead_of: int | None = None) -> Book:
    """The present book as it would be with this synonym, for a look before it is saved."""
    present = book()
    others = Synonym.objects.filter(retired_at=None).order_by("id")
    kept = [Meaning(tuple(each.words), each.code) for each in others if each.pk != instead_of]
    return replace(present, meanings=(*kept, Meaning(tuple(words), code)))


def event_entry(row: SearchEntry) -> EventEntry:
    names = (row.name, *row.keywords)
    terms = dict.fromkeys(terms_in(row.more.lower()), MORE)
    terms |= dict.fromkeys(terms_in(" ".join(row.parts).lower()), PART)
    terms |= dict.fromkeys(terms_in(" / ".join((*names, row.name_en)).lower()), OWN)
    return EventEntry(
        code=row.code,
        names=tuple(name.lower() for name in names),
        terms=terms,
        letters=tuple(letters_of(name) for name in (*names, *row.parts) if is_han(name)),
        audiences=frozenset(row.audiences),
        theme=row.theme,
        department=row.department,
        row=Listed.of(row),
    )


def _near(words: Iterable[str]) -> dict[str, list[str]]:
    """Every word under itself with one character left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= SHORTEST_NEAR:
            for shorter in without_one(word):
                found[shorter].append(word)
    return dict(found)
