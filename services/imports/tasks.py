"""Reading and publishing in the background, a number of batches a message."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import override

from portal.accounts.actor import SYSTEM, actor_of
from portal.errors import DomainError
from portal.outbox.actions import publish
from portal.outbox.handlers import GiveUp, TryAgain, handler
from services.imports.actions import refuse_file
from services.imports.errors import ReadMeanwhile
from services.imports.files import open_file
from services.imports.publish import publish_batch
from services.imports.running import read_import
from services.models import ImportRun, ImportState

BATCHES_A_MESSAGE = 10


def read_later(run: ImportRun) -> None:
    """In the transaction that makes it necessary."""
    publish("import.read", key=f"import.read:{run.pk}:{run.position}", run_id=run.pk)


def publish_later(run: ImportRun) -> None:
    publish("import.publish", key=f"import.publish:{run.pk}:{run.published}", run_id=run.pk)


@handler("import.read")
def read(*, run_id: int, **_: object) -> None:
    """A file that cannot be read ends the import; its page says why."""
    run = ImportRun.objects.get(pk=run_id)
    if run.state != ImportState.READING:
        return
    try:
        with open_file(run) as file:
            run = read_import(run, file, actor=SYSTEM, most=BATCHES_A_MESSAGE)
    except ReadMeanwhile as refusal:
        raise TryAgain(reason=str(refusal)) from refusal
    except DomainError as refusal:
        with override("zh-hans"):
            details = "".join(f"\n{each}" for each in refusal.details[:20])
            reason = f"{refusal.said}{refusal.advice}{details}"
        with transaction.atomic(durable=True):
            refuse_file(run, reason=reason, actor=SYSTEM)
        return
    if run.state == ImportState.READING:
        with transaction.atomic(durable=True):
            read_later(run)


@handler("import.publish")
def publish_some(*, run_id: int, **_: object) -> None:
    """In the name of the reviewer who agreed."""
    run = ImportRun.objects.get(pk=run_id)
    if run.state != ImportState.PUBLISHING:
        return
    reviewer = run.reviewer
    if reviewer is None:
        raise GiveUp("The reviewer's account is gone.")
    for _batch in range(BATCHES_A_MESSAGE):
        with transaction.atomic(durable=True):
            run = publish_batch(run, actor=actor_of(reviewer))
        if run.state != ImportState.PUBLISHING:
            return
    with transaction.atomic(durable=True):
        publish_later(run)
