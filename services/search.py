"""Finding one's thing: words, sounds and first letters first, then a re-ranking of the short list.

PostgreSQL finds candidates over the stored columns (full text and trigram indexes); rapidfuzz then
scores at most `MOST_CANDIDATES` of them, so cost does not grow with the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    scored = [Hit(each, _score(each, asked)) for each in _candidates(asked, audience)]
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


def _score(edition: LifeEventEdition, asked: Asked) -> float:
    """The best of: said as its name or keyword, words covered, sounds like it, first letters."""
    names = [edition.name.lower(), *(str(word).lower() for word in edition.keywords)]
    wanted = asked.text.lower()
    core = "".join(asked.tokens)
    as_named = max(_likeness(each, name) for each in (wanted, core) for name in names)
    scores = [as_named, _covered(edition, asked, names)]
    if len(asked.sound) >= SHORTEST_SOUND:
        sounds = [spelling(name) for name in names]
        scores.append(0.94 * max(_likeness(asked.sound, sound) for sound in sounds))
        scores.append(0.72 * fuzz.partial_ratio(asked.sound, edition.pinyin))
    if asked.letters:
        letters = [first_letters(name) for name in names]
        scores.append(90.0 if any(each.startswith(asked.letters) for each in letters) else 0.0)
        scores.append(80.0 if any(asked.letters in each for each in letters) else 0.0)
    return round(max(scores), 2)


def _likeness(asked: str, name: str) -> float:
    """100 for the same, 95 for one within the other, else as alike as their letters are."""
    if asked == name:
        return 100.0
    if len(asked) > 1 and len(name) > 1 and (asked in name or name in asked):
        return 88.0 + 8.0 * min(len(asked), len(name)) / max(len(asked), len(name))
    return 0.9 * fuzz.ratio(asked, name)


def _covered(edition: LifeEventEdition, asked: Asked, names: list[str]) -> float:
    """How much of the query (by length of its words) the life event speaks of; its names count most."""
    every = set(edition.search_tokens.split())
    own = set(tokens_of(" ".join(names)))
    total = sum(len(token) for token in asked.tokens)
    in_names = sum(len(token) for token in asked.tokens if token in own)
    anywhere = sum(len(token) for token in asked.tokens if token in every)
    return 60.0 * anywhere / total + 30.0 * in_names / total
