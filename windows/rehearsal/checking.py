"""After a rush: is every case finished, and was anything done twice or left lying?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Q

from datasharing.models import Exchange
from materials.models import Licence
from portal.journal.models import Entry
from portal.journal.queries import verify
from portal.outbox.models import Message, MessageState
from windows.approvals.models import Approval
from windows.approvals.states import UNDECIDED, ApprovalState
from windows.cases.models import Case
from windows.cases.states import CaseState
from windows.notices.models import Notice
from windows.pickup.models import Pickup

DONE = (CaseState.RESULTS_READY, CaseState.COLLECTED, CaseState.ARCHIVED)
ONCE_A_CASE = ("case.submitted", "case.accepted", "case.finished")
ONCE_AN_APPROVAL = ("approval.dispatched", "approval.taken_up", "approval.approved")


@dataclass(frozen=True, slots=True)
class Findings:
    """All numbers but the first are 0 in a healthy portal; `doubled` says what was doubled."""

    finished: int
    stuck: int
    approvals_open: int
    doubled: dict[str, int]
    lost: dict[str, int]
    messages_failed: int
    messages_open: int
    journal_faults: int

    @property
    def is_good(self) -> bool:
        wrong = (self.stuck, self.approvals_open, self.messages_failed, self.messages_open)
        return not any((*wrong, self.journal_faults, *self.doubled.values(), *self.lost.values()))

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"doubled_in_all": sum(self.doubled.values())}


def check(cases: Sequence[Case]) -> Findings:
    """Read the database, and nothing else."""
    ids, numbers = [case.pk for case in cases], [case.number for case in cases]
    streams = [case.stream for case in cases]
    approvals = Approval.objects.filter(case__in=ids)
    finished = Case.objects.filter(pk__in=ids, state__in=DONE).count()
    messages = messages_of(cases)
    doubled, lost = _effects(ids, numbers, streams)
    return Findings(
        finished=finished,
        stuck=len(ids) - finished,
        approvals_open=approvals.filter(state__in=UNDECIDED).count(),
        doubled=doubled,
        lost=lost,
        messages_failed=sum(state == MessageState.FAILED for state in messages),
        messages_open=are_still_open(messages),
        journal_faults=sum(verify(stream) is not None for stream in streams),
    )


def _effects(
    ids: list[int], numbers: list[str], streams: list[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """What there is more than once, and what should be there and is not."""
    approved = Approval.objects.filter(case__in=ids, state=ApprovalState.APPROVED)
    approved = approved.select_related("matter_edition__matter")
    expected: Counter[str] = Counter()
    wanted: Counter[tuple[Any, ...]] = Counter()
    entries: Counter[tuple[Any, ...]] = Counter()
    for approval in approved.select_related("case"):
        for output in approval.matter_edition.outputs:
            if output.get("is_licence", True):
                key = (approval.case.number, approval.matter_edition.matter_id, output["material"])
                expected[str(key)] = 1
        for verb in ONCE_AN_APPROVAL:
            wanted[approval.case.stream, verb, approval.pk] = 1
    for stream in streams:
        for verb in ONCE_A_CASE:
            wanted[stream, verb, None] = 1
    told = Entry.objects.filter(stream__in=streams, verb__in=(*ONCE_A_CASE, *ONCE_AN_APPROVAL))
    for stream, verb, data in told.values_list("stream", "verb", "data"):
        entries[stream, verb, data.get("approval")] += 1
    issued = Counter(
        str(row)
        for row in Licence.objects.filter(case_number__in=numbers).values_list(
            "case_number", "matter_id", "material_type__code"
        )
    )
    notices = Notice.objects.filter(case__in=ids).values("case", "applicant", "kind", "text")
    pickups = Pickup.objects.filter(case__in=ids).count()
    doubled = {
        "licences": (issued - expected).total(),
        "journal": (entries - wanted).total(),
        "notices": sum(row["n"] - 1 for row in notices.annotate(n=Count("pk")) if row["n"] > 1),
        "pickups": max(0, pickups - len(ids)),
    }
    lost = {
        "licences": (expected - issued).total(),
        "journal": (wanted - entries).total(),
        "pickups": max(0, len(ids) - pickups),
    }
    return doubled, lost


def messages_of(cases: Sequence[Case]) -> list[str]:
    """States of every message about these cases, their approvals and their reads."""
    ids = [case.pk for case in cases]
    numbers = [case.number for case in cases]
    approvals = Approval.objects.filter(case__in=ids).values_list("pk", flat=True)
    exchanges = Exchange.objects.filter(case_number__in=numbers).values_list("pk", flat=True)
    about = Q(payload__case_id__in=ids)
    about |= Q(payload__approval_id__in=list(approvals))
    about |= Q(payload__exchange_id__in=[str(pk) for pk in exchanges])
    return list(Message.objects.filter(about).values_list("state", flat=True))


def are_still_open(states: Sequence[str]) -> int:
    """How many are neither done nor given up."""
    return sum(state not in (MessageState.DONE, MessageState.FAILED) for state in states)
