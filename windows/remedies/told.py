"""What a person is told against a decision: bodies, last days, the way online."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from services.catalogue.text import Text
from services.models import Department
from windows.approvals.models import Approval
from windows.approvals.states import UNDECIDED
from windows.cases.models import Case
from windows.cases.states import CaseState, Channel
from windows.clock import PlanningCalendar, spoken_day, today
from windows.remedies.bodies import court, government_of, review_address, review_body
from windows.remedies.last_days import review_until, suit_until

NO_AUTHORITY = Text(
    "这一项由企业、银行或其他单位办理，不适用行政复议。有不同意见，先向该单位提出，"
    "也可以打 12345。",
    "A company, bank or other body handles this, so there is no administrative review. If you "
    "disagree, tell them first, or call 12345.",
)


ENDED_AS_A_WHOLE = (CaseState.REFUSED, CaseState.LAPSED, CaseState.REVOKED)
"""Ends that the office makes of an application, and that one can turn against."""


@dataclass(frozen=True, slots=True)
class Remedies:
    """`told_on` is None while the paper has not reached the person: then no last day is known.

    `is_review_first` marks an inaction: review must come before a suit (行政复议法 art. 23).
    """

    review_body: Text
    court: Text
    review_address: str
    told_on: dt.date | None = None
    review_by: dt.date | None = None
    suit_by: dt.date | None = None
    is_review_first: bool = False
    is_authority: bool = True

    @property
    def text(self) -> Text:
        """All of it in one paragraph, for papers and pages."""
        if not self.is_authority:
            return NO_AUTHORITY
        return _silence(self) if self.is_review_first else _decision(self)


def remedies_of(approval: Approval, *, at: dt.datetime | None = None) -> Remedies:
    """Against the decision of a department, or `at` its later one that took the first back."""
    department = approval.department
    return _dated(
        approval.case,
        Remedies(
            review_body(approval.matter_edition, department),
            court(approval.matter_edition, department.region),
            review_address(department.region),
            is_authority=department.kind == Department.Kind.AUTHORITY,
        ),
        at or approval.decided_at,
    )


def remedies_of_case(case: Case) -> Remedies:
    """Against what the office said of the whole application: 不予受理, 撤销受理, 视为撤回."""
    against = Remedies(
        government_of(case.region), court(None, case.region), review_address(case.region)
    )
    return _dated(case, against, case.closed_at)


def remedies_against_end(case: Case) -> Remedies | None:
    """The same for pages; None where the case has not ended so."""
    return remedies_of_case(case) if case.state in ENDED_AS_A_WHOLE else None


def remedies_of_silence(approval: Approval) -> Remedies | None:
    """Against a department that is silent after its last day by law; None before that day.

    未履行法定职责: review first, suit afterwards (行政复议法 art. 23(1)(3)). The days run from the
    end of the department's own (行政复议法实施条例 art. 16).
    """
    last, department = approval.statutory_on, approval.department
    is_late = last is not None and last < today() and approval.state in UNDECIDED
    if not is_late or department.kind != Department.Kind.AUTHORITY:
        return None
    assert last is not None  # noqa: S101 (said to the type checker: it is late)
    return Remedies(
        review_body(approval.matter_edition, department),
        court(approval.matter_edition, department.region),
        review_address(department.region),
        told_on=last,
        review_by=review_until(last, PlanningCalendar()),
        is_review_first=True,
    )


def _dated(case: Case, against: Remedies, at: dt.datetime | None) -> Remedies:
    """Online the decision is in the person's box at once; on paper it is told when handed out."""
    told_at = at if case.channel == Channel.ONLINE else _handed_out(case)
    if told_at is None or not against.is_authority:
        return against
    told_on = timezone.localdate(told_at)
    calendar = PlanningCalendar()
    return Remedies(
        against.review_body,
        against.court,
        against.review_address,
        told_on,
        review_until(told_on, calendar),
        suit_until(told_on, calendar),
    )


def _handed_out(case: Case) -> dt.datetime | None:
    pickup = getattr(case, "pickup", None)
    return pickup.collected_at if pickup is not None else None


def _decision(remedies: Remedies) -> Text:
    review, suit = _until(remedies.review_by), _until(remedies.suit_by)
    online = _online(remedies.review_address)
    return Text(
        f"如不服，可自收到之日起 60 日内{review.zh}向{remedies.review_body.zh}申请行政复议"
        f"{online.zh}，或 6 个月内{suit.zh}向{remedies.court.zh}提起行政诉讼。",
        f"If you disagree, apply to {remedies.review_body.en} for administrative review within 60 "
        f"days of receipt{review.en}{online.en}, or bring the case before {remedies.court.en} "
        f"within 6 months{suit.en}.",
    )


def _silence(remedies: Remedies) -> Text:
    review, online = _until(remedies.review_by), _online(remedies.review_address)
    return Text(
        f"已经超过法定期限没有决定。您可以在期满后 60 日内{review.zh}向{remedies.review_body.zh}"
        f"申请行政复议{online.zh}。这种情况要先申请行政复议；对复议决定不服的，再在 15 日内向"
        f"{remedies.court.zh}起诉。",
        f"The legal time limit is over and nothing was decided. Apply to "
        f"{remedies.review_body.en} for administrative review within 60 days of that day"
        f"{review.en}{online.en}. Review comes first here; if you disagree with its outcome, sue "
        f"at {remedies.court.en} within 15 days.",
    )


def _until(day: dt.date | None) -> Text:
    if day is None:
        return Text("", "")
    said = spoken_day(day)
    return Text(f"（到 {said.zh}为止）", f" (until {said.en})")


def _online(address: str) -> Text:
    if not address:
        return Text("", "")
    return Text(f"（网上申请：{address} ）", f" (online: {address} )")
