"""Writing the index: after a publication for what changed, on demand for everything."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import F, Q

from services.models import EntryKind, SearchEdition, SearchEntry, SearchTerm
from services.search.entries import AT_ONCE, life_event_entries, matter_entries
from services.search.terms import MARK, is_han, letters_of, sound_of, words_in

STORED = [
    "edition", "name", "name_en", "summary", "summary_en", "keywords", "parts", "more",
    "department", "department_en", "theme", "theme_en", "audiences", "region", "terms", "initials",
]  # fmt: skip
"""Everything but the key and how often it was followed."""


@dataclass(frozen=True, slots=True)
class Indexed:
    written: int
    removed: int
    terms: int


def _no_progress(written: int) -> None:
    """Nobody watches."""


@transaction.atomic(savepoint=False)
def refresh(*, life_events: Collection[str] = (), matters: Collection[str] = ()) -> Indexed:
    """Bring the entries of these codes up to date; those no longer published go."""
    _lock()
    wanted = Q(kind=EntryKind.LIFE_EVENT, code__in=list(life_events)) | Q(
        kind=EntryKind.MATTER, code__in=list(matters)
    )
    old = {(row.kind, row.code): row for row in SearchEntry.objects.filter(wanted)}
    new = [*life_event_entries(life_events), *matter_entries(matters)]
    change: Counter[str] = Counter()
    change.subtract(term for row in old.values() for term in row.terms)
    change.update(term for row in new for term in row.terms)
    _write(new)
    gone = set(old) - {(row.kind, row.code) for row in new}
    for kind, code in gone:
        SearchEntry.objects.filter(kind=kind, code=code).delete()
    _count(change, new)
    touch()
    return Indexed(len(new), len(gone), len(change))


@transaction.atomic(savepoint=False)
def rebuild(
    progress: Callable[[int], None] = _no_progress, also: Iterable[SearchEntry] = ()
) -> Indexed:
    """Write every entry anew. The same catalogue gives the same index; searches go on meanwhile.

    `also` are entries of no catalogue: measuring adds invented ones.
    """
    _lock()
    counts: Counter[str] = Counter()
    words: dict[str, None] = {}
    seen: set[int] = set()
    for entries in (life_event_entries(), matter_entries(), iter(also)):
        while rows := list(islice(entries, AT_ONCE)):
            _write(rows)
            seen |= {row.pk for row in rows}
            for row in rows:
                counts.update(row.terms)
                words |= words_of_entry(row)
            progress(len(seen))
    removed, _by_model = SearchEntry.objects.exclude(pk__in=seen).delete()
    _drop_marks(counts)
    SearchTerm.objects.all().delete()
    SearchTerm.objects.bulk_create(
        (term_row(term, count, is_word=term in words) for term, count in counts.items()),
        batch_size=5 * AT_ONCE,
    )
    touch()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE services_searchentry")
    return Indexed(len(seen), removed, len(counts))


def touch() -> None:
    """Every process reads its book again before the next search."""
    SearchEdition.objects.update_or_create(
        pk=1, defaults={"mark": uuid4(), "entries": SearchEntry.objects.count()}
    )


def words_of_entry(row: SearchEntry) -> dict[str, None]:
    """What a typing error may have meant: the words of names and keywords."""
    return words_in(" / ".join((row.name, row.name_en, *row.keywords, *row.parts)).lower())


def term_row(term: str, count: int, *, is_word: bool) -> SearchTerm:
    sounds = is_word and is_han(term)
    return SearchTerm(
        term=term,
        entries=count,
        is_word=is_word,
        sound=sound_of(term) if sounds else "",
        initials=letters_of(term) if sounds else "",
    )


def _write(rows: list[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "code"], update_fields=STORED
    )


def _count(change: Counter[str], new: list[SearchEntry]) -> None:
    _drop_marks(change)
    words = {word: None for row in new for word in words_of_entry(row)}
    moved = {term: by for term, by in change.items() if by}
    known = set(SearchTerm.objects.filter(pk__in=[*moved, *words]).values_list("pk", flat=True))
    alike: dict[int, list[str]] = defaultdict(list)
    for term, by in moved.items():
        if term in known:
            alike[by].append(term)
    for by, terms in alike.items():  # a statement for each number, not for each term
        SearchTerm.objects.filter(pk__in=terms).update(entries=F("entries") + by)
    SearchTerm.objects.bulk_create(
        term_row(term, by, is_word=term in words) for term, by in moved.items() if term not in known
    )
    SearchTerm.objects.filter(entries=0).delete()
    plain = SearchTerm.objects.filter(pk__in=words, is_word=False)
    full = [term_row(row.pk, row.entries, is_word=True) for row in plain]
    SearchTerm.objects.bulk_update(full, ["is_word", "sound", "initials"], batch_size=AT_ONCE)


def _drop_marks(counts: Counter[str]) -> None:
    for term in [term for term in counts if term.startswith(MARK)]:
        del counts[term]


def _lock() -> None:
    """One writer at a time: the counts of terms are sums over all entries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('search', 0))")
