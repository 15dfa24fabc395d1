"""Reading seals, lines and the questions about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from datasharing.ledger import gate, policy
from datasharing.ledger.merkle import proof_of
from datasharing.ledger.models import OPEN, UNSTAMPED, LedgerQuestion, LedgerSeal
from datasharing.models import LedgerEntry
from portal.accounts.actor import Actor

PAGE = 20


@dataclass(frozen=True, slots=True)
class SealState:
    """How sealing stands: `is_closed` means that nothing is read at the moment."""

    is_set_up: bool
    is_closed: bool
    unsealed_since: datetime | None
    waiting: int
    last: LedgerSeal | None


def seal_state() -> SealState:
    return SealState(
        is_set_up=gate.is_set_up(),
        is_closed=gate.is_closed(),
        unsealed_since=gate.unsealed_since(),
        waiting=LedgerSeal.objects.filter(UNSTAMPED).count(),
        last=LedgerSeal.objects.exclude(UNSTAMPED).order_by("-number").first(),
    )


def seals(*, before: int | None = None) -> tuple[list[LedgerSeal], int | None]:
    """One page of seals, newest first, and where the next one begins."""
    rows = LedgerSeal.objects.defer("token", "statement").order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else None


def line_for(subject_id: int, sequence: int, *, actor: Actor) -> LedgerEntry | None:
    """One line of somebody for whom the actor acts."""
    if not actor.acts_for(subject_id):
        return None
    return (
        LedgerEntry.objects.filter(subject_id=subject_id, sequence=sequence)
        .select_related("resource", "subject")
        .first()
    )


def seal_over(line: LedgerEntry) -> LedgerSeal | None:
    """The batch that this line is in; None while it waits for one."""
    return LedgerSeal.objects.filter(after_id__lt=line.pk, to_id__gte=line.pk).first()


def hashes_under(seal: LedgerSeal) -> list[tuple[int, str]]:
    """(id, hash) of the lines of a batch, in the order in which they were sealed."""
    lines = LedgerEntry.objects.filter(
        pk__gt=seal.after_id,
        pk__lte=seal.to_id,
        at__gte=seal.first_at,
        at__lte=seal.last_at,
    )
    return list(lines.order_by("pk").values_list("pk", "hash"))


def proof_for(line: LedgerEntry, seal: LedgerSeal) -> list[tuple[str, str]]:
    """The way from this line to the batch's root."""
    under = hashes_under(seal)
    return proof_of([said for _, said in under], [pk for pk, _ in under].index(line.pk))


def questions_about(subject_id: int, sequences: Iterable[int]) -> dict[int, list[LedgerQuestion]]:
    """Line → the questions about it, the first one first. The caller has checked whose they are."""
    found: dict[int, list[LedgerQuestion]] = {}
    rows = LedgerQuestion.objects.filter(subject_id=subject_id, sequence__in=list(sequences))
    for question in rows.select_related("department").order_by("sequence", "level"):
        found.setdefault(question.sequence, []).append(question)
    return found


def questions_for(actor: Actor, *, is_open: bool = True) -> QuerySet[LedgerQuestion]:
    """What this person answers or oversees: the open ones by their last day, the others newest
    first.
    """
    mine = LedgerQuestion.objects.filter(policy.answered_by(actor)).select_related(
        "department", "subject"
    )
    if is_open:
        return mine.filter(OPEN).order_by(F("due_on").asc(nulls_last=True), "pk")
    return mine.filter(~Q(OPEN)).order_by("-answered_at", "-pk")


def question_for(pk: int, *, actor: Actor) -> LedgerQuestion | None:
    rows = LedgerQuestion.objects.filter(policy.answered_by(actor), pk=pk)
    return rows.select_related("department", "subject").first()


def line_of(question: LedgerQuestion) -> LedgerEntry:
    """The line in question. Whoever answers sees this one line, and nothing that was read."""
    return LedgerEntry.objects.select_related("resource", "subject").get(
        subject_id=question.subject_id, sequence=question.sequence, at=question.line_at
    )
