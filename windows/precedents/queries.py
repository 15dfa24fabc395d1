"""以前类似的决定: how this department decided this matter in the same or a similar situation.

What was decided before binds nobody; equal cases are to be treated equally (行政许可法 art. 5). So
it is shown, counted, and never suggests anything.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Max
from django.utils import timezone

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from services.models import Edition
from windows.approvals.models import Approval
from windows.approvals.policy import visible_approvals
from windows.approvals.states import ApprovalState
from windows.limits import limit
from windows.precedents.situations import is_alike, situation_of
from windows.reasons.models import DecisionGround

SHOWN = 10
MOST = 5000
"""Decisions that are looked at: what was before says little of how it is decided now."""
EDITIONS = 12
"""Editions of the matter that are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class Tally:
    granted: int
    denied: int

    @property
    def all(self) -> int:
        return self.granted + self.denied


@dataclass(frozen=True, slots=True)
class Frequent:
    """A reason of denials, and of how many."""

    key: str
    said: Text
    count: int


@dataclass(frozen=True, slots=True)
class Precedents:
    since: dt.date
    same: Tally
    similar: Tally
    """Without the same ones."""
    reasons: tuple[Frequent, ...]
    """The most frequent first."""
    cases: tuple[Approval, ...]
    """The newest, those in the same situation and similar ones alike."""


def precedents_of(approval: Approval, actor: Actor, *, ground: str = "") -> Precedents:
    """Of the department that has it, in the last months, whatever edition of the matter; no
    rehearsals, and nothing that silence decided: those have no situation. With `ground` the cases
    are only those that were denied for it.
    """
    since = _months_ago(limit("PRECEDENT_MONTHS"))
    mine = situation_of(approval.case.answers)
    looked = _latest(approval, since)
    alike = {said for said in {row.situation for row in looked} if is_alike(mine, said)}
    found = [row for row in looked if row.situation in alike]
    denied = [row.pk for row in found if row.state == ApprovalState.DENIED]
    shown = [row.pk for row in found]
    if ground:
        with_it = DecisionGround.objects.filter(approval__in=denied, key=ground)
        chosen = set(with_it.order_by().values_list("approval_id", flat=True))
        shown = [key for key in shown if key in chosen]
    return Precedents(
        since,
        _tally(row for row in found if row.situation == mine),
        _tally(row for row in found if row.situation != mine),
        _reasons(denied),
        _cases(shown[:SHOWN], actor),
    )


class Decided(NamedTuple):
    pk: int
    situation: str
    state: str


def _latest(approval: Approval, since: dt.date) -> list[Decided]:
    """At most MOST decisions, the newest first. Each edition is asked for its own latest, which
    the index has in order: so the cost does not grow with how many there ever were.
    """
    midnight = timezone.make_aware(dt.datetime.combine(since, dt.time()))
    editions = Edition.objects.filter(matter=approval.matter_edition.matter_id).order_by("-pk")
    parts = [
        Approval.objects.filter(
            department=approval.department_id,
            matter_edition=edition,
            situation__isnull=False,
            decided_at__gte=midnight,
        )
        .order_by("-decided_at")
        .values_list("pk", "situation", "state", "decided_at")[:MOST]
        for edition in editions.values_list("pk", flat=True)[:EDITIONS]
    ]
    rows = parts[0]
    if len(parts) > 1:
        rows = rows.union(*parts[1:], all=True).order_by("-decided_at")[:MOST]
    return [Decided(pk, said or "", state) for pk, said, state, _at in rows if pk != approval.pk]


def _tally(rows: Iterable[Decided]) -> Tally:
    counts = Counter(row.state for row in rows)
    return Tally(counts[ApprovalState.APPROVED], counts[ApprovalState.DENIED])


def _reasons(denied: list[int]) -> tuple[Frequent, ...]:
    rows = (
        DecisionGround.objects.filter(approval__in=denied)
        .values("key")
        .annotate(n=Count("pk"), words=Max("said"), words_en=Max("said_en"))
        .order_by("-n", "key")[:SHOWN]
    )
    return tuple(
        Frequent(row["key"], Text(row["words"], row["words_en"]), row["n"]) for row in rows
    )


def _cases(keys: list[int], actor: Actor) -> tuple[Approval, ...]:
    """Only what this officer may open; their names are not even read."""
    rows = (
        Approval.objects.filter(visible_approvals(actor), pk__in=keys)
        .select_related("case")
        .only("state", "decided_at", "situation", "case__number")
        .prefetch_related("grounds")
    )
    return tuple(sorted(rows, key=lambda row: keys.index(row.pk)))


def _months_ago(months: int) -> dt.date:
    today = timezone.localdate()
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return dt.date(year, month + 1, min(today.day, 28))
