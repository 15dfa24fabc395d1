"""The second look: what each of several cases is, and why one may not be done with the rest.

The number of questions is the same for two cases and for fifty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from datasharing.models import DataDispute
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant, Representation, SignLevel, Staff
from portal.accounts.roles import Role
from services.catalogue.text import Text
from services.models import Edition
from windows.approvals.elements import elements_of
from windows.approvals.models import Approval
from windows.approvals.policy import visible_approvals
from windows.approvals.queries import approvals, form_for
from windows.approvals.states import AT_DEPARTMENT, IN_INBOX, ApprovalState
from windows.assignments.models import SignOffRule
from windows.cases.models import CaseParty, MaterialSlot
from windows.cases.states import SlotState
from windows.corrections.models import CorrectionItem, MissingReport
from windows.in_both import in_both
from windows.together.digests import digest_of
from windows.together.rules import TogetherAct

MOST = 50
PROVEN = (SlotState.FETCHED, SlotState.GENERATED, SlotState.FROM_OUTPUT)
"""By a register or a licence, by the portal itself, by the result of another matter."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One case on the page of the second look."""

    approval: Approval
    materials: tuple[MaterialSlot, ...]
    fields: tuple[tuple[Text, Text], ...]
    why_not: Text | None
    digest: str
    """Of what is shown of it: `windows.together.shown`."""


@dataclass(slots=True)
class Known:
    """What the rules need of all of them, asked once."""

    slots: dict[int, list[MaterialSlot]] = field(default_factory=lambda: defaultdict(list))
    levels: dict[int | None, int] = field(default_factory=dict)
    incomplete: set[int] = field(default_factory=set)
    """Approvals of which something is missing and not put right."""
    disputed: set[str] = field(default_factory=set)
    """Numbers of cases."""
    own: set[int] = field(default_factory=set)
    """Cases that the officer, or an organisation of theirs, is in."""
    at_work: set[int] = field(default_factory=set)
    """Accounts of the officers of the department who are at their post."""


def second_look(keys: Collection[int], act: TogetherAct, actor: Actor) -> list[Looked]:
    """Of the actor's department, the nearest last day first; what is not theirs is not there."""
    rows = list(
        approvals()
        .filter(visible_approvals(actor), pk__in=list(keys)[:MOST], case__is_rehearsal=False)
        .order_by("due_on", "pk")
    )
    known = known_of(rows, actor)
    return [_looked(row, act, known, actor) for row in rows]


def look_again(approval: Approval, act: TogetherAct, actor: Actor) -> Looked:
    """The same of one, as it is now: for whoever holds its lock."""
    return _looked(approval, act, known_of([approval], actor), actor)


def _looked(row: Approval, act: TogetherAct, known: Known, actor: Actor) -> Looked:
    materials, fields = tuple(materials_of(row, known)), tuple(form_for(row).values())
    against = why_not(row, act, known, actor)
    return Looked(row, materials, fields, against, digest_of(row, materials, fields))


def known_of(rows: Sequence[Approval], actor: Actor) -> Known:
    known = Known()
    keys, cases = [row.pk for row in rows], [row.case_id for row in rows]
    slots = MaterialSlot.objects.filter(case__in=cases).select_related("material_type", "licence")
    for slot in slots.order_by("order", "pk"):
        known.slots[slot.case_id].append(slot)
    rules = SignOffRule.objects.filter(department__code=actor.department_code)
    known.levels = dict(rules.values_list("matter_id", "levels"))
    known.incomplete = {
        *MissingReport.objects.filter(approval__in=keys, correction=None).values_list(
            "approval_id", flat=True
        ),
        *_asked(keys),
    }
    numbers = [row.case.number for row in rows]
    known.disputed = set(
        DataDispute.objects.filter(case_number__in=numbers, closed_at=None).values_list(
            "case_number", flat=True
        )
    )
    known.own = _own(rows, actor)
    officers = Staff.objects.filter(role=Role.OFFICER, department_code=actor.department_code)
    at_work = officers.filter(is_active=True, user__is_active=True)
    known.at_work = set(at_work.values_list("user_id", flat=True))
    return known


def _asked(keys: list[int]) -> Iterable[int]:
    items = CorrectionItem.objects.filter(
        approval__in=keys, correction__answered_at=None, correction__closed_at=None
    )
    return (key for key in items.values_list("approval_id", flat=True) if key is not None)


def _own(rows: Sequence[Approval], actor: Actor) -> set[int]:
    user = actor.user_id or 0  # nobody's
    represented = Representation.objects.filter(person__user_id=user, ended_at=None)
    theirs = set(
        Applicant.objects.filter(
            Q(user_id=user) | Q(pk__in=represented.values("organisation_id"))
        ).values_list("pk", flat=True)
    )
    parties = CaseParty.objects.filter(
        applicant__in=theirs, case__in=[row.case_id for row in rows]
    ).values_list("case_id", flat=True)
    return {*parties, *(row.case_id for row in rows if row.case.applicant_id in theirs)}


def materials_of(approval: Approval, known: Known) -> list[MaterialSlot]:
    """Those of this matter, and no others."""
    matter = approval.matter_edition.matter.code
    return [
        slot
        for slot in known.slots[approval.case_id]
        if any(user == matter for user, _key in slot.requirement_keys)
    ]


def why_not(approval: Approval, act: TogetherAct, known: Known, actor: Actor) -> Text | None:
    """The first reason against it; None where it may be done with the others."""
    against = _whose(approval, act, known, actor)
    if against is None and act == TogetherAct.GRANT:
        against = _edition_says(approval, known) or _case_says(approval, known)
    return against


def _whose(approval: Approval, act: TogetherAct, known: Known, actor: Actor) -> Text | None:
    """Where it is, whose it is, and who must keep away."""
    case, holder = approval.case, approval.officer_id
    is_given = act in (TogetherAct.MINE, TogetherAct.GIVE)
    if approval.state not in (AT_DEPARTMENT if is_given else IN_INBOX):
        label = in_both(ApprovalState(approval.state).label)
        return Text(f"现在的状态是“{label.zh}”", f"it is “{label.en}” now")
    if act == TogetherAct.TAKE_UP and approval.state != ApprovalState.DISPATCHED:
        return Text("已经在审查", "it is being examined already")
    is_another_s = holder not in (None, actor.user_id) and holder in known.at_work
    if is_another_s and actor.level < SignLevel.REVIEWER:
        return Text(f"已经交给{approval.officer}办理", f"it was given to {approval.officer}")
    must_keep_away = case.taken_in_by_id == actor.user_id or case.pk in known.own
    if must_keep_away and act != TogetherAct.GIVE:
        return Text("您要回避", "you must keep away from it")
    return None


def _edition_says(approval: Approval, known: Known) -> Text | None:
    """What of the matter a person has to weigh before it is granted."""
    edition = approval.matter_edition
    if edition.handling != Edition.HandlingType.INSTANT:
        return Text("不是即办件，要逐件审查", "it is not decided on the spot")
    if edition.procedures:
        return Text("有特别程序", "it has a special procedure")
    elements = elements_of(edition)
    if elements.accept_condition or elements.prohibition or elements.count_limit:
        return Text("指南写有要由人判断的条件", "the guide has conditions that a person weighs")
    levels = known.levels.get(edition.matter_id, known.levels.get(None, 1))
    if levels > SignLevel.EXAMINER:
        return Text(f"要 {levels} 级签批", f"{levels} levels sign it")
    return None


def _case_says(approval: Approval, known: Known) -> Text | None:
    """What of this case."""
    for slot in materials_of(approval, known):
        if slot.state not in PROVEN or slot.original_at_window or slot.checked == slot.Check.BAD:
            english = slot.name_en or slot.name
            return Text(f"“{slot.name}”要由人看", f"“{english}” has to be looked at by a person")
    if approval.pk in known.incomplete:
        return Text("有没有了结的缺项", "something is missing and not put right")
    if approval.case.number in known.disputed:
        return Text("申请人对登记的数据有异议", "the applicant disputes registered data")
    return None
