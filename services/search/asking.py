"""A citizen's words taken apart: terms in use, what was probably meant, and what editors say it is.

Every stretch of the query that is a term counts. What is no term is compared by sound (公基金 →
公积金), then by one character more, less or other; Latin letters are read as words, as pinyin, as
first letters, or as a word with a typing error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from services.models.searching import LONGEST_QUERY
from services.search.book import Book
from services.search.terms import (
    CHARACTERS,
    FILLERS,
    LONGEST_TERM,
    RUN,
    clean,
    is_han,
    same_sound,
    syllables,
    terms_in,
    without_one,
)

EXACT, SYNONYM, CORRECTED = 1.0, 0.9, 0.8
BESIDE = 0.4
"""How much a synonym of a word counts that the catalogue itself uses."""
LONGEST_INITIALS = 8
SHORTEST_SOUND = 4
LONGEST_SOUND = 40
MOST_ALTERNATIVES = 6

CODE = re.compile(r"(?=.*\d)[a-z0-9_-]{2,64}")

Alternative = tuple[str, ...]
"""Terms that must all be there."""


@dataclass
class Asked:
    """`terms` rank, `groups` look up: one group a word of the query, with what else it may be."""

    text: str
    terms: dict[str, float] = field(default_factory=dict)
    groups: list[list[Alternative]] = field(default_factory=list)
    letters: str = ""
    single: str = ""
    """The one character that was typed: names that have it are offered."""
    codes: dict[str, int] = field(default_factory=dict)
    """Code that editors say is meant → length of the word that means it."""
    meant: list[tuple[str, str]] = field(default_factory=list)
    """(what was typed, what was taken instead)."""
    unknown: int = 0
    """Characters that belong to no term and are no filler."""

    @property
    def is_empty(self) -> bool:
        return not (self.terms or self.letters or self.codes or self.single)

    def add(self, terms: Iterator[str] | dict[str, None] | list[str], weight: float) -> None:
        for term in terms:
            self.terms[term] = max(weight, self.terms.get(term, 0.0))


def take_apart(text: str, book: Book) -> Asked:
    asked = Asked(clean(text, LONGEST_QUERY))
    runs = RUN.findall(asked.text)
    latin: list[str] = []
    for run in runs:
        if is_han(run):
            _read_latin(latin, asked, book)
            latin = []
            _read_han(run, asked, book)
        else:
            latin.append(run)
    _read_latin(latin, asked, book)
    _read_meanings(asked, book)
    if len(asked.text) == 1 and is_han(asked.text) and asked.text not in CHARACTERS:
        asked.single = "".join(RUN.findall(asked.text))
    if CODE.fullmatch(asked.text):
        asked.codes |= dict.fromkeys((asked.text, asked.text.upper()), 2 * LONGEST_TERM)
    return asked


def _read_han(run: str, asked: Asked, book: Book) -> None:
    known = [
        (start, start + length)
        for length in range(min(LONGEST_TERM, len(run)), 1, -1)
        for start in range(len(run) - length + 1)
        if _counts(run[start : start + length], book)
    ]
    asked.add([run[a:b] for a, b in known if run[a:b] in book.terms], EXACT)
    free = _free(run, known)
    corrected = _corrections(run, free, book)
    for start, end, words in corrected:
        for place in range(start, end):
            free[place] = False
        meant = [term for word in words for term in terms_in(word) if term in book.terms]
        asked.add(meant, CORRECTED)
        asked.meant.append((run[start:end], words[0]))
        asked.groups.append([(word,) for word in words])
    taken = {place for start, end, _words in corrected for place in range(start, end)}
    for start, end in known:  # the longest first
        if taken.isdisjoint(range(start, end)):
            taken |= set(range(start, end))
            asked.groups.append([(run[start:end],)])
    asked.unknown += sum(free)


def _counts(stretch: str, book: Book) -> bool:
    """A term; a mere pair of characters only where neither is one that stands beside words."""
    if stretch in book.meaning_words:
        return True
    if stretch not in book.terms or stretch in FILLERS:
        return False
    return stretch in book.words or CHARACTERS.isdisjoint(stretch)


def _free(run: str, known: list[tuple[int, int]]) -> list[bool]:
    """Which characters belong to no term and to no filler."""
    free = [char not in CHARACTERS for char in run]
    for length in range(4, 1, -1):
        for start in range(len(run) - length + 1):
            if run[start : start + length] in FILLERS:
                known = [*known, (start, start + length)]
    for start, end in known:
        for place in range(start, end):
            free[place] = False
    return free


def _corrections(run: str, free: list[bool], book: Book) -> list[tuple[int, int, list[str]]]:
    """Stretches around unknown characters that sound or look like a word, longest first."""
    found: list[tuple[int, int, list[str]]] = []
    if not any(free):
        return found
    taken: set[int] = set()
    said = syllables(run)
    for length in range(min(LONGEST_TERM, len(run)), 1, -1):
        for start in range(len(run) - length + 1):
            places = range(start, start + length)
            if not any(free[place] for place in places) or not taken.isdisjoint(places):
                continue
            typed = run[start : start + length]
            sound = "".join(said[start : start + length])
            if words := _meant_by(typed, sound, book, is_short=len(run) <= SHORTEST_SOUND):
                found.append((start, start + length, words))
                taken |= set(places)
    return found


def _meant_by(typed: str, sound: str, book: Book, *, is_short: bool) -> list[str]:
    alike = [
        word
        for word in book.sounds.get(sound, ())
        if len(word) == len(typed) and (_shared(word, typed) or (is_short and len(typed) > 1))
    ]
    if alike or len(typed) < 3 or typed[1:] in book.words or typed[:-1] in book.words:
        return alike[:MOST_ALTERNATIVES]
    near = list(book.near.get(typed, ())) if len(typed) > 2 else []
    for shorter in without_one(typed):
        near += book.near.get(shorter, ())
        if len(typed) > 3 and shorter in book.terms:
            near.append(shorter)
    good = {
        word
        for word in near
        if word not in FILLERS
        and (len(word) > 3 or (word[0] == typed[0] or word[-1] == typed[-1]))
        and OSA.distance(word, typed) == 1
    }
    return sorted(good, key=lambda word: (-book.terms.get(word, 0), word))[:MOST_ALTERNATIVES]


def _shared(word: str, typed: str) -> int:
    return sum(one == other for one, other in zip(word, typed, strict=False))


def _read_latin(runs: list[str], asked: Asked, book: Book) -> None:
    """Words, else all of it as pinyin, else first letters, else words with a typing error."""
    runs = [run for run in runs if len(run) > 1 and run not in FILLERS and not run.isdigit()]
    if not runs:
        return
    known = [run for run in runs if run in book.terms]
    asked.add(known, EXACT)
    asked.groups += [[(run,)] for run in known]
    rest = [run for run in runs if run not in book.terms]
    if not rest:
        return
    joined = "".join(rest)
    if spelled := _spelled(joined, book) if len(joined) >= SHORTEST_SOUND else []:
        for word_list in spelled:
            asked.groups.append([(word,) for word in word_list])
            for word in word_list:
                asked.add([term for term in terms_in(word) if term in book.terms], CORRECTED)
        asked.meant.append((" ".join(rest), "".join(words[0] for words in spelled)))
        return
    for run in rest:
        _read_unknown_latin(run, asked, book)


def _read_unknown_latin(run: str, asked: Asked, book: Book) -> None:
    """First letters, else a word with a typing error."""
    is_letters = run.isalpha() and len(run) <= LONGEST_INITIALS
    words = book.letters.get(run, [])[:MOST_ALTERNATIVES] if is_letters else []
    if not words and len(run) >= SHORTEST_SOUND:
        words = _latin_near(run, book)
        asked.meant += [(run, word) for word in words[:1]]
    if words:
        asked.groups.append([(word,) for word in words])
        asked.add(words, CORRECTED)
    elif not is_letters:
        asked.unknown += 2
    if is_letters and not asked.letters:
        asked.letters = run


def _spelled(typed: str, book: Book) -> list[list[str]]:
    """Words whose pinyin makes up what was typed, but for a third; [] when there are none.

    The least left over wins, then the fewest words.
    """
    typed = same_sound(typed)
    best: list[tuple[int, list[list[str]]]] = [(0, [])]
    for end in range(1, len(typed) + 1):
        left, words = best[end - 1]
        now = (left + 1, words)
        for start in range(max(0, end - LONGEST_SOUND), end - 2):
            if found := book.sounds.get(typed[start:end]):
                left, words = best[start]
                one = (left, [*words, found[:MOST_ALTERNATIVES]])
                if (one[0], len(one[1])) < (now[0], len(now[1])):
                    now = one
        best.append(now)
    left, words = best[-1]
    return words if 3 * left <= len(typed) else []


def _latin_near(typed: str, book: Book) -> list[str]:
    most = 1 if len(typed) < 8 else 2
    found = process.extract(
        typed, book.latin, scorer=OSA.distance, score_cutoff=most, limit=MOST_ALTERNATIVES
    )
    return [word for word, _distance, _place in found if word[0] == typed[0]]


def _read_meanings(asked: Asked, book: Book) -> None:
    """Synonyms: other words for a word that was used, or the code that it stands for."""
    said = asked.text + " " + " ".join(meant for _typed, meant in asked.meant)
    for meaning in book.meanings:
        used = [word for word in meaning.words if word in said]
        if not used:
            continue
        longest = max(used, key=len)
        if meaning.code:
            asked.codes[meaning.code] = max(len(longest), asked.codes.get(meaning.code, 0))
            asked.unknown = max(0, asked.unknown - len(longest))
            continue
        _add_synonyms([word for word in meaning.words if word not in used], longest, asked, book)


def _add_synonyms(others: list[str], said: str, asked: Asked, book: Book) -> None:
    """The other words rank a little less, and are looked up where the one that was said is."""
    found: list[Alternative] = []
    for word in others:
        terms = [term for term in terms_in(word) if term in book.terms]
        asked.add(terms, BESIDE if said in book.terms else SYNONYM)
        if terms:
            found.append((word,) if word in book.terms else tuple(terms))
    if not found:
        return
    own = [group for group in asked.groups if any(term in said for term in group[0])]
    if own:
        asked.groups = [group for group in asked.groups if group not in own]
        found.insert(0, tuple(term for group in own for term in group[0]))
    asked.groups.append(found)
    if said not in book.terms:
        asked.unknown = max(0, asked.unknown - len(said))
