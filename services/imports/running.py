"""Reading and publishing from end to end: many short transactions, resumable after each.

The doors (command, page, worker) call these; they open the transactions themselves. Inside a dry
run everything happens in one outer transaction that is taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO

from django.db import connection, transaction

from portal.accounts.actor import Actor
from services.imports.actions import finish_reading, keep_batch
from services.imports.cycles import rows_on_cycles
from services.imports.errors import OtherFile
from services.imports.files import digest_of
from services.imports.judge import judge
from services.imports.publish import publish_batch
from services.imports.readers.built import RawRecord
from services.imports.readers.formats import reader_for
from services.imports.unpacked import unpacked_records
from services.models import ImportRun, ImportState

BATCH = 500
Progress = Callable[[ImportRun], None]


def _quiet(_run: ImportRun) -> None:
    return None


def read_import(
    run: ImportRun,
    file: BinaryIO,
    *,
    actor: Actor,
    progress: Progress = _quiet,
    most: int | None = None,
    is_unpacked: bool = False,
) -> ImportRun:
    """Read the file from where the last reading stopped, 500 records a transaction.

    Killed at any moment, the same call goes on: a batch is kept whole or not at all. It stops by
    itself after `most` batches; for the next call to go on fast, `is_unpacked` keeps what a file
    that is read whole was unpacked to. Raises OtherFile, ReadMeanwhile, and the refusals of
    the reader.
    """
    if digest_of(file) != run.digest:
        raise OtherFile
    reader = reader_for(run.format)
    if is_unpacked:
        found = unpacked_records(run, reader, file, skip=run.position)
    else:
        found = reader.records(file, skip=run.position)
    for count, records in enumerate(_batches(found), 1):
        with _transaction():
            rows = judge(run, reader, records)
            run = keep_batch(run, rows=rows, position=run.position, actor=actor)
        progress(run)
        if count == most and len(records) == BATCH:
            return run
    with _transaction():
        return finish_reading(run, refused=rows_on_cycles(run), actor=actor)


def publish_import(run: ImportRun, *, actor: Actor, progress: Progress = _quiet) -> ImportRun:
    """Publish what is left of an approved import. Goes on where it was killed."""
    while run.state == ImportState.PUBLISHING:
        with _transaction():
            run = publish_batch(run, actor=actor)
        progress(run)
    return run


def _batches(records: Iterator[RawRecord]) -> Iterator[list[RawRecord]]:
    while batch := list(islice(records, BATCH)):
        yield batch


def _transaction() -> transaction.Atomic:
    return transaction.atomic(durable=not connection.in_atomic_block)
