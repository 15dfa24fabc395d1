"""Putting lines into batches, and having each batch stamped by an authority outside.

Two steps, so that no lock is held while the network is asked: `cut` writes a batch down, `stamp`
brings its time stamp. `seal_round` is what the clockwork does every minute; killed anywhere, the
next round goes on where this one ended.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from datasharing.exchanges.moves import hasten_all_fetches
from datasharing.ledger.gate import is_closed, is_set_up
from datasharing.ledger.merkle import root_of
from datasharing.ledger.models import UNSTAMPED, LedgerSeal
from datasharing.ledger.statement import FIRST_PREVIOUS, digest, statement_of
from datasharing.models import LedgerEntry
from datasharing.timestamps.client import stamp as ask_for_stamp
from datasharing.timestamps.errors import TimestampRefused
from portal.accounts.actor import Actor
from portal.journal.actions import record

MOST_LINES = 10_000
"""In one batch; a round makes as many as are needed."""
MOST_STAMPS = 20
"""In one round: a task has less than a minute."""
LOCK_TIMEOUT = "5s"
SEALS = "ledger-seals"

log = logging.getLogger(__name__)


def seal_round(*, actor: Actor, is_forced: bool = False) -> int:
    """Cut what is due, have everything stamped that waits; how many stamps were brought.

    Stops at the first refusal: the authority is asked again in the next round, the oldest batch
    first. Reads that were held are due when the gate opens. Without an authority nothing is cut: a
    batch that nobody outside has seen proves nothing.
    """
    if not is_set_up():
        return 0
    was_closed = is_closed()
    if is_forced or _is_due():
        _cut_all(actor=actor)
    brought = 0
    for seal in LedgerSeal.objects.filter(UNSTAMPED).order_by("number")[:MOST_STAMPS]:
        if not stamp(seal, actor=actor):
            break
        brought += 1
    if was_closed and not is_closed():
        with transaction.atomic(durable=True):
            hasten_all_fetches()
    return brought


def _cut_all(*, actor: Actor) -> None:
    """As many batches as it takes for what was there when the round began: lines that come
    meanwhile belong to the next round, or under load this one would never end.
    """
    settled = _settled_id()
    seal = cut(actor=actor, up_to=settled)
    while seal is not None and seal.lines >= MOST_LINES and seal.to_id < settled:
        seal = cut(actor=actor, up_to=settled)


def cut(*, actor: Actor, up_to: int | None = None) -> LedgerSeal | None:
    """Write down the next batch: all lines since the last one, or `MOST_LINES` of them.

    `up_to` is an id that a caller has found settled; without it this is done here.
    """
    settled = _settled_id() if up_to is None else up_to
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [SEALS])
        last = LedgerSeal.objects.order_by("-number").first()
        after_id = last.to_id if last else 0
        lines = list(
            LedgerEntry.objects.filter(pk__gt=after_id, pk__lte=settled)
            .order_by("pk")
            .values_list("pk", "at", "hash")[:MOST_LINES]
        )
        if not lines:
            return None
        moments, hashes = [at for _, at, _ in lines], [said for _, _, said in lines]
        now = timezone.now()
        seal = LedgerSeal(
            number=last.number + 1 if last else 1,
            after_id=after_id,
            to_id=lines[-1][0],
            lines=len(lines),
            first_at=min(moments),
            last_at=max(moments),
            previous_hash=last.hash if last else FIRST_PREVIOUS,
            made_at=now,
        )
        seal.statement = statement_of(
            number=seal.number,
            previous=seal.previous_hash,
            after_id=seal.after_id,
            to_id=seal.to_id,
            first_at=seal.first_at,
            last_at=seal.last_at,
            made_at=now,
            hashes=hashes,
        )
        seal.root = root_of(hashes)
        seal.hash = digest(seal.statement)
        seal.save(force_insert=True)
        record(
            "ledger", "ledger.batched", actor=actor, seal=seal.number, lines=seal.lines,
            hash=seal.hash,
        )  # fmt: skip
    return seal


def stamp(seal: LedgerSeal, *, actor: Actor) -> bool:
    """Ask the authority, judge its answer, keep it. False when there is none to be believed."""
    try:
        token, told = ask_for_stamp(
            seal.statement.encode(),
            address=settings.LEDGER_TSA_URL,
            certificates=settings.LEDGER_TSA_CERTIFICATES,
        )
    except TimestampRefused as refused:
        log.warning("Batch %s of the ledger was not stamped: %s", seal.number, refused)
        LedgerSeal.objects.filter(UNSTAMPED, pk=seal.pk).update(
            tries=F("tries") + 1, last_error=str(refused)[:300]
        )
        return False
    with transaction.atomic(durable=True):
        waiting = LedgerSeal.objects.select_for_update().get(pk=seal.pk)
        if waiting.token is not None:
            return True  # somebody else has brought it meanwhile
        waiting.token, waiting.sealed_at, waiting.authority = token, told.at, told.authority
        waiting.tries, waiting.last_error = waiting.tries + 1, ""
        waiting.save(update_fields=["token", "sealed_at", "authority", "tries", "last_error"])
        record(
            "ledger", "ledger.sealed", actor=actor, seal=seal.number, lines=seal.lines,
            authority=told.authority, at=told.at,
        )  # fmt: skip
    return True


def _is_due() -> bool:
    last = LedgerSeal.objects.order_by("-number").first()
    return last is None or timezone.now() - last.made_at >= timedelta(
        minutes=settings.LEDGER_SEAL_MINUTES
    )


@transaction.atomic(durable=True)
def _settled_id() -> int:
    """An id up to which every line is either there or never will be.

    A number is given out before its line is committed. Whoever waits here until all writers have
    ended knows that none below the highest number is still to come. Writers wait as long as this
    takes, which is one look at an index.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        cursor.execute("LOCK TABLE datasharing_ledgerentry IN SHARE MODE")
        cursor.execute("SELECT coalesce(max(id), 0) FROM datasharing_ledgerentry")
        (highest,) = cursor.fetchone()
    return int(highest)
