"""What is asked after a denial, for the pages that ask."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.worded import Given
from windows.approvals.models import Approval
from windows.approvals.states import UNDECIDED, ApprovalState
from windows.cases.models import Case
from windows.cases.states import CaseState
from windows.clock import today
from windows.denials.models import OPEN, DenialQuestion
from windows.remedies.told import Remedies, remedies_of, remedies_of_silence


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


def with_denials(cases: QuerySet[Case], *, day: dt.date | Given | None = None) -> QuerySet[Case]:
    """Whether each waits for an answer, and whether anything in it was denied, is late by law or
    ended without a decision: told by the same query, so that a page costs no more for all others.
    As of today, if no day is given.
    """
    asked = DenialQuestion.objects.filter(OPEN, case=OuterRef("pk"))
    gone = Q(state=ApprovalState.NOT_NEEDED)
    turned = _turned_against(day or today())
    against = Approval.objects.filter(turned | gone, case=OuterRef("pk"))
    return cases.annotate(is_asked_after_denial=Exists(asked), has_remedy=Exists(against))


def open_question_of(case: Case) -> DenialQuestion | None:
    """For the one line of a case; asks nothing where `with_denials` has said that there is none."""
    if not getattr(case, "is_asked_after_denial", True):
        return None
    return (
        DenialQuestion.objects.filter(OPEN, case=case)
        .select_related("approval__matter_edition")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Turned:
    """One matter that was denied or is late by law, what ended with it, and where to turn."""

    approval: Approval
    remedies: Remedies


def remedies_in(case: Case) -> list[Turned]:
    """All of a case, in the order of the plan; asks nothing where `with_denials` has said so."""
    if not getattr(case, "has_remedy", True):
        return []
    found = []
    rows = (
        Approval.objects.filter(_turned_against(today()), case=case)
        .select_related("matter_edition__matter", "department__region__parent", "case__pickup")
        .order_by("stage", "pk")
    )
    for approval in rows:
        is_denied = approval.state == ApprovalState.DENIED
        told = remedies_of(approval) if is_denied else remedies_of_silence(approval)
        if told is not None:
            found.append(Turned(approval, told))
    return found


def ended_in(case: Case) -> list[Approval]:
    """What ended without a decision, each with its reason; asks nothing as `remedies_in`."""
    if not getattr(case, "has_remedy", True):
        return []
    return list(
        Approval.objects.filter(case=case, state=ApprovalState.NOT_NEEDED)
        .select_related("matter_edition", "department")
        .order_by("stage", "pk")
    )


def _turned_against(day: dt.date | Given) -> Q:
    late = Q(state__in=UNDECIDED, statutory_on__lt=day)
    return Q(state=ApprovalState.DENIED) | late
