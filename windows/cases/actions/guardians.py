"""A guardian joins the case to speak for a child in it (个人信息保护法 art. 31)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from datasharing.grounds.actions import note_guardian
from datasharing.grounds.age import is_child
from portal.accounts.actions import register_applicant
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.errors import MoveRefused, NotAllowed
from portal.journal.actions import record
from windows.cases.actions.reads import READABLE
from windows.cases.models import Case, CaseParty
from windows.cases.people import person_in
from windows.cases.policy import check_may_handle
from windows.cases.states import Channel
from windows.cases.wards import GUARDIAN
from windows.clock import today
from windows.errors import CaseNotFound, WardIsOldEnough
from windows.locks import lock_case


@transaction.atomic(savepoint=False)
def join_guardian(
    case: Case, *, role: str, name: str, id_number: str, shown_how: str, actor: Actor
) -> Applicant:
    """At the window: the clerk has seen the guardian's card and the paper that names them guardian
    of the child in `role`. From now on they speak for the child, here and in later cases.

    Who is in the case already joins nothing. Raises WardIsOldEnough for whoever may speak
    themselves, and accounts' refusals of a bad number.
    """
    case = lock_case(case.pk)
    check_may_handle(case, actor)
    if actor.kind != Role.CLERK:
        raise NotAllowed
    if case.state not in READABLE:
        raise MoveRefused
    child = person_in(case, role)
    if child is None:
        raise CaseNotFound
    if not is_child(child, on=today()):
        raise WardIsOldEnough
    guardian = register_applicant(name=name, id_number=id_number, actor=actor)
    note_guardian(child, guardian=guardian, shown_how=shown_how, actor=actor)
    joined = case.parties.filter(applicant=guardian, confirmed_at__isnull=False).exists()
    if guardian.pk != case.applicant_id and not joined:
        CaseParty.objects.update_or_create(
            case=case,
            role=GUARDIAN,
            defaults={
                "applicant": guardian,
                "confirmed_at": timezone.now(),
                "confirmed_via": Channel.WINDOW.value,
            },
        )
    record(
        case.stream,
        "guardian.joined",
        actor=actor,
        role=role,
        guardian=guardian.pk,
        shown_how=shown_how,
    )
    return guardian
