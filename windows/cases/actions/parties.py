"""The other people who must join: named by the applicant, confirmed by themselves."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from portal.accounts.actions import checked_identity, register_applicant
from portal.accounts.actor import Actor
from portal.accounts.identity import is_credit_code, is_resident_id, normalised
from portal.accounts.models import Applicant, ApplicantKind, IdType
from portal.accounts.roles import Role
from portal.errors import MoveRefused
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.cases.actions.reads import choose_reads
from windows.cases.models import Case, CaseParty
from windows.cases.people import people_in
from windows.cases.policy import check_may_handle
from windows.cases.states import EDITABLE, CaseState, Channel
from windows.cases.wards import guardian_for
from windows.errors import (
    CaseNotFound,
    PartyConfirmed,
    PartyIsApplicant,
    PartyNameDiffers,
    UnknownParty,
)
from windows.locks import lock_case
from windows.notices.actions import notify

JOINABLE = (CaseState.DRAFT, CaseState.SUBMITTED, CaseState.CORRECTION)


@transaction.atomic(savepoint=False)
def name_party(
    case: Case, *, role: str, name: str, id_number: str, phone: str = "", actor: Actor
) -> CaseParty:
    """Say who the other party (`role` of the life event's parties) is, by name and id number.

    The person is found or entered unverified. May be changed until that party has confirmed.
    Raises UnknownParty (role), PartyIsApplicant, PartyConfirmed, PartyNameDiffers (number known
    under
    another name), and accounts' refusals of a bad number (field="id_number").
    """
    case = lock_case(case.pk)
    check_may_handle(case, actor)
    if case.state not in EDITABLE:
        raise MoveRefused
    labels = _labels(case)
    if role not in labels:
        raise UnknownParty(role=role, field="role")
    party = CaseParty.objects.filter(case=case, role=role).first()
    if party is not None and party.confirmed_at is not None:
        raise PartyConfirmed
    person = _find_or_enter(name, id_number, phone)
    others = {held.pk for other, held in people_in(case).items() if other != role}
    if person.pk in others:
        raise PartyIsApplicant(field="id_number")
    party, _ = CaseParty.objects.update_or_create(
        case=case, role=role, defaults={"applicant": person}
    )
    record(
        case.stream,
        "party.named",
        actor=actor,
        role=role,
        label=labels[role].zh,
        label_en=labels[role].en,
        party=person.pk,
        name=person.name,
    )
    notify(
        case,
        kind="party_asked",
        key=f"party_asked:{case.pk}:{role}:{person.pk}",
        applicant=person,
        text=Text(
            f"请您确认参加“{case.life_event_edition.name}”（{case.number}）",
            f"Please confirm that you join “{_english(case)}” ({case.number})",
        ),
    )
    return party


@transaction.atomic(savepoint=False)
def confirm_party(
    case: Case,
    *,
    resources: Collection[str],
    separately: Collection[str] | None = None,
    actor: Actor,
    role: str = "",
) -> CaseParty:
    """The party joins: as themselves, through their guardian if they are a child, or in front of a
    clerk who has seen their card (then `role`).

    `resources` are the codes they permit to be read about them; the reads start now, also when the
    case was submitted before. Confirming twice changes nothing. Raises CaseNotFound for a stranger.
    """
    case = lock_case(case.pk)
    party = _own_party(case, actor, role)
    if party.confirmed_at is not None:
        return party
    if case.state not in JOINABLE:
        raise MoveRefused
    at_window = actor.kind == Role.CLERK
    if at_window:
        _see_card(party, actor)
    party.confirmed_at = timezone.now()
    party.confirmed_via = (Channel.WINDOW if at_window else Channel.ONLINE).value
    party.save(update_fields=["confirmed_at", "confirmed_via"])
    label = _labels(case).get(party.role, Text(party.role, party.role))
    record(
        case.stream,
        "party.confirmed",
        actor=actor,
        role=party.role,
        label=label.zh,
        label_en=label.en,
        via=party.confirmed_via,
    )
    choose_reads(
        case,
        role=party.role,
        subject=party.applicant,
        resources=resources,
        separately=separately,
        actor=actor,
        witness=actor.name if at_window else "",
    )
    return party


def _own_party(case: Case, actor: Actor, role: str) -> CaseParty:
    parties = CaseParty.objects.select_for_update(of=("self",)).select_related("applicant")
    mine = parties.filter(case=case, applicant__in=actor.applicant_ids)
    if actor.kind == Role.CLERK:
        check_may_handle(case, actor)
        mine = parties.filter(case=case, role=role)
    elif role:
        named = parties.filter(case=case, role=role).first()
        if named is not None and guardian_for(case, named.applicant, actor):
            return named
        mine = mine.filter(role=role)
    found = mine.order_by("pk").first()
    if found is None:
        raise CaseNotFound
    return found


def _see_card(party: CaseParty, actor: Actor) -> None:
    """The clerk has the card on the desk: from now on the person counts as verified."""
    person = party.applicant
    register_applicant(
        name=person.name, id_number=person.id_number, id_type=person.id_type, actor=actor
    )


def _is_credit_code(number: str) -> bool:
    """Both kinds have 18 places, and a code may be all digits: the check characters decide.

    Where neither check holds, letters before the last place say that a code was meant.
    """
    if is_resident_id(number, today=timezone.localdate()):
        return False
    number = normalised(number)
    return is_credit_code(number) or (len(number) == 18 and not number[:17].isdigit())


def _find_or_enter(name: str, id_number: str, phone: str) -> Applicant:
    is_code = _is_credit_code(id_number)
    id_type = IdType.CREDIT_CODE if is_code else IdType.RESIDENT_ID
    name, id_number = checked_identity(name, id_type, id_number)
    kind = ApplicantKind.ORGANISATION if is_code else ApplicantKind.PERSON
    entered = Applicant(
        kind=kind, name=name, id_type=id_type, id_number=id_number, phone=phone.strip()
    )
    Applicant.objects.bulk_create([entered], ignore_conflicts=True)
    person = Applicant.objects.get(id_type=id_type, id_number=id_number)
    if person.name != name:
        raise PartyNameDiffers(field="name")
    return person


def _english(case: Case) -> str:
    return case.life_event_edition.name_en or case.life_event_edition.name


def _labels(case: Case) -> dict[str, Text]:
    """How the life event calls each of its other parties; Chinese where it has no English."""
    return {
        party["role"]: Text(party["label"], party.get("label_en") or party["label"])
        for party in case.life_event_edition.parties
    }
