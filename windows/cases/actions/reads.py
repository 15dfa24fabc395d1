"""Permission to read: what is agreed is asked for, what is refused falls to the person."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from datasharing.actions import give_consent
from datasharing.grounds.actions import tell_of_duty
from datasharing.grounds.queries import notice_of
from datasharing.states import GivenVia
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.errors import MoveRefused
from portal.journal.actions import record
from portal.outbox.actions import publish
from services.catalogue.text import Text
from windows.cases.known import Holdings, holdings_of
from windows.cases.models import Case
from windows.cases.people import APPLICANT, person_in
from windows.cases.plans import plan_of
from windows.cases.policy import check_may_handle
from windows.cases.readings import readings_of
from windows.cases.slots import is_read, take_source
from windows.cases.sourcing import note_tried, registers_tried, source_anew, sources_left
from windows.cases.states import CaseState, SlotState
from windows.cases.wards import guardian_for
from windows.errors import CaseNotFound
from windows.locks import lock_case, lock_slots
from windows.moving import move_slot

NOT_AGREED = Text("本人没有同意查询", "No consent was given to ask")
READABLE = (CaseState.DRAFT, CaseState.SUBMITTED, CaseState.CORRECTION)
UNDECIDED = (SlotState.WAITING, SlotState.UNAVAILABLE)


@transaction.atomic(savepoint=False)
def agree_to_reads(
    case: Case,
    *,
    resources: Collection[str],
    actor: Actor,
    separately: Collection[str] | None = None,
    role: str = "",
    via: str = "",
    witness: str = "",
) -> Case:
    """Record the consent of one person of the case to these reads (个人信息保护法 art. 14, 29).

    The subject is the applicant or confirmed party the actor acts for; a clerk says `role` (the
    applicant, if not) and is the witness. Each of `resources` was ticked by itself, unless
    `separately` lists those that were: the others are read without their sensitive fields. What
    the law makes a duty is told and read, agreed to or not. Planned reads that are not agreed to
    fall to the next source, at last to the person. The agreed ones are asked for at once (message
    case.gather). May be called again for what has not been asked yet. Raises MoveRefused once the
    case is accepted, GuardianMissing where a child's guardian must speak.
    """
    case = lock_case(case.pk)
    role = role or _own_role(case, actor)
    subject = person_in(case, role)
    if subject is None or not _may_speak_for(case, subject, actor):
        raise CaseNotFound
    if case.state not in READABLE:
        raise MoveRefused
    if (
        role != APPLICANT
        and not case.parties.filter(role=role, confirmed_at__isnull=False).exists()
    ):
        raise MoveRefused
    choose_reads(
        case,
        role=role,
        subject=subject,
        resources=resources,
        separately=separately,
        actor=actor,
        witness=witness,
    )
    return case


def choose_reads(
    case: Case,
    *,
    role: str,
    subject: Applicant,
    resources: Collection[str],
    actor: Actor,
    separately: Collection[str] | None = None,
    witness: str = "",
) -> None:
    """As `agree_to_reads`, for a locked case and a subject whose word this is.

    One consent for each register, so that each can be taken back by itself.
    """
    plan = plan_of(case)
    source_anew(case, role=role, person=subject, actor=actor)
    planned = {reading.code: reading for reading in readings_of(case, role)}
    by_law = [code for code, reading in planned.items() if reading.duty is not None]
    agreed = sorted((planned.keys() & set(resources)) - set(by_law))
    at_window = actor.kind == Role.CLERK
    guardian = guardian_for(case, subject, actor) if agreed else None
    for code in agreed:
        is_own_tick = separately is None or code in separately
        give_consent(
            subject,
            case_number=case.number,
            resources=[code],
            purpose=Text(plan.name.zh, plan.name.en),
            via=GivenVia.WINDOW if at_window else GivenVia.ONLINE,
            actor=actor,
            witness_name=(witness or actor.name) if at_window else "",
            is_separate=is_own_tick and bool(planned[code].sensitive),
            guardian=guardian,
        )
    untold = [code for code in by_law if notice_of(case.number, subject, code) is None]
    if untold:
        tell_of_duty(subject, case_number=case.number, resources=untold, actor=actor)
    asked_for = {*agreed, *by_law}
    refused = _settle_slots(case, role=role, subject=subject, agreed=asked_for, actor=actor)
    entry = record(
        case.stream,
        "case.reads_chosen",
        actor=actor,
        role=role,
        agreed="、".join(agreed),
        refused="、".join(sorted(refused)),
        by_law="、".join(by_law),
        agreed_count=len(agreed),
        refused_count=len(refused),
    )
    if asked_for:
        publish("case.gather", key=f"case.gather:{case.pk}:{entry.sequence}", case_id=case.pk)


def _settle_slots(
    case: Case, *, role: str, subject: Applicant, agreed: set[str], actor: Actor
) -> set[str]:
    """Each undecided read of this person is asked for, or handed to its next source."""
    refused: set[str] = set()
    holdings: Holdings | None = None
    for slot in lock_slots(case):
        if slot.party_role != role or slot.state not in UNDECIDED or not is_read(slot):
            continue
        if slot.source_ref not in agreed:
            refused.add(slot.source_ref)
            holdings = holdings or holdings_of(subject)
            note_tried(slot, NOT_AGREED)
            left = sources_left(case, slot, holdings=holdings, without=registers_tried(slot))
            slot.exchange_id = None
            take_source(slot, [one for one in left if not one.ref or one.ref in agreed], holdings)
        if slot.state in UNDECIDED and is_read(slot):
            move_slot(slot, "ask", actor=actor)
        slot.save()
    return refused


def _own_role(case: Case, actor: Actor) -> str:
    if actor.kind == Role.CLERK or actor.acts_for(case.applicant_id):
        return APPLICANT
    party = case.parties.filter(applicant__in=actor.applicant_ids).order_by("pk").first()
    if party is None:
        raise CaseNotFound
    return party.role


def _may_speak_for(case: Case, subject: Applicant, actor: Actor) -> bool:
    if actor.kind == Role.CLERK:
        check_may_handle(case, actor)
        return True
    return actor.acts_for(subject.pk) or guardian_for(case, subject, actor) is not None
