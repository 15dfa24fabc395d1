"""Has the record of reads been touched? Walks the chains, the journal, and the seals."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from datasharing.ledger.chain import hash_of
from datasharing.ledger.gate import is_set_up
from datasharing.ledger.merkle import root_of
from datasharing.ledger.models import LedgerHead, LedgerSeal
from datasharing.ledger.statement import FIRST_PREVIOUS, digest
from datasharing.models import LedgerEntry
from datasharing.timestamps.errors import TimestampRefused
from datasharing.timestamps.judging import judge, trusted_in
from portal.journal.chain import FIRST_PREVIOUS_HASH, moment
from portal.journal.models import Entry

VERBS = ("data.read", "data.not_read")
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """The first line of one person's ledger that is not what it was."""

    subject_id: int
    sequence: int
    what: str


@dataclass(frozen=True, slots=True)
class SealFault:
    """The first seal that does not hold."""

    number: int
    what: str


def verify_ledger(subject_id: int | None = None) -> LedgerFault | None:
    """The first broken line, or None. `verify_journal` answers for the journal's own side."""
    if subject_id is not None:
        return _verify(subject_id)
    people = set(LedgerEntry.objects.order_by().values_list("subject_id", flat=True).distinct())
    people |= set(LedgerHead.objects.values_list("subject_id", flat=True))
    return next((fault for each in sorted(people) if (fault := _verify(each))), None)


def verify_seals() -> SealFault | None:
    """The first seal that does not fit its lines, the seal before, or its time stamp; or None."""
    previous, after = FIRST_PREVIOUS, 0
    for seal in LedgerSeal.objects.order_by("number").iterator(chunk_size=100):
        what = _statement_fault(seal, previous, after) or _lines_fault(seal) or _stamp_fault(seal)
        if what:
            return SealFault(seal.number, what)
        previous, after = seal.hash, seal.to_id
    return None


def _verify(subject_id: int) -> LedgerFault | None:
    told = dict(
        Entry.objects.filter(stream=f"applicant:{subject_id}", verb__in=VERBS).values_list(
            "data__line", "data__line_hash"
        )
    )
    lines = LedgerEntry.objects.filter(subject_id=subject_id).order_by("sequence")
    last = LedgerHead.objects.filter(subject_id=subject_id).first()
    fault, count = _first_fault(subject_id, lines.iterator(chunk_size=AT_ONCE), told)
    if fault is None and told:
        return LedgerFault(subject_id, min(told), "missing")
    if fault is None and (last.sequence if last else 0) != count:
        return LedgerFault(subject_id, count + 1, "missing")
    return fault


def _first_fault(
    subject_id: int, chain: Iterable[LedgerEntry], told: dict[int, str]
) -> tuple[LedgerFault | None, int]:
    previous, count = FIRST_PREVIOUS_HASH, 0
    for line in chain:
        count += 1
        if line.sequence != count:
            return LedgerFault(subject_id, count, "missing"), count
        if line.previous_hash != previous:
            return LedgerFault(subject_id, count, "not chained to the line before"), count
        if line.hash != hash_of(line):
            return LedgerFault(subject_id, count, "changed"), count
        if told.pop(line.sequence, None) != line.hash:
            return LedgerFault(subject_id, count, "not in the journal"), count
        previous = line.hash
    return None, count


def _statement_fault(seal: LedgerSeal, previous: str, after: int) -> str:
    if digest(seal.statement) != seal.hash:
        return "its statement was changed"
    if seal.previous_hash != previous or seal.after_id != after:
        return "it does not follow the seal before"
    said = json.loads(seal.statement)
    told = {
        "seal": seal.number,
        "previous": seal.previous_hash,
        "after": seal.after_id,
        "to": seal.to_id,
        "lines": seal.lines,
        "first_at": moment(seal.first_at),
        "last_at": moment(seal.last_at),
        "root": seal.root,
    }
    return "" if told.items() <= said.items() else "its columns differ from its statement"


def _lines_fault(seal: LedgerSeal) -> str:
    """The hashes are made anew from what the lines say, so a forged hash does not help."""
    lines = LedgerEntry.objects.filter(pk__gt=seal.after_id, pk__lte=seal.to_id).order_by("pk")
    hashes = [hash_of(line) for line in lines.iterator(chunk_size=AT_ONCE)]
    if len(hashes) != seal.lines:
        return f"it covers {seal.lines} lines, and there are {len(hashes)}"
    return "" if root_of(hashes) == seal.root else "a line under it was changed"


def _stamp_fault(seal: LedgerSeal) -> str:
    """Without an authority there is nobody to trust, and a stamp from before is not judged."""
    if seal.token is None or not is_set_up():
        return ""
    try:
        stamp = judge(
            bytes(seal.token),
            seal.statement.encode(),
            trusted=trusted_in(settings.LEDGER_TSA_CERTIFICATES),
        )
    except TimestampRefused as refused:
        return f"its time stamp: {refused}"
    return "" if stamp.at == seal.sealed_at else "it bears another time than its stamp"
