"""What is asked after a denial, for the pages that ask."""

from __future__ import annotations

from dataclasses import dataclass

from windows.approvals.models import Approval
from windows.approvals.states import UNDECIDED, ApprovalState
from windows.cases.models import Case
from windows.cases.states import CaseState
from windows.denials.models import OPEN, DenialQuestion


@dataclass(frozen=True, slots=True)
class Asked:
    """The open question with what it is about."""

    question: DenialQuestion
    denied: tuple[Approval, ...]
    ended: tuple[Approval, ...]
    """What ended with them, each with its reason."""
    left: tuple[Approval, ...]
    """What would end if the person said stop."""


def asked_of(case: Case) -> Asked | None:
    """None when nobody is asked, or nothing is left to be asked about."""
    if case.state != CaseState.ACCEPTED:
        return None
    question = DenialQuestion.objects.filter(OPEN, case=case).first()
    if question is None:
        return None
    approvals = list(
        Approval.objects.filter(case=case)
        .select_related("matter_edition__matter", "department__region__parent")
        .order_by("stage", "pk")
    )
    left = tuple(each for each in approvals if each.state in UNDECIDED)
    if not left:
        return None
    return Asked(
        question,
        tuple(each for each in approvals if each.state == ApprovalState.DENIED),
        tuple(each for each in approvals if each.state == ApprovalState.NOT_NEEDED),
        left,
    )


def last_question(case: Case) -> DenialQuestion | None:
    """The newest, open or answered."""
    return DenialQuestion.objects.filter(case=case).order_by("-pk").first()
