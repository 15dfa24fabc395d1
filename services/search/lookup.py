"""Matters by their terms, through the index alone: a short list, however many matters there are.

What is common ("登记") is never looked up by itself while something rarer was said too. The
statements are written out: a search makes up to four of them, and building each anew from a
QuerySet took longer than PostgreSQL takes to answer it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import starmap

from django.db import connection

from services.search.asking import Alternative, Asked
from services.search.book import Book
from services.search.listed import Listed
from services.search.terms import MARK, facet_term

SHORT_LIST = 80
ENOUGH = 20
MOST_SORTED = 800
"""Above so many expected rows the first ones found are taken as they come."""
MOST_GROUPS = 6
MATTERS = """
SELECT kind, code, name, name_en, department, department_en, theme, theme_en,
       audiences, popularity, initials, terms
FROM services_searchentry WHERE kind = 'matter'
"""
HAS = " AND search_vector @@ %s::tsquery"
FIRST = f" LIMIT {SHORT_LIST}"


@dataclass(frozen=True, slots=True)
class Narrowed:
    audience: str = ""
    theme: str = ""
    department: str = ""

    @property
    def is_open(self) -> bool:
        return not (self.audience or self.theme or self.department)

    def limit(self, query: str) -> str:
        """The tsquery that finds what `query` finds, of this audience, theme and department."""
        facets = ("audience", "theme", "department")
        given = [(facet, getattr(self, facet)) for facet in facets if getattr(self, facet)]
        terms = [_quoted(facet_term(facet, value)) for facet, value in given]
        return " & ".join([*terms, *([f"({query})"] if query else [])])


def matters_for(asked: Asked, book: Book, narrowed: Narrowed) -> list[Listed]:
    found: dict[str, Listed] = {}
    if asked.codes:
        is_code, codes = " AND code = ANY(%s)", list(asked.codes)
        if narrowed.is_open:
            rows = _listed(MATTERS + is_code + FIRST, codes)
        else:
            rows = _listed(MATTERS + is_code + HAS + FIRST, codes, narrowed.limit(""))
        found |= {row.code: row for row in rows}
    if asked.letters:
        letters = f"{_quoted(MARK + asked.letters)}:*"
        found |= {row.code: row for row in _listed(MATTERS + HAS + FIRST, narrowed.limit(letters))}
    for query, expected, parts in _lookups(asked, book):
        order, more = _order(expected, parts)
        for row in _listed(MATTERS + HAS + order + FIRST, narrowed.limit(query), *more):
            found.setdefault(row.code, row)
        if len(found) >= ENOUGH:
            break
    return list(found.values())


def matters_of(narrowed: Narrowed, *, after: str, most: int) -> list[Listed]:
    """All of a theme or department in the order of their codes, from behind one on."""
    order = " AND code > %s ORDER BY code LIMIT %s"
    return _listed(MATTERS + HAS + order, narrowed.limit(""), after, most)


def _listed(sql: str, *values: str | int | list[str]) -> list[Listed]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(starmap(Listed, cursor.fetchall()))


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


def _order(expected: int, parts: list[str]) -> tuple[str, list[str]]:
    """Best first where few rows are expected; what is common comes as it is found."""
    if expected > MOST_SORTED:
        return "", []
    met = " + ".join(["(search_vector @@ %s::tsquery)::int"] * len(parts)) if len(parts) > 1 else ""
    order = f"({met}) DESC, " if met else ""
    return f" ORDER BY {order}popularity DESC, length(name), code", parts if met else []
