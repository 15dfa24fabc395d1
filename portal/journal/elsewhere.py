"""Words that stand in one place only, which is not the journal.

What a person wrote is read, exported and in the end forgotten where it stands; a second copy here
could not be. The entry keeps the key of the row and a digest of its words, so that the journal
still proves what was said: `verify` compares the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice

from portal.journal.models import Entry

KEY, DIGEST = "row", "digest"
"""The names of both in an entry's data."""
AT_ONCE = 500

Words = Callable[[Collection[int]], Mapping[int, str]]
"""The words of these rows as they stand now; a row that is gone is left out."""

_words: dict[str, Words] = {}


def keep_elsewhere(verb: str, words: Words) -> None:
    """Entries of this verb say `row` and `digest`; `words` looks the rows up."""
    _words[verb] = words


def digest_of(key: int, words: str) -> str:
    """With the key in it, so that equal words cannot be told by equal digests."""
    return hashlib.sha256(f"{key}\n{words}".encode()).hexdigest()


def pointer(key: int, words: str) -> dict[str, int | str]:
    """For `record(…, **pointer(row.pk, row.text))`."""
    return {KEY: key, DIGEST: digest_of(key, words)}


def changed_words(stream: str | None = None) -> Iterator[Entry]:
    """Entries whose words are gone or are others than they were."""
    found = Entry.objects.filter(verb__in=_words).order_by("stream", "sequence")
    if stream is not None:
        found = found.filter(stream=stream)
    rows = found.iterator(chunk_size=AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        yield from _changed(some)


def _changed(entries: Iterable[Entry]) -> Iterator[Entry]:
    pointing = [entry for entry in entries if KEY in entry.data and DIGEST in entry.data]
    now: dict[str, Mapping[int, str]] = {}
    for verb in {entry.verb for entry in pointing}:
        now[verb] = _words[verb]({e.data[KEY] for e in pointing if e.verb == verb})
    for entry in pointing:
        key = entry.data[KEY]
        words = now[entry.verb].get(key)
        if words is None or digest_of(key, words) != entry.data[DIGEST]:
            yield entry
