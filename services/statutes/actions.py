"""Taking over the text of statutes: the one action that writes `StatuteArticle`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO

from django.db import connection, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.faults import Findings, Place
from services.errors import LawsRefused
from services.models import StatuteArticle
from services.policy import must_be_able_to_load
from services.statutes.reading import Line, lines

STREAM = "statutes"
BATCH = 1000
OLDEST = dt.date.min
COLUMNS = ("version_date", "label", "text")


@dataclass
class LawsTally:
    """Articles by what became of them; `older` were left out for a newer text of the same law."""

    laws: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    older: int = 0

    @property
    def changed_nothing(self) -> bool:
        return not (self.created or self.changed or self.removed)


@dataclass
class _Contents:
    """What a first reading found: the newest text of each law, and its articles."""

    newest: dict[str, dt.date] = field(default_factory=dict)
    articles: dict[str, set[str]] = field(default_factory=dict)


@transaction.atomic(savepoint=False)
def load_laws(
    path: Path, *, actor: Actor, progress: Callable[[int], None] = lambda _number: None
) -> LawsTally:
    """Make the kept text of every law in the file that of the file, article for article.

    The file is read twice and never held: first every line is judged, then they are written. One
    bad line refuses the file and nothing is written. Of two texts of one law the newer is kept,
    also where it is in the database already. Raises MayNotLoad, LawsRefused.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [STREAM])
    must_be_able_to_load(actor)
    try:
        with path.open("rb") as file:
            contents = _judged(file, path.name)
            file.seek(0)
            return _written(file, path.name, contents, actor=actor, progress=progress)
    except OSError as error:
        findings = Findings()
        findings.fault(Place(path.name), _("文件打不开：%(why)s。") % {"why": error.strerror})
        raise LawsRefused(findings.faults) from error


def _judged(file: IO[bytes], name: str) -> _Contents:
    findings = Findings()
    contents = _Contents()
    for line in lines(file, name, findings):
        version = line.version_date or OLDEST
        if version > contents.newest.get(line.law, OLDEST):
            contents.articles.pop(line.law, None)
        if version < contents.newest.setdefault(line.law, version):
            continue
        contents.newest[line.law] = version
        kept = contents.articles.setdefault(line.law, set())
        if line.article in kept:
            findings.fault(
                Place(name),
                _("《%(law)s》第 %(article)s 条写了两次。")
                % {"law": line.law, "article": line.article},
                _("请只保留一个。"),
            )
        kept.add(line.article)
    if not contents.articles and not findings.faults:
        findings.fault(Place(name), _("文件里没有任何条文。"))
    if findings.faults:
        raise LawsRefused(findings.faults)
    return contents


def _written(
    file: IO[bytes],
    name: str,
    contents: _Contents,
    *,
    actor: Actor,
    progress: Callable[[int], None],
) -> LawsTally:
    newer = _newer_than(contents)
    tally = LawsTally(laws=len(contents.newest.keys() - newer))
    read = 0
    usable = lines(file, name, Findings())
    while batch := list(islice(usable, BATCH)):
        read += len(batch)
        wanted = [
            line
            for line in batch
            if line.law not in newer
            and (line.version_date or OLDEST) == contents.newest.get(line.law)
        ]
        tally.older += len(batch) - len(wanted)
        _write(wanted, tally)
        progress(read)
    for law in contents.newest.keys() - newer:
        gone = StatuteArticle.objects.filter(law=law).exclude(article__in=contents.articles[law])
        tally.removed += gone.delete()[0]
    if not tally.changed_nothing:
        record(
            STREAM,
            "catalogue.laws_loaded",
            actor=actor,
            title=name,
            laws=tally.laws,
            created=tally.created,
            changed=tally.changed,
            removed=tally.removed,
        )
    return tally


def _newer_than(contents: _Contents) -> set[str]:
    """Laws of which a later text than the file's is kept already."""
    kept = StatuteArticle.objects.filter(law__in=contents.newest).values_list("law", "version_date")
    return {
        law for law, version in kept.distinct().order_by() if _later(version, contents.newest[law])
    }


def _later(kept: dt.date | None, read: dt.date) -> bool:
    return kept is not None and kept > read


def _write(batch: list[Line], tally: LawsTally) -> None:
    kept = {
        (row.law, row.article): row
        for row in StatuteArticle.objects.filter(
            law__in={line.law for line in batch}, article__in={line.article for line in batch}
        )
    }
    created, changed = [], []
    for line in batch:
        row = kept.get((line.law, line.article))
        said = {column: getattr(line, column) for column in COLUMNS}
        if row is None:
            created.append(StatuteArticle(law=line.law, article=line.article, **said))
        elif any(getattr(row, column) != value for column, value in said.items()):
            for column, value in said.items():
                setattr(row, column, value)
            changed.append(row)
        else:
            tally.unchanged += 1
    StatuteArticle.objects.bulk_create(created)
    StatuteArticle.objects.bulk_update(changed, COLUMNS)
    tally.created += len(created)
    tally.changed += len(changed)
