"""One line per attempt to read, chained per person, with its counterpart in the journal."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import connection

from datasharing.exchanges.ground import ground_text, labels_of
from datasharing.models import Exchange, LedgerEntry
from datasharing.states import Outcome
from portal.accounts.actor import SYSTEM
from portal.journal.actions import record
from portal.journal.chain import FIRST_PREVIOUS_HASH, canonical

LOOKED = frozenset(
    {
        Outcome.ANSWERED,
        Outcome.REUSED,
        Outcome.NO_RECORD,
        Outcome.WRONG_PERSON,
        Outcome.DROPPED,
    }
)
"""Outcomes in which the other authority's answer reached us, kept or not, or was used again."""

ONLY_WHETHER = ["是否有记录", "Whether there is a record"]


def write_line(exchange: Exchange, *, outcome: Outcome, at: datetime) -> LedgerEntry:
    """Append the line for the exchange's current attempt, in the transaction that keeps its result.

    The subject's journal tells the same and carries the line's hash, so `verify_journal` covers
    what the ledger said: a line changed behind the database's back no longer fits.
    """
    _lock(exchange.subject_id)
    last = LedgerEntry.objects.filter(subject=exchange.subject_id).order_by("-sequence").first()
    ground = ground_text(exchange)
    line = LedgerEntry(
        exchange=exchange,
        attempt=exchange.attempts,
        subject=exchange.subject,
        sequence=last.sequence + 1 if last else 1,
        at=at,
        asker_department=exchange.department_name,
        asker_department_en=exchange.department_name_en,
        matter_code=exchange.matter_code,
        case_number=exchange.case_number,
        resource=exchange.resource,
        fields=labels_of(exchange) or [ONLY_WHETHER],
        ground=ground.zh,
        ground_en=ground.en,
        purpose=exchange.purpose,
        purpose_en=exchange.purpose_en,
        outcome=outcome,
        previous_hash=last.hash if last else FIRST_PREVIOUS_HASH,
    )
    line.hash = hash_of(line)
    line.save(force_insert=True)
    record(
        f"applicant:{exchange.subject_id}",
        "data.read" if outcome in LOOKED else "data.not_read",
        actor=SYSTEM,
        line=line.sequence,
        line_hash=line.hash,
        case=exchange.case_number,
        asker=exchange.department_name,
        asker_en=exchange.department_name_en or exchange.department_name,
        resource=exchange.resource.name,
        resource_en=exchange.resource.name_en or exchange.resource.name,
        outcome=outcome.value,
    )
    return line


def hash_of(line: LedgerEntry) -> str:
    """The hash this line must have, from what it says now."""
    said = {
        field.attname: getattr(line, field.attname)
        for field in LedgerEntry._meta.concrete_fields  # noqa: SLF001 (public by Django's word)
        if field.attname not in {"id", "hash", "at", "exchange_id"}
    }
    said["at"] = line.at.isoformat()
    said["exchange_id"] = str(line.exchange_id)
    said["outcome"] = str(line.outcome)
    return hashlib.sha256(canonical(said)).hexdigest()


def _lock(subject_id: int) -> None:
    """Writers of one person's ledger wait for each other, so its chain has no forks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"ledger:{subject_id}"]
        )
