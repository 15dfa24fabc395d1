"""One line per attempt to read: what it says, and its counterpart in the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from datasharing.exchanges.ground import ground_text, labels_of
from datasharing.ledger.writing import append
from datasharing.models import Exchange, LedgerEntry
from datasharing.states import Outcome
from portal.accounts.actor import SYSTEM
from portal.journal.actions import record

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


def freeze(exchange: Exchange) -> None:
    """An attempt begins: its line says what is asked now and on what ground, whatever is asked more
    before the attempt ends.
    """
    exchange.said = _said(exchange)


def _said(exchange: Exchange) -> dict[str, Any]:
    ground = ground_text(exchange)
    return {
        "fields": labels_of(exchange) or [ONLY_WHETHER],
        "ground": ground.zh,
        "ground_en": ground.en,
        "purpose": exchange.purpose,
        "purpose_en": exchange.purpose_en,
    }


def write_line(exchange: Exchange, *, outcome: Outcome, at: datetime) -> LedgerEntry:
    """Append the line for the exchange's current attempt, in the transaction that keeps its result.

    It says what was frozen when the attempt began; the caller saves the exchange, whose attempt has
    ended with it.

    The subject's journal tells the same and carries the line's hash, so `verify_journal` covers
    what the ledger said: a line changed behind the database's back no longer fits.
    """
    said = exchange.said or _said(exchange)
    line = LedgerEntry(
        exchange=exchange,
        attempt=exchange.attempts,
        subject=exchange.subject,
        at=at,
        asker_department=exchange.department_name,
        asker_department_en=exchange.department_name_en,
        matter_code=exchange.matter_code,
        case_number=exchange.case_number,
        resource=exchange.resource,
        fields=said["fields"],
        ground=said["ground"],
        ground_en=said["ground_en"],
        purpose=said["purpose"],
        purpose_en=said["purpose_en"],
        outcome=outcome,
    )
    append(line)
    exchange.said = None
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
