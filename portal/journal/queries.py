"""Reading the journal, telling it, and proving that nobody has changed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter
from typing import Any, Literal

from django.db.models import QuerySet

from portal.accounts.roles import Role
from portal.days_in_words import closed_up, days_in_words
from portal.journal.actions import hash_of
from portal.journal.chain import FIRST_PREVIOUS_HASH
from portal.journal.elsewhere import changed_words
from portal.journal.models import Entry
from portal.journal.verbs import UnknownVerb, verb_of
from portal.text import Text

NOT_SAID = "—"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first broken entry of a journal: where it is and what is wrong with it.

    `gap`: this entry is missing. `link`: it does not follow the entry before it, which was changed,
    removed or moved. `hash`: what it says is not what was written. `words`: the words that it
    points at, in a table of their own, are not those of then.
    """

    stream: str
    sequence: int
    problem: Literal["gap", "link", "hash", "words"]

    def __str__(self) -> str:
        wrong = {
            "gap": "is missing",
            "link": "does not follow the entry before it",
            "hash": "was changed after it was written",
            "words": "points at words that were changed or removed",
        }
        return f"{self.stream} #{self.sequence} {wrong[self.problem]} ({self.problem})"


def entries_for(stream: str) -> QuerySet[Entry]:
    """One stream from its beginning. Who may read it is the business of the stream's owner."""
    return Entry.objects.filter(stream=stream).order_by("sequence")


def sentence(entry: Entry) -> Text:
    """What happened, in both languages and without private data.

    An entry of a verb that no longer exists is told by its name rather than not at all.
    """
    try:
        verb = verb_of(entry.verb)
    except UnknownVerb:
        return Text(entry.verb, entry.verb)
    said = {name: value for name, value in entry.data.items() if name not in verb.private}
    said["actor"] = entry.actor_name
    if entry.actor_kind == Role.SYSTEM:
        said["actor_en"] = "The portal"
    days = {name: days_in_words(value) for name, value in said.items()}
    zh = {name: day.zh if isinstance(day, Text) else day for name, day in days.items()}
    en = {name: day.en if isinstance(day, Text) else day for name, day in days.items()}
    told = closed_up(_Teller().vformat(verb.sentence, (), zh))
    return Text(told, _told_in_english(verb.sentence_en, en))


def verify(stream: str | None = None) -> Fault | None:
    """Walk one stream, or all, from the first entry; the first fault, or None.

    The end of a stream cannot vouch for itself: entries cut off at the end are only seen by
    whoever knows how long it was. Reads the whole journal, in pages.
    """
    entries = Entry.objects.order_by("stream", "sequence")
    if stream is not None:
        entries = entries.filter(stream=stream)
    fault = first_fault(entries.iterator(chunk_size=2000))
    if fault is not None:
        return fault
    changed = next(changed_words(stream), None)
    return Fault(changed.stream, changed.sequence, "words") if changed else None


def first_fault(entries: Iterable[Entry]) -> Fault | None:
    """The first fault among entries in the order of their streams and numbers."""
    stream, expected, previous_hash = None, 1, FIRST_PREVIOUS_HASH
    for entry in entries:
        if entry.stream != stream:
            stream, expected, previous_hash = entry.stream, 1, FIRST_PREVIOUS_HASH
        if entry.sequence != expected:
            return Fault(entry.stream, expected, "gap")
        if entry.hash != hash_of(entry):
            return Fault(entry.stream, entry.sequence, "hash")
        if entry.previous_hash != previous_hash:
            return Fault(entry.stream, entry.sequence, "link")
        expected, previous_hash = entry.sequence + 1, entry.hash
    return None


class _Teller(Formatter):
    """Fills the places of a sentence.

    What has no English is told in Chinese; what an old entry does not say at all becomes a dash.
    """

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        value = kwargs.get(key)
        if value in (None, "") and isinstance(key, str) and key.endswith("_en"):
            value = kwargs.get(key.removesuffix("_en"))
        return NOT_SAID if value in (None, "") else value


def _told_in_english(sentence_en: str, said: dict[str, Any]) -> str:
    """A place `{department}` takes `department_en` where the entry has it."""
    english = {
        name: said.get(f"{name}_en") or value
        for name, value in said.items()
        if not name.endswith("_en")
    }
    return _Teller().vformat(sentence_en, (), {**said, **english})
