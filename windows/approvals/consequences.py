"""What follows from a decision, in its own transaction and under the case's lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from materials.licences.actions import issue_licence
from materials.models import Licence, MaterialType
from portal.accounts.actor import SYSTEM, Actor
from portal.outbox.actions import publish
from portal.rows import insert, update
from portal.worded import Worded
from services.catalogue.read import from_json
from services.catalogue.spec import OutputSpec, SourceKind
from services.catalogue.text import Text
from windows.approvals.models import Approval, Dependency
from windows.approvals.renewals import valid_until
from windows.approvals.states import (
    ENDED,
    UNDECIDED,
    ApprovalState,
    DependencyKind,
)
from windows.cases.models import Case, MaterialSlot
from windows.cases.plans import plan_of
from windows.cases.slots import say
from windows.cases.sourcing import note_tried
from windows.denials.reasons import because_of_result
from windows.moving import move_slot

# An output is needed approved; an order is kept as soon as the earlier one has ended either way.
HOLDS_UP = Q(kind=DependencyKind.OUTPUT) & ~Q(needs__state=ApprovalState.APPROVED) | Q(
    kind=DependencyKind.ORDER
) & ~Q(needs__state__in=ENDED)


_ISSUED = Approval.licences.through
_TYPE: Worded[MaterialType] = Worded(lambda code: MaterialType.objects.filter(code=code))
_HELD_UP: Worded[int] = Worded(
    lambda approval: (
        Dependency.objects.filter(HOLDS_UP, approval_id=approval)
        .order_by()
        .values_list("pk", flat=True)[:1]
    )
)
_ENDS: Worded[tuple[datetime | None, datetime | None]] = Worded(
    lambda approval: Dependency.objects.filter(approval_id=approval).values_list(
        "needs__decided_at", "needs__closed_at"
    )
)
_READY_IN: Worded[int] = Worded(
    lambda case: (
        Approval.objects.filter(ready_approvals(), case_id=case)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
)


def is_ready(approval: Approval) -> bool:
    """True when nothing it waits for is open any more."""
    return not _HELD_UP(approval.pk)


def ready_approvals() -> Q:
    """The same as a condition on waiting approvals."""
    held_up = Dependency.objects.filter(HOLDS_UP, approval=OuterRef("pk"))
    return Q(~Exists(held_up), state=ApprovalState.WAITING)


def begins_on(case: Case, approval: Approval) -> date:
    """The day after which the days of a ready approval run.

    One unified receipt counts for all that wait for nobody; what comes after something starts on
    its written completion (浙江“最多跑一次”改革规定 art. 5). Not the moment a message arrived: what
    the portal takes is not added to the person's time.
    """
    received = timezone.localdate(case.accepted_at)
    ends = _ENDS(approval.pk)
    days = [timezone.localdate(at) for pair in ends for at in pair if at is not None]
    return max(days, default=received)


def release_ready(case: Case) -> None:
    """Every approval that waits for nobody gets its own message, so that they run in parallel."""
    for pk in _READY_IN(case.pk):
        publish("approval.dispatch", key=f"approval.dispatch:{pk}", approval_id=pk)


def grant_outputs(case: Case, approval: Approval, *, actor: Actor) -> None:
    """Issue what was granted and put it where the other matters of the case wait for it."""
    edition = approval.matter_edition
    outputs = [from_json(OutputSpec, each) for each in edition.outputs]
    codes = [output.material for output in outputs if output.is_licence]
    types = {code: row for code in codes for row in _TYPE(code)}
    issued = [
        issue_licence(
            case.applicant,
            matter=edition.matter,
            material_type=types[output.material],
            department=approval.department,
            case_number=case.number,
            name=Text(output.name, output.name_en),
            content=_asked_by(edition.matter.code, case),
            actor=actor,
            valid_until=valid_until(approval),
        )
        for output in outputs
        if output.is_licence
    ]
    for licence in issued:  # none before: it is decided once
        insert(_ISSUED(approval=approval, licence=licence))
    _link_slots(case, edition.matter.code, issued)


def _asked_by(matter_code: str, case: Case) -> dict[str, object]:
    """A licence says what its own matter asked, and nothing that the others did (个人信息保护法
    art. 6).
    """
    return {
        field.element: case.form[field.element]
        for field in plan_of(case).fields
        if matter_code in field.asked_by and field.element in case.form
    }


def deny_branch(
    case: Case,
    denied: Approval,
    approvals: Sequence[Approval],
    drop: Callable[..., None],
    *,
    because: Callable[[Approval, Approval], Text] = because_of_result,
) -> None:
    """What needs the output of a denied approval can never be done: it ends, and so on from
    there. `because` says why, from the first that ended and the one whose result is missing.
    """
    by_id = {approval.pk: approval for approval in approvals}
    needs_output = Dependency.objects.filter(
        approval__case=case, kind=DependencyKind.OUTPUT
    ).values_list("approval_id", "needs_id")
    ended = [denied.pk]
    for gone in ended:
        why = because(denied, by_id[gone])
        _lose_slots(case, by_id[gone], why)
        for waiting, needed in needs_output:
            if needed == gone and by_id[waiting].state in UNDECIDED:
                drop(by_id[waiting], because=why)
                ended.append(waiting)


def _link_slots(case: Case, matter_code: str, issued: Sequence[Licence]) -> None:
    by_type = {licence.material_type_id: licence for licence in issued}
    first = issued[0] if issued else None
    for slot in _slots_from(case, matter_code):
        slot.licence = by_type.get(slot.material_type_id, first)
        update(slot, "licence")


def _lose_slots(case: Case, approval: Approval, because: Text) -> None:
    for slot in _slots_from(case, approval.matter_edition.matter.code):
        move_slot(slot, "lose_output", actor=SYSTEM)
        note_tried(slot, because)
        say(slot, because)
        slot.save(update_fields=["state", "tried", "note", "note_en"])


def _slots_from(case: Case, matter_code: str) -> list[MaterialSlot]:
    return _FROM_OUTPUT(case.pk, matter_code)


_FROM_OUTPUT: Worded[MaterialSlot] = Worded(
    lambda case, matter: (
        MaterialSlot.objects.select_for_update(of=("self",))
        .filter(
            case_id=case,
            source_kind=SourceKind.OUTPUT.value,
            source_ref=matter,
            state="from_output",
        )
        .order_by("pk")
    ),
    values=2,
)
