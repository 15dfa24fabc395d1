"""The departments' notice as the person reads it: where each thing is put right, what goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from windows.approvals.models import Approval, Dependency
from windows.approvals.states import AT_DEPARTMENT, UNDECIDED, DependencyKind
from windows.cases.models import Case
from windows.cases.people import person_in
from windows.cases.plans import plan_of
from windows.corrections.models import Correction, CorrectionItem
from windows.corrections.texts import joined, name_of
from windows.planning.plan import PlannedField


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One thing to put right, and whose it is to do so."""

    item: CorrectionItem
    place: Text
    matter: Text | None
    """None for what the window asks for the whole case."""
    is_needed: bool
    """False when its matter has ended meanwhile."""
    is_put_right: bool
    is_theirs: bool
    """Another person of the case hands it in."""
    has_field: bool = False
    """It is typed here: where two ask for the same field, beside the first."""


@dataclass(frozen=True, slots=True)
class NoticePage:
    correction: Correction
    items: tuple[AskedItem, ...]
    fields: tuple[PlannedField, ...]
    """To be typed on the page itself, each once."""
    waiting: Text
    ends_with: Text
    """What needs the output of those that wait, and ends with them."""
    going_on: Text

    @property
    def elements(self) -> tuple[str, ...]:
        return tuple(field.element for field in self.fields)


def notice_page(case: Case, correction: Correction, actor: Actor) -> NoticePage:
    """All of the one notice. For its applicant, or a clerk who does it for them."""
    approvals = list(
        Approval.objects.filter(case=case).select_related("matter_edition").order_by("stage", "pk")
    )
    by_id = {each.pk: each for each in approvals}
    planned = {field.element: field for field in plan_of(case).fields}
    items = tuple(
        _asked(case, each, by_id, planned, actor)
        for each in correction.items.select_related("slot__material_type")
    )
    first: dict[str, int] = {}
    for each in items:
        if each.item.element in planned and each.is_needed:
            first.setdefault(each.item.element, each.item.pk)
    items = tuple(replace(each, has_field=each.item.pk in first.values()) for each in items)
    asking = {each.item.approval_id for each in items}
    waiting = [each for each in approvals if each.pk in asking and each.state in AT_DEPARTMENT]
    gone = _needing(case, {each.pk for each in waiting})
    ends = [each for each in approvals if each.pk in gone and each.state in UNDECIDED]
    apart = {each.pk for each in (*waiting, *ends)}
    going_on = [each for each in approvals if each.pk not in apart and each.state in UNDECIDED]
    return NoticePage(
        correction=correction,
        items=items,
        fields=tuple(planned[element] for element in first),
        waiting=joined(name_of(each) for each in waiting),
        ends_with=joined(name_of(each) for each in ends),
        going_on=joined(name_of(each) for each in going_on),
    )


def _asked(
    case: Case,
    item: CorrectionItem,
    approvals: dict[int, Approval],
    planned: dict[str, PlannedField],
    actor: Actor,
) -> AskedItem:
    approval = approvals.get(item.approval_id or 0)
    place, is_theirs = Text(""), False
    if item.slot is not None:
        place = Text(item.slot.name, item.slot.name_en)
        owner = person_in(case, item.slot.party_role)
        is_theirs = bool(actor.applicant_ids) and not (
            owner is not None and actor.acts_for(owner.pk)
        )
    elif item.element in planned:
        place = planned[item.element].label
    return AskedItem(
        item=item,
        place=place,
        matter=name_of(approval) if approval is not None else None,
        is_needed=approval is None or approval.state in AT_DEPARTMENT,
        is_put_right=item.slot is not None and item.slot.is_satisfied,
        is_theirs=is_theirs,
    )


def _needing(case: Case, first: set[int]) -> set[int]:
    """Everything that needs an output of these, at once or through others."""
    needs = list(
        Dependency.objects.filter(approval__case=case, kind=DependencyKind.OUTPUT).values_list(
            "approval_id", "needs_id"
        )
    )
    gone, size = set(first), 0
    while size != len(gone):
        size = len(gone)
        gone |= {approval for approval, needed in needs if needed in gone}
    return gone - first
