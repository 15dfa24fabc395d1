"""The only writers of imports. What is published goes through the catalogue's loader."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.text import Text
from services.errors import NoSuchRegion
from services.imports.errors import MayNotImport, NothingToPublish, ReadMeanwhile, WhyMissing
from services.imports.findings import RowFinding
from services.imports.hands import STREAM
from services.imports.moving import locked, move
from services.imports.policy import (
    may_import,
    must_be_able_to_import,
    must_be_able_to_review,
    must_be_able_to_submit,
)
from services.imports.readers.formats import reader_for
from services.imports.tally import tally_of
from services.imports.telling import tell_new_matters
from services.models import ImportRow, ImportRun, ImportState, Region, Verdict


@transaction.atomic
def start_import(digest: str, *, name: str, format: str, region: str, actor: Actor) -> ImportRun:  # noqa: A002  # the name of the column
    """A new import; or the one that this person began with the same file and did not finish.

    Raises MayNotImport, MayNotImportThere, UnknownFormat, NoSuchRegion.
    """
    if not may_import(actor):
        raise MayNotImport
    reader_for(format)
    home = Region.objects.filter(code=region).first()
    if home is None:
        raise NoSuchRegion(code=region)
    must_be_able_to_import(actor, home.code)
    begun = ImportRun.objects.filter(
        digest=digest,
        format=format,
        region=home,
        author_id=actor.user_id,
        state=ImportState.READING,
    ).first()
    if begun is not None:
        return begun
    run = ImportRun.objects.create(
        name=name[:255],
        digest=digest,
        format=format,
        region=home,
        author_id=actor.user_id,
        author_name=actor.name,
        author_department=actor.department_code,
    )
    record(STREAM, "import.started", actor=actor, run=run.pk, name=run.name, region=home.code)
    return run


@transaction.atomic
def keep_batch(
    run: ImportRun, *, rows: Sequence[ImportRow], position: int, actor: Actor
) -> ImportRun:
    """Keep rows that were read from `position` on. Raises ReadMeanwhile where others came first."""
    must_be_able_to_import(actor, run.region_id)
    run = locked(run)
    if run.state != ImportState.READING or run.position != position:
        raise ReadMeanwhile
    tally = tally_of(run)
    tally.add(rows)
    ImportRow.objects.bulk_create(rows)
    run.position, run.tally = position + len(rows), tally.as_json()
    run.save(update_fields=["position", "tally"])
    return run


@transaction.atomic
def finish_reading(
    run: ImportRun, *, refused: Sequence[tuple[ImportRow, RowFinding]], actor: Actor
) -> ImportRun:
    """Every row has its verdict; `refused` are those that only the whole file shows to be wrong."""
    run = _moved(run, "finish_reading", actor)
    keep_refused(run, refused)
    run.finished_at = timezone.now()
    run.save(update_fields=["state", "finished_at", "tally"])
    record(STREAM, "import.read", actor=actor, run=run.pk, name=run.name, rows=run.position)
    return run


def keep_refused(run: ImportRun, refused: Sequence[tuple[ImportRow, RowFinding]]) -> None:
    """Rows that were kept and are refused now, each for one more reason; the caller saves `run`."""
    tally = tally_of(run)
    for row, finding in refused:
        tally.refuse(row, finding.as_json())
        row.verdict = Verdict.REFUSED
        row.findings = [*row.findings, finding.as_json()]
    rows = [row for row, _finding in refused]
    ImportRow.objects.bulk_update(rows, ["verdict", "findings"], batch_size=500)
    run.tally = tally.as_json()


@transaction.atomic
def submit_import(run: ImportRun, *, why: str, actor: Actor, why_en: str = "") -> ImportRun:
    """Hand it to somebody else. Raises NotYourImport, WhyMissing, NothingToPublish, MoveRefused.

    Who submits it stands for the reason, and counts as an author: they will not review it. What was
    published before it stopped stays out of account: something must be left to publish.
    """
    run = locked(run)
    must_be_able_to_submit(actor, run)
    move(run, "submit", actor=actor)
    if not why.strip():
        raise WhyMissing(field="why")
    left = run.rows.filter(verdict__in=(Verdict.NEW, Verdict.CHANGED), number__gt=run.handled)
    if not left.exists():
        raise NothingToPublish
    run.why, run.why_en = why.strip(), why_en.strip()
    run.note = run.note_en = ""
    run.save(update_fields=["state", "why", "why_en", "note", "note_en"])
    record(
        STREAM,
        "import.submitted",
        actor=actor,
        run=run.pk,
        name=run.name,
        why=run.why,
        department=actor.department_code,
    )
    return run


@transaction.atomic
def send_back_import(run: ImportRun, *, note: str, actor: Actor) -> ImportRun:
    """Back to its author. Raises ReviewerIsAuthor, MayNotImport, MoveRefused."""
    run = locked(run)
    must_be_able_to_review(actor, run)
    move(run, "send_back", actor=actor)
    run.note, run.note_en = note.strip(), ""
    run.save(update_fields=["state", "note", "note_en"])
    record(STREAM, "import.sent_back", actor=actor, run=run.pk, name=run.name, note=note.strip())
    return run


@transaction.atomic
def begin_publishing(run: ImportRun, *, actor: Actor) -> ImportRun:
    """The reviewer agrees. Raises ReviewerIsAuthor, MayNotImport, MoveRefused."""
    run = locked(run)
    must_be_able_to_review(actor, run)
    move(run, "begin_publishing", actor=actor)
    run.reviewer_id = actor.user_id
    run.reviewer_name = actor.name
    run.save(update_fields=["state", "reviewer_id", "reviewer_name"])
    record(
        STREAM,
        "import.approved",
        actor=actor,
        run=run.pk,
        name=run.name,
        author=run.author_name,
        department=actor.department_code,
        handled=run.handled,
    )
    return run


@transaction.atomic
def stop_publishing(run: ImportRun, *, reason: Text, actor: Actor) -> ImportRun:
    """It cannot go on: back to its author, with the reason. What was published stays in force."""
    run = _moved(run, "stop_publishing", actor)
    tell_new_matters(run)
    run.note, run.note_en = reason.zh, reason.en
    run.reviewer, run.reviewer_name = None, ""
    run.save(update_fields=["state", "note", "note_en", "reviewer", "reviewer_name"])
    record(STREAM, "import.stopped", actor=actor, run=run.pk, name=run.name, why=reason.zh)
    return run


@transaction.atomic
def withdraw_import(run: ImportRun, *, actor: Actor) -> ImportRun:
    """Nothing more of it will be published; its rows stay, to be looked at.

    Raises NotYourImport, MoveRefused.
    """
    run = locked(run)
    must_be_able_to_submit(actor, run)
    if run.state == ImportState.PUBLISHING:
        tell_new_matters(run)
    move(run, "withdraw", actor=actor)
    run.finished_at = timezone.now()
    run.save(update_fields=["state", "finished_at"])
    record(STREAM, "import.withdrawn", actor=actor, run=run.pk, name=run.name)
    return run


@transaction.atomic
def refuse_file(run: ImportRun, *, reason: Text, actor: Actor) -> ImportRun:
    """The file as a whole cannot be read: the import ends, and says why. Rows read stay."""
    run = _moved(run, "withdraw", actor)
    run.note, run.note_en = reason.zh, reason.en
    run.finished_at = timezone.now()
    run.save(update_fields=["state", "note", "note_en", "finished_at"])
    record(STREAM, "import.refused", actor=actor, run=run.pk, name=run.name, why=reason.zh)
    return run


def _moved(run: ImportRun, name: str, actor: Actor) -> ImportRun:
    must_be_able_to_import(actor, run.region_id)
    return move(locked(run), name, actor=actor)
