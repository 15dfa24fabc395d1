"""Reading and publishing in the background, a number of batches a message."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from portal.accounts.actor import SYSTEM, Actor, actor_of
from portal.errors import DomainError, MoveRefused, NotAllowed
from portal.outbox.actions import publish
from portal.outbox.handlers import TryAgain, handler
from services.catalogue.text import Text
from services.imports.actions import refuse_file, stop_publishing
from services.imports.errors import NothingToGoOnWith, ReadMeanwhile
from services.imports.files import open_file
from services.imports.policy import must_be_able_to_import
from services.imports.publish import publish_batch
from services.imports.running import read_import
from services.imports.saying import in_both
from services.imports.unpacked import forget_unpacked
from services.models import ImportRun, ImportState

BATCHES_A_MESSAGE = 10
GAVE_UP = Text(
    "后台试了几次都没有成功。请系统管理员查看失败的后台消息；也可以重试或撤回。",
    "The background work failed several times. Ask the administrator to look at the failed "
    "messages; or try again, or withdraw it.",
)


def read_later(run: ImportRun) -> None:
    """In the transaction that makes it necessary."""
    publish("import.read", key=f"import.read:{run.pk}:{run.position}", run_id=run.pk)


def publish_later(run: ImportRun, *, agreement: str = "") -> None:
    """Once for each agreement and place in the file. A reviewer's act is a new agreement."""
    agreement = agreement or uuid4().hex
    key = f"import.publish:{run.pk}:{run.handled}:{agreement}"
    publish("import.publish", key=key, run_id=run.pk, agreement=agreement)


def go_on(run: ImportRun, *, actor: Actor) -> None:
    """Once more, for a reading or a publication that stands still. Raises NothingToGoOnWith."""
    must_be_able_to_import(actor, run.region_id)
    again = f"{run.pk}:again:{uuid4()}"
    if run.state == ImportState.READING:
        publish("import.read", key=f"import.read:{again}", run_id=run.pk)
    elif run.state == ImportState.PUBLISHING:
        publish("import.publish", key=f"import.publish:{again}", run_id=run.pk)
    else:
        raise NothingToGoOnWith


def _reading_failed(*, run_id: int, reason: str = "", **_: object) -> None:
    run = ImportRun.objects.get(pk=run_id)
    if run.state == ImportState.READING:
        with transaction.atomic(durable=True):
            refuse_file(run, reason=GAVE_UP, actor=SYSTEM)


def _publishing_failed(*, run_id: int, reason: str = "", **_: object) -> None:
    _stop(ImportRun.objects.get(pk=run_id), GAVE_UP)


@handler("import.read", on_give_up=_reading_failed)
def read(*, run_id: int, **_: object) -> None:
    """A file that cannot be read ends the import; its page says why."""
    run = ImportRun.objects.get(pk=run_id)
    if run.state != ImportState.READING:
        forget_unpacked(run)
        return
    try:
        with open_file(run) as file:
            run = read_import(run, file, actor=SYSTEM, most=BATCHES_A_MESSAGE, is_unpacked=True)
    except ReadMeanwhile as refusal:
        raise TryAgain(reason=str(refusal)) from refusal
    except DomainError as refusal:
        with transaction.atomic(durable=True):
            refuse_file(run, reason=in_both(refusal), actor=SYSTEM)
        forget_unpacked(run)
        return
    if run.state == ImportState.READING:
        with transaction.atomic(durable=True):
            read_later(run)
    else:
        forget_unpacked(run)


@handler("import.publish", on_give_up=_publishing_failed)
def publish_some(*, run_id: int, agreement: str = "", **_: object) -> None:
    """In the name of the reviewer who agreed; who may not any more stops it."""
    run = ImportRun.objects.get(pk=run_id)
    if run.state != ImportState.PUBLISHING:
        return
    for _batch in range(BATCHES_A_MESSAGE):
        try:
            with transaction.atomic(durable=True):
                run = publish_batch(run, actor=actor_of(run.reviewer or AnonymousUser()))
        except MoveRefused:
            return  # withdrawn meanwhile
        except NotAllowed as refusal:
            _stop(run, in_both(refusal))
            return
        if run.state != ImportState.PUBLISHING:
            return
    with transaction.atomic(durable=True):
        publish_later(run, agreement=agreement)


def _stop(run: ImportRun, reason: Text) -> None:
    with transaction.atomic(durable=True):
        if ImportRun.objects.filter(pk=run.pk, state=ImportState.PUBLISHING).exists():
            stop_publishing(run, reason=reason, actor=SYSTEM)
