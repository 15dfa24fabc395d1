"""Matters by their terms, through the index alone: a short list, however many matters there are.

What is common ("登记") is never looked up by itself while something rarer was said too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import BooleanField, ExpressionWrapper, IntegerField, Q, QuerySet
from django.db.models.functions import Cast, Length

from services.models import EntryKind, SearchEntry
from services.search.asking import Alternative, Asked
from services.search.book import Book
from services.search.terms import MARK

SHORT_LIST = 80
ENOUGH = 20
MOST_SORTED = 800
"""Above so many expected rows the first ones found are taken as they come."""
MOST_GROUPS = 6
READ = ("kind", "code", "name", "name_en", "department", "department_en", "theme", "theme_en")


@dataclass(frozen=True, slots=True)
class Narrowed:
    audience: str = ""
    theme: str = ""
    department: str = ""

    @property
    def is_open(self) -> bool:
        return not (self.audience or self.theme or self.department)

    def rows(self) -> Q:
        where = Q()
        if self.audience:
            where &= Q(audiences__contains=[self.audience])
        if self.theme:
            where &= Q(theme=self.theme)
        if self.department:
            where &= Q(department=self.department)
        return where


class Terms(SearchQuery):
    """A tsquery that is taken as it stands: our terms are cut already."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, query: str) -> None:
        super().__init__(query, search_type="raw")


def matters_for(asked: Asked, book: Book, narrowed: Narrowed) -> list[SearchEntry]:
    rows = (
        SearchEntry.objects.filter(narrowed.rows(), kind=EntryKind.MATTER)
        .only(*READ, "audiences", "terms", "initials", "popularity")
        .order_by()
    )
    found: dict[int, SearchEntry] = {}
    if asked.codes:
        found |= {row.pk: row for row in rows.filter(code__in=list(asked.codes))[:SHORT_LIST]}
    if asked.letters:
        prefix = Terms(f"{_quoted(MARK + asked.letters)}:*")
        found |= {row.pk: row for row in rows.filter(search_vector=prefix)[:SHORT_LIST]}
    for query, expected, parts in _lookups(asked, book):
        for row in _sorted(rows.filter(search_vector=Terms(query)), expected, parts):
            found.setdefault(row.pk, row)
        if len(found) >= ENOUGH:
            break
    return list(found.values())


def _lookups(asked: Asked, book: Book) -> Iterator[tuple[str, int, list[str]]]:
    """(tsquery, rows expected at most, tsqueries of its groups), the strictest first."""
    weighed = sorted(
        (_expected(group, book), _either(group)) for group in asked.groups if _expected(group, book)
    )[:MOST_GROUPS]
    if not weighed:
        return
    parts = list(dict.fromkeys(part for _count, part in weighed))
    counts = {part: count for count, part in reversed(weighed)}
    yield " & ".join(parts), counts[parts[0]], []
    if len(parts) > 2:
        yield " & ".join(parts[:2]), counts[parts[0]], []
    if len(parts) > 1:
        rare, total = [parts[0]], counts[parts[0]]
        for part in parts[1:]:
            total += counts[part]
            if total > MOST_SORTED:
                break
            rare.append(part)
        yield " | ".join(rare), sum(counts[part] for part in rare), rare


def _expected(group: Iterable[Alternative], book: Book) -> int:
    return sum(min(book.terms.get(term, 0) for term in alternative) for alternative in group)


def _either(group: Iterable[Alternative]) -> str:
    each = [" & ".join(_quoted(term) for term in alternative) for alternative in group]
    return "(" + " | ".join(f"({one})" for one in each) + ")"


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _sorted(rows: QuerySet[SearchEntry], expected: int, parts: list[str]) -> QuerySet[SearchEntry]:
    """Best first where few rows are expected; what is common comes as it is found."""
    if expected > MOST_SORTED:
        return rows[:SHORT_LIST]
    order: list[Any] = ["-popularity", Length("name"), "code"]
    if len(parts) > 1:
        rows = rows.annotate(met=sum((_has(part) for part in parts[1:]), start=_has(parts[0])))
        order.insert(0, "-met")
    return rows.order_by(*order)[:SHORT_LIST]


def _has(part: str) -> Cast:
    has = ExpressionWrapper(Q(search_vector=Terms(part)), output_field=BooleanField())
    return Cast(has, IntegerField())
