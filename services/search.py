"""Finding one's thing: words, sounds and first letters first, then a re-ranking of the short list.

PostgreSQL finds candidates over the stored columns (full text and trigram indexes); rapidfuzz then
scores at most `MOST_CANDIDATES` of them, so cost does not grow with the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Cast, Greatest
from rapidfuzz import fuzz

from services.catalogue.words import first_letters, spelling, telling, tokens_of
from services.models import EditionState, LifeEventEdition

MOST_CANDIDATES = 50
LONGEST_QUERY = 80
LOWEST_SCORE = 42.0
SHORTEST_SOUND = 4
LONGEST_INITIALS = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A life event found, best first; `score` runs from 0 to 100."""

    edition: LifeEventEdition
    score: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A query taken apart as the stored columns are."""

    text: str
    tokens: tuple[str, ...]
    sound: str
    letters: str

    @classmethod
    def of(cls, text: str) -> Asked:
        text = " ".join(text.replace("\x00", " ").split())[:LONGEST_QUERY]
        tokens = tuple(telling(tokens_of(text)))
        core = "".join(tokens) if tokens else ""
        letters = text.lower() if text.isascii() and text.isalpha() else ""
        return cls(
            text=text,
            tokens=tokens,
            sound=spelling(core),
            letters=letters if len(letters) <= LONGEST_INITIALS else "",
        )


def search(text: str, *, audience: str | None = None, limit: int = 20) -> list[Hit]:
    """Published life events that fit the words of a citizen; none for an empty query."""
    asked = Asked.of(text)
    if not asked.tokens:
        return []
    candidates = [(each, _Words.of(each)) for each in _candidates(asked, audience)]
    spoken = frozenset().union(*(words.every for _each, words in candidates))
    met = spoken.intersection(asked.tokens)
    scored = [Hit(each, _score(words, asked, met)) for each, words in candidates]
    fitting = [hit for hit in scored if hit.score >= LOWEST_SCORE]
    fitting.sort(key=lambda hit: (-hit.score, hit.edition.life_event.code))
    return fitting[:limit]


def _candidates(asked: Asked, audience: str | None) -> QuerySet[LifeEventEdition]:
    words = SearchQuery(
        " | ".join(f"'{token}'" for token in asked.tokens), search_type="raw", config="simple"
    )
    finds = Q(search_vector=words)
    rank = Cast(SearchRank(F("search_vector"), words), FloatField())
    likeness = Cast(Value(0.0), FloatField())
    if len(asked.sound) >= SHORTEST_SOUND:
        finds |= Q(pinyin__trigram_word_similar=asked.sound)
        likeness = Cast(TrigramWordSimilarity(asked.sound, "pinyin"), FloatField())
    if asked.letters:
        finds |= Q(initials__contains=asked.letters) | Q(pinyin__contains=asked.letters)
    found = LifeEventEdition.objects.filter(finds, state=EditionState.PUBLISHED)
    if audience:
        found = found.filter(audience=audience)
    return (
        found.select_related("life_event", "lead")
        .annotate(nearness=Greatest(rank, likeness))
        .order_by("-nearness", "life_event__code")[:MOST_CANDIDATES]
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """What one candidate says of itself, in letters, in sound and in first letters."""

    names: tuple[str, ...]
    sounds: tuple[str, ...]
    letters: tuple[str, ...]
    own: frozenset[str]
    every: frozenset[str]
    pinyin: str

    @classmethod
    def of(cls, edition: LifeEventEdition) -> _Words:
        names = (edition.name, *(str(word) for word in edition.keywords))
        return _words(names, edition.search_tokens, edition.pinyin)


@lru_cache(maxsize=2048)
def _words(names: tuple[str, ...], tokens: str, pinyin: str) -> _Words:
    """Kept in the process: it follows from its arguments alone."""
    names = tuple(name.lower() for name in names)
    return _Words(
        names=names,
        sounds=tuple(spelling(name) for name in names),
        letters=tuple(first_letters(name) for name in names),
        own=frozenset(tokens_of(" ".join(names))),
        every=frozenset(tokens.split()),
        pinyin=pinyin,
    )


def _score(words: _Words, asked: Asked, met: frozenset[str]) -> float:
    """The best of: said as its name or keyword, words covered, sounds like it, first letters."""
    wanted, core = asked.text.lower(), "".join(asked.tokens)
    scores = [_likeness(each, name) for each in {wanted, core} for name in words.names]
    scores.append(_covered(words, asked, met))
    if len(asked.sound) >= SHORTEST_SOUND:
        scores += [0.94 * _likeness(asked.sound, sound) for sound in words.sounds]
        scores.append(0.72 * fuzz.partial_ratio(asked.sound, words.pinyin))
    if asked.letters:
        scores += [90.0 for each in words.letters if each.startswith(asked.letters)]
        scores += [80.0 for each in words.letters if asked.letters in each]
    return round(max(scores), 2)


def _likeness(asked: str, name: str) -> float:
    """100 for the same, 95 for one within the other, else as alike as their letters are."""
    if asked == name:
        return 100.0
    if len(asked) > 1 and len(name) > 1 and (asked in name or name in asked):
        return 88.0 + 8.0 * min(len(asked), len(name)) / max(len(asked), len(name))
    return 0.9 * fuzz.ratio(asked, name)


def _weight(token: str) -> float:
    """Longer words say more; a single character, which cutting often leaves behind, hardly any."""
    return 0.25 if len(token) == 1 else float(min(len(token), 4))


def _covered(words: _Words, asked: Asked, met: frozenset[str]) -> float:
    """How much of the query the life event speaks of; what its own names say counts most.

    Words that no candidate knows (names of places and firms) say nothing about which one is
    meant; many of them only make the search a little less sure.
    """
    every = sum(_weight(token) for token in asked.tokens)
    total = sum(_weight(token) for token in met)
    if not total:
        return 0.0
    in_names = sum(_weight(token) for token in met if token in words.own)
    anywhere = sum(_weight(token) for token in met if token in words.every)
    sureness = 0.8 + 0.2 * total / every
    return sureness * (48.0 * anywhere + 44.0 * in_names) / total
