"""What the loaded statutes say. Statutes are public: nothing here takes an actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db.models import Q

from services.models import StatuteArticle
from services.statutes.names import article_number, is_part_of, names_of, short_name


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


_at_hand: ContextVar[tuple[Library, frozenset[tuple[str, str]]] | None] = ContextVar(
    "statutes_at_hand", default=None
)


@contextmanager
def at_hand(citations: Iterable[tuple[str, str]]) -> Iterator[None]:
    """Within this block `library` asks the database no more about these citations: for whoever
    goes through many matters.
    """
    cited = frozenset(citations)
    token = _at_hand.set((library(cited), cited))
    try:
        yield
    finally:
        _at_hand.reset(token)


def library(citations: Iterable[tuple[str, str]]) -> Library:
    """Two queries, whatever is cited; none within `at_hand`. Citations are (law, article)."""
    cited = list(citations)
    held = _at_hand.get()
    if held is not None and held[1].issuperset(cited):
        return held[0]
    if not cited:
        return Library()
    names = {name for law, _article in cited for name in names_of(law)}
    wanted = Q(law__in=names)
    for code in {short_name(law) for law, _article in cited if law.endswith("典")}:
        wanted |= Q(law__startswith=code, law__endswith="编")
    numbers = {article_number(article) or article for _law, article in cited if article}
    rows = StatuteArticle.objects.filter(wanted).order_by()
    return Library(
        loaded=frozenset(rows.values_list("law", flat=True).distinct()),
        texts={
            (law, article): text
            for law, article, text in rows.filter(article__in=numbers).values_list(
                "law", "article", "text"
            )
        },
    )


def article_text(law: str, article: str) -> str | None:
    """What the article says, or None where the statute or the article is not there."""
    return library([(law, article)]).text(law, article)
