"""Has the record of reads been touched? Walks the chains and compares them with the journal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from datasharing.ledger.chain import hash_of
from datasharing.models import LedgerEntry
from portal.journal.chain import FIRST_PREVIOUS_HASH
from portal.journal.models import Entry

VERBS = ("data.read", "data.not_read")


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """The first line of one person's ledger that is not what it was."""

    subject_id: int
    sequence: int
    what: str


def verify_ledger(subject_id: int | None = None) -> LedgerFault | None:
    """The first broken line, or None. `verify_journal` answers for the journal's own side."""
    people = LedgerEntry.objects.order_by("subject_id").values_list("subject_id", flat=True)
    if subject_id is not None:
        return _verify(subject_id)
    return next((fault for each in people.distinct() if (fault := _verify(each))), None)


def _verify(subject_id: int) -> LedgerFault | None:
    told = dict(
        Entry.objects.filter(stream=f"applicant:{subject_id}", verb__in=VERBS).values_list(
            "data__line", "data__line_hash"
        )
    )
    lines = LedgerEntry.objects.filter(subject_id=subject_id).order_by("sequence")
    fault = _first_fault(subject_id, lines, told)
    if fault is None and told:
        return LedgerFault(subject_id, min(told), "missing")
    return fault


def _first_fault(
    subject_id: int, chain: Iterable[LedgerEntry], told: dict[int, str]
) -> LedgerFault | None:
    previous = FIRST_PREVIOUS_HASH
    for expected, line in enumerate(chain, start=1):
        if line.sequence != expected:
            return LedgerFault(subject_id, expected, "missing")
        if line.previous_hash != previous:
            return LedgerFault(subject_id, line.sequence, "not chained to the line before")
        if line.hash != hash_of(line):
            return LedgerFault(subject_id, line.sequence, "changed")
        if told.pop(line.sequence, None) != line.hash:
            return LedgerFault(subject_id, line.sequence, "not in the journal")
        previous = line.hash
    return None
