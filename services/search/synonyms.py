"""Words that editors call the same: added, changed, retired, and those that come with the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from portal.yaml_text import read_yaml
from services.models import SearchEntry, Synonym
from services.models.searching import LONGEST_WORD
from services.policy import must_be_able_to_load
from services.search.errors import (
    NoSuchEntry,
    NoSuchSynonym,
    SynonymAlone,
    SynonymExists,
    SynonymRetired,
    SynonymTooCommon,
    SynonymTooLong,
)
from services.search.index import touch
from services.search.terms import CHARACTERS, FILLERS, clean

STREAM = "catalogue"
MOST_WORDS = 20


@transaction.atomic(savepoint=False)
def add_synonym(
    words: Sequence[str], *, code: str = "", note: str = "", actor: Actor, key: str = ""
) -> Synonym:
    """These words mean one another; with a code, they mean that life event or matter.

    Raises MayNotLoad, SynonymAlone, SynonymTooLong, SynonymTooCommon, NoSuchEntry, SynonymExists.
    """
    must_be_able_to_load(actor)
    words = checked(words, code)
    if Synonym.objects.filter(words=words, code=code, retired_at=None).exists():
        raise SynonymExists
    synonym = Synonym.objects.create(
        words=words,
        code=code,
        note=note.strip()[:200],
        key=key,
        changed_by_id=actor.user_id,
        changed_by_name=actor.name,
        changed_at=timezone.now(),
    )
    record(STREAM, "catalogue.synonym_added", actor=actor, words=str(synonym), id=synonym.pk)
    touch()
    return synonym


@transaction.atomic(savepoint=False)
def change_synonym(
    synonym: Synonym, *, words: Sequence[str], code: str, note: str, actor: Actor
) -> Synonym:
    """Raises as add_synonym does, and SynonymRetired."""
    synonym = Synonym.objects.select_for_update().get(pk=synonym.pk)
    must_be_able_to_load(actor)
    if synonym.retired_at is not None:
        raise SynonymRetired
    words = checked(words, code)
    others = Synonym.objects.filter(words=words, code=code, retired_at=None)
    if others.exclude(pk=synonym.pk).exists():
        raise SynonymExists
    before = str(synonym)
    synonym.words, synonym.code, synonym.note = words, code, note.strip()[:200]
    synonym.changed_by_id, synonym.changed_by_name = actor.user_id, actor.name
    synonym.changed_at = timezone.now()
    synonym.save()
    record(
        STREAM,
        "catalogue.synonym_changed",
        actor=actor,
        before=before,
        words=str(synonym),
        id=synonym.pk,
    )
    touch()
    return synonym


@transaction.atomic(savepoint=False)
def retire_synonym(synonym: Synonym, *, actor: Actor) -> Synonym:
    """It counts no more; a shipped one stays retired when the files are loaded again."""
    synonym = Synonym.objects.select_for_update().get(pk=synonym.pk)
    must_be_able_to_load(actor)
    if synonym.retired_at is not None:
        raise SynonymRetired
    synonym.retired_at = synonym.changed_at = timezone.now()
    synonym.changed_by_id, synonym.changed_by_name = actor.user_id, actor.name
    synonym.save()
    record(STREAM, "catalogue.synonym_retired", actor=actor, words=str(synonym), id=synonym.pk)
    touch()
    return synonym


def synonyms() -> QuerySet[Synonym]:
    """Those that count, the latest first."""
    return Synonym.objects.filter(retired_at=None)


def synonym_for(pk: int) -> Synonym:
    """Raises NoSuchSynonym."""
    found = Synonym.objects.filter(pk=pk).first()
    if found is None:
        raise NoSuchSynonym
    return found


@transaction.atomic(savepoint=False)
def bring_synonyms(path: Path, *, actor: Actor) -> int:
    """Add those of a file (`synonyms: [{key, words, code, note}]`) that are not there yet.

    A key that is known stays as it is: editors may have changed or retired it.
    """
    must_be_able_to_load(actor)
    rows = read_yaml(path.read_text(encoding="utf-8"))["synonyms"]
    known = set(Synonym.objects.exclude(key="").values_list("key", flat=True))
    published = set(SearchEntry.objects.values_list("code", flat=True))
    new = [
        Synonym(
            key=row["key"],
            words=checked(row["words"], row.get("code", ""), published),
            code=row.get("code", ""),
            note=row.get("note", ""),
            changed_by_name=actor.name,
            changed_at=timezone.now(),
        )
        for row in rows
        if row["key"] not in known and row.get("code", "") in {"", *published}
    ]
    if new:
        Synonym.objects.bulk_create(new)
        record(STREAM, "catalogue.synonyms_loaded", actor=actor, count=len(new))
        touch()
    return len(new)


def checked(words: Iterable[str], code: str, published: set[str] | None = None) -> list[str]:
    """The words as searches are read: small letters, no doubles, none that everybody says."""
    found = list(dict.fromkeys(word for each in words if (word := clean(str(each), 200))))
    if not found or (len(found) < 2 and not code):
        raise SynonymAlone(field="words")
    if len(found) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in found):
        raise SynonymTooLong(field="words", most=MOST_WORDS, longest=LONGEST_WORD)
    common = [word for word in found if word in FILLERS or word in CHARACTERS]
    if common:
        raise SynonymTooCommon(field="words", word=common[0])
    is_known = not code or (
        code in published
        if published is not None
        else SearchEntry.objects.filter(code=code).exists()
    )
    if not is_known:
        raise NoSuchEntry(field="code", code=code)
    return found
