"""Why a matter ended without a decision, in words that name the matter that was denied."""

from __future__ import annotations

from collections.abc import Sequence

from services.catalogue.text import Text
from windows.approvals.models import Approval

LONGEST = 90
"""Of a name in a reason: two of them and their sentence have room in its column."""


def name_of(approval: Approval) -> Text:
    edition = approval.matter_edition
    return Text(_short(edition.name), _short(edition.name_en or edition.name))


def names_of(approvals: Sequence[Approval]) -> Text:
    names = [name_of(each) for each in approvals]
    return Text("、".join(n.zh for n in names), ", ".join(n.en for n in names))


def because_of_result(denied: Approval, gone: Approval) -> Text:
    """The result it needed will never be there: of the denied matter, or of one that ended so."""
    first, last = name_of(denied), name_of(gone)
    if denied.pk == gone.pk:
        return Text(
            f"“{first.zh}”没有办成，缺少它的结果",
            f"“{first.en}” was not granted, so its result is missing",
        )
    return Text(
        f"“{first.zh}”没有办成，“{last.zh}”因此办不了，缺少它的结果",
        f"“{first.en}” was not granted and “{last.en}” ended with it, so its result is missing",
    )


def because_of_withdrawal(taken: Approval, gone: Approval) -> Text:
    """As `because_of_result`, when the person took the matter back."""
    first, last = name_of(taken), name_of(gone)
    if taken.pk == gone.pk:
        return Text(
            f"申请人撤回了“{first.zh}”，缺少它的结果",
            f"“{first.en}” was withdrawn, so its result is missing",
        )
    return Text(
        f"申请人撤回了“{first.zh}”，“{last.zh}”因此办不了，缺少它的结果",
        f"“{first.en}” was withdrawn and “{last.en}” ended with it, so its result is missing",
    )


def because_it_stops(denied: Approval) -> Text:
    name = name_of(denied)
    return Text(
        f"“{name.zh}”不予许可。这件事要每一项都准予才能办成，其余的不再办",
        f"“{name.en}” was denied. Every part must be granted here, so the others end",
    )


def because_they_said(denied: Approval) -> Text:
    name = name_of(denied)
    return Text(
        f"“{name.zh}”不予许可后，申请人决定其余的不办了",
        f"After “{name.en}” was denied the applicant did not want the others any more",
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
