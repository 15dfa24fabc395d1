"""One matter goes on by itself, so that the rest need not wait for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import uuid4

from django.db import transaction

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.actions import after_any_end
from windows.approvals.models import Approval
from windows.assignments.impartial import check_not_own
from windows.cases.models import Case, CaseParty, MaterialSlot
from windows.cases.numbers import next_number
from windows.cases.plans import plan_of
from windows.clock import today
from windows.corrections.models import MissingReport
from windows.deadlines.projection import set_case_days
from windows.deferred.queries import is_to_follow
from windows.intake.papers import issue_acceptance
from windows.intake.visits import note_visit
from windows.locks import lock_approvals, lock_case, lock_slots
from windows.notices.actions import notify
from windows.splitting.errors import AllOrNothing, NoticeOpen, OnlyPart, PaperToFollow, StillTied
from windows.splitting.parts import Part, part_for
from windows.splitting.plan_part import part_of


@transaction.atomic(savepoint=False)
def split_off(case: Case, approval_id: int, *, actor: Actor) -> Case:
    """A case of its own for one matter and what needs its result; the rest can be finished.

    It keeps its number in the department, its officer, its materials and the days that have run:
    for the department nothing happened. Only while all that it waits for is there. By the
    applicant or a clerk for them, who notes their visit. Raises NotPartOfTheCase, AllOrNothing,
    OnlyPart, StillTied, NoticeOpen, PaperToFollow, OwnCase.
    """
    case = lock_case(case.pk)
    lock_approvals(case)
    part = part_for(actor, case, approval_id)
    check_not_own(case, actor)
    _check(part)
    note_visit(case, actor=actor, purpose="split")
    codes = {each.matter_edition.matter.code for each in part.together}
    young = _young(case, codes)
    _bring_people(case, young)
    copies = _bring_slots(case, young, part, codes)
    Approval.objects.filter(pk__in=[each.pk for each in part.together]).update(case=young)
    for each in (case, young):
        set_case_days(each)
        each.save(update_fields=["promised_on", "statutory_on", "updated_at"])
    issue_acceptance(young, actor=actor)
    _tell(case, young, part, copies, actor)
    for each in (case, young):
        after_any_end(each)
    return young


def _check(part: Part) -> None:
    if part.is_all_or_nothing:
        raise AllOrNothing
    if part.has_notice:
        raise NoticeOpen
    if not part.stays:
        raise OnlyPart
    if part.needs:
        raise StillTied(needs=part.needs[0].matter_edition.name)


def _young(case: Case, codes: Collection[str]) -> Case:
    """The same case on paper: its receipt, acceptance and editions hold for this part too."""
    return Case.objects.create(
        number=next_number(case.region_id, today()),
        split_from=case,
        state=case.state,
        life_event_edition=case.life_event_edition,
        applicant=case.applicant,
        channel=case.channel,
        answers=case.answers,
        plan=part_of(plan_of(case), codes).to_json(),
        form=case.form,
        overlay_editions=case.overlay_editions,
        region=case.region,
        centre=case.centre,
        taken_in_by_id=case.taken_in_by_id,
        is_rehearsal=case.is_rehearsal,
        draft_key=uuid4(),
        submitted_at=case.submitted_at,
        accepted_at=case.accepted_at,
        is_accepted_by_silence=case.is_accepted_by_silence,
    )


def _bring_people(case: Case, young: Case) -> None:
    CaseParty.objects.bulk_create(
        CaseParty(
            case=young,
            role=party.role,
            applicant_id=party.applicant_id,
            confirmed_at=party.confirmed_at,
            confirmed_via=party.confirmed_via,
        )
        for party in CaseParty.objects.filter(case=case).order_by("pk")
    )


def _bring_slots(
    case: Case, young: Case, part: Part, codes: Collection[str]
) -> dict[int, MaterialSlot]:
    """What only this part uses goes along; what both use is there in both, the paper only once.

    Returns the copies by the id of the slot that stays. What a department of this part found
    missing there and nobody has told yet is found at the copy.
    """
    copies: dict[int, MaterialSlot] = {}
    for slot in lock_slots(case):
        going = [pair for pair in slot.requirement_keys if pair[0] in codes]
        staying = [pair for pair in slot.requirement_keys if pair[0] not in codes]
        if not going:
            continue
        if staying:
            if is_to_follow(slot):
                raise PaperToFollow(name=slot.name)
            MaterialSlot.objects.filter(pk=slot.pk).update(requirement_keys=staying)
            copies[slot.pk] = slot
            slot.pk = None
            slot._state.adding = True  # noqa: SLF001 -- Django's way of copying a row
        slot.case, slot.requirement_keys = young, going
        slot.save()
    untold = MissingReport.objects.filter(approval__in=part.together, correction=None)
    for before, copy in copies.items():
        untold.filter(slot=before).update(slot=copy)
    return copies


def _tell(
    case: Case, young: Case, part: Part, copies: Mapping[int, MaterialSlot], actor: Actor
) -> None:
    editions = [each.matter_edition for each in part.together]
    names = "、".join(edition.name for edition in editions)
    names_en = ", ".join(edition.name_en or edition.name for edition in editions)
    record(
        case.stream,
        "case.part_split_off",
        actor=actor,
        matters=names,
        matters_en=names_en,
        number=young.number,
    )
    record(
        young.stream,
        "case.split_from",
        actor=actor,
        number=case.number,
        slots={str(before): copy.pk for before, copy in copies.items()},
    )
    notify(
        young,
        kind="split_off",
        key=f"split_off:{young.pk}",
        text=Text(
            f"“{names}”已拆出单独办理，办件号 {young.number}；已经过的时间照算，材料不用再交。",
            f"“{names_en}” goes on by itself as {young.number}; its days run on and nothing has "
            "to be handed in again.",
        ),
    )
