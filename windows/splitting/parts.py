"""Which approvals would leave a case together. Reads only."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from portal.accounts.actor import Actor
from services.catalogue.spec import OnDenial
from windows.approvals.models import Approval, Dependency
from windows.approvals.states import UNDECIDED, ApprovalState, DependencyKind
from windows.cases.models import Case
from windows.cases.policy import check_may_handle
from windows.cases.states import CaseState
from windows.corrections.models import OPEN, Correction, CorrectionItem
from windows.splitting.errors import NotPartOfTheCase


@dataclass(frozen=True, slots=True)
class Part:
    """One matter, what must go with it, and what may be done with them."""

    approval: Approval
    followers: tuple[Approval, ...]
    """Undecided ones that need its result or must come after it: they go where it goes."""
    losers: tuple[Approval, ...]
    """Those of them that could never be done without its result."""
    needs: tuple[Approval, ...]
    """Still open, and outside of what goes."""
    stays: tuple[Approval, ...]
    """What is left when all of them have gone."""
    is_left: bool
    """Something is left when it is withdrawn."""
    has_notice: bool
    """A correction notice waits for its answer."""
    is_all_or_nothing: bool
    """By the pinned edition a denial of one ends them all: the parts stay together."""

    @property
    def together(self) -> tuple[Approval, ...]:
        return (self.approval, *self.followers)

    @property
    def can_be_split(self) -> bool:
        may_leave = not self.has_notice and not self.is_all_or_nothing
        return bool(self.stays) and not self.needs and may_leave

    @property
    def can_be_withdrawn(self) -> bool:
        return self.is_left and not self.has_notice and not self.is_all_or_nothing


def parts_of(actor: Actor, case: Case) -> list[Part]:
    """What the applicant, or a clerk for them, may still take out of an accepted case."""
    check_may_handle(case, actor)
    if case.state != CaseState.ACCEPTED:
        return []
    approvals = list(
        Approval.objects.filter(case=case)
        .select_related("matter_edition__matter", "department")
        .order_by("stage", "pk")
    )
    is_together = OnDenial(case.life_event_edition.on_denial) is OnDenial.STOP
    waits = list(Dependency.objects.filter(approval__in=approvals))
    open_notices = Correction.objects.filter(OPEN, case=case)
    items = CorrectionItem.objects.filter(correction__in=open_notices)
    asked = set(items.values_list("approval", flat=True))
    return [
        _part_around(one, approvals, waits, asked, is_together=is_together)
        for one in approvals
        if one.state in UNDECIDED
    ]


def part_for(actor: Actor, case: Case, approval_id: int) -> Part:
    """One of them. Raises NotPartOfTheCase."""
    found = (part for part in parts_of(actor, case) if part.approval.pk == approval_id)
    part = next(found, None)
    if part is None:
        raise NotPartOfTheCase
    return part


def _part_around(
    approval: Approval,
    approvals: Sequence[Approval],
    waits: Sequence[Dependency],
    asked: Set[int | None],
    *,
    is_together: bool,
) -> Part:
    """Among all approvals of its case; `asked` are those with an open notice."""
    is_open = {each.pk for each in approvals if each.state in UNDECIDED}
    going = _behind(approval.pk, [one for one in waits if one.approval_id in is_open])
    losing = _behind(
        approval.pk,
        [one for one in waits if one.approval_id in is_open and one.kind == DependencyKind.OUTPUT],
    )
    needed = {one.needs_id for one in waits if one.approval_id in going}
    alive = [each for each in approvals if each.state != ApprovalState.NOT_NEEDED]
    return Part(
        approval,
        followers=_among(approvals, going - {approval.pk}),
        losers=_among(approvals, losing - {approval.pk}),
        needs=_among(approvals, (needed & is_open) - going),
        stays=tuple(each for each in alive if each.pk not in going),
        is_left=any(each.pk not in losing for each in alive),
        has_notice=bool(going & asked),
        is_all_or_nothing=is_together,
    )


def _behind(first: int, waits: Sequence[Dependency]) -> set[int]:
    """It and whatever waits for it, transitively."""
    found = [first]
    for one in found:
        found += [
            each.approval_id
            for each in waits
            if each.needs_id == one and each.approval_id not in found
        ]
    return set(found)


def _among(approvals: Sequence[Approval], ids: set[int]) -> tuple[Approval, ...]:
    return tuple(each for each in approvals if each.pk in ids)
