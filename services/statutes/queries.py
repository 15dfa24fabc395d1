"""What the loaded statutes say. Statutes are public: nothing here takes an actor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.models import StatuteArticle
from services.statutes.names import article_number, is_part_of, names_of


@dataclass(frozen=True, slots=True)
class Library:
    """The statutes that some citations name: which are there, and the articles."""

    loaded: frozenset[str] = frozenset()
    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def has(self, law: str) -> bool:
        """Whether the text of this law, or of a part of this code, is there."""
        return any(name in self.loaded for name in names_of(law)) or bool(self._parts(law))

    def text(self, law: str, article: str) -> str | None:
        number = article_number(article) or article
        for name in (*names_of(law), *self._parts(law)):
            if (name, number) in self.texts:
                return self.texts[name, number]
        return None

    def _parts(self, law: str) -> list[str]:
        return sorted(name for name in self.loaded if is_part_of(name, law))


class Shelf:
    """Statutes as one run of checks cites them: each is read once, whole, and then remembered.

    A run is short. Nothing outlives it, so a statute that is loaded meanwhile is seen by the next.
    """

    def __init__(self) -> None:
        self._loaded: frozenset[str] | None = None
        self._read: set[str] = set()
        self._texts: dict[tuple[str, str], str] = {}

    def lend(self, laws: Iterable[str]) -> Library:
        """One query for the names of all statutes, one for those that were not read before."""
        cited = set(laws)
        if not cited:
            return Library(self._loaded or frozenset(), self._texts)
        if self._loaded is None:
            rows = StatuteArticle.objects.order_by().values_list("law", flat=True).distinct()
            self._loaded = frozenset(rows)
        wanted = {name for law in cited for name in filed_under(law, self._loaded)} - self._read
        if wanted:
            articles = StatuteArticle.objects.filter(law__in=wanted).order_by()
            for law, article, text in articles.values_list("law", "article", "text").iterator():
                self._texts[law, article] = text
            self._read |= wanted
        return Library(self._loaded, self._texts)


def filed_under(law: str, loaded: frozenset[str]) -> set[str]:
    """The statutes that may hold an article of this law: itself, or the parts of a code."""
    parts = (name for name in loaded if is_part_of(name, law)) if law.endswith("典") else ()
    return {name for name in names_of(law) if name in loaded} | set(parts)


def library(citations: Iterable[tuple[str, str]]) -> Library:
    """Two queries, whatever is cited. Citations are (law, article)."""
    return Shelf().lend(law for law, _article in citations)
