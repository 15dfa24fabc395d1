"""The only writers of people: applicants and those who stand for them."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts import identity
from portal.accounts.actor import Actor
from portal.accounts.errors import (
    AccountLinked,
    IdentityTaken,
    IdNumberRefused,
    NameDiffers,
    NameMissing,
    RegisteringNotAllowed,
    RepresentationRefused,
    RepresentationRoleMissing,
)
from portal.accounts.models import (
    Applicant,
    ApplicantKind,
    IdType,
    Representation,
    RepresentationRole,
    User,
    VerifiedHow,
)
from portal.accounts.roles import Role
from portal.journal.actions import record

REGISTRARS = (Role.CLERK, Role.ADMIN, Role.SYSTEM)


@transaction.atomic
def register_applicant(
    *,
    name: str,
    id_number: str,
    actor: Actor,
    id_type: str = IdType.RESIDENT_ID,
    phone: str = "",
    address: str = "",
    verified_how: str = VerifiedHow.CLERK_SAW_CARD,
) -> Applicant:
    """Find or enter the person or organisation whose identity was verified `verified_how`.

    Only a clerk, an administrator or the clockwork may. Somebody known already is returned as they
    are, if the name agrees (NameDiffers). A row that an account had merely claimed becomes the
    verified person's, and the account loses it: whoever shows the card at the window is right.
    """
    if actor.kind not in REGISTRARS:
        raise RegisteringNotAllowed
    name, id_number = checked_identity(name, id_type, id_number)
    organisation = id_type == IdType.CREDIT_CODE
    created = Applicant(
        kind=ApplicantKind.ORGANISATION if organisation else ApplicantKind.PERSON,
        name=name,
        id_type=id_type,
        id_number=id_number,
        phone=phone.strip(),
        address=address.strip(),
        verified_at=timezone.now(),
        verified_how=verified_how,
    )
    Applicant.objects.bulk_create([created], ignore_conflicts=True)
    applicant = Applicant.objects.select_for_update().get(id_type=id_type, id_number=id_number)
    if not applicant.is_verified:
        return _take_over(applicant, created, actor=actor)
    if applicant.name != name:
        raise NameDiffers(field="name")
    if applicant.verified_at == created.verified_at:
        record(_stream(applicant), "applicant.registered", actor=actor, how=verified_how)
    return applicant


def _take_over(claimed: Applicant, seen: Applicant, *, actor: Actor) -> Applicant:
    claimed.name, claimed.user = seen.name, None
    claimed.phone = seen.phone or claimed.phone
    claimed.address = seen.address or claimed.address
    claimed.verified_at, claimed.verified_how = seen.verified_at, seen.verified_how
    claimed.save()
    record(_stream(claimed), "applicant.verified", actor=actor, how=claimed.verified_how)
    return claimed


@transaction.atomic
def claim_identity(
    user: User,
    *,
    name: str,
    id_number: str,
    phone: str,
    actor: Actor,
    verified_how: str = "",
) -> Applicant:
    """Enter the person behind a new account. Unverified (`verified_how` empty) it opens nothing.

    A number that is known already is never given to a new account here (IdentityTaken), whoever
    asks: that is done at a window, with the card on the desk.
    """
    name, id_number = checked_identity(name, IdType.RESIDENT_ID, id_number)
    try:
        with transaction.atomic():
            applicant = Applicant.objects.create(
                kind=ApplicantKind.PERSON,
                name=name,
                id_type=IdType.RESIDENT_ID,
                id_number=id_number,
                phone=phone,
                user=user,
                verified_at=timezone.now() if verified_how else None,
                verified_how=verified_how,
            )
    except IntegrityError:
        raise IdentityTaken(field="id_number") from None
    record(_stream(applicant), "applicant.registered", actor=actor, how=verified_how or "none")
    return applicant


@transaction.atomic
def link_account(applicant: Applicant, *, user: User, actor: Actor) -> Applicant:
    """Give a verified person the account they have shown at the window; one to one, for good."""
    applicant = Applicant.objects.select_for_update().get(pk=applicant.pk)
    if actor.kind not in REGISTRARS:
        raise RegisteringNotAllowed
    is_person = applicant.kind == ApplicantKind.PERSON
    if not is_person or not applicant.is_verified or applicant.user_id is not None:
        raise AccountLinked
    if Applicant.objects.filter(user=user).exists():
        raise AccountLinked
    applicant.user = user
    applicant.save(update_fields=["user"])
    record(_stream(applicant), "applicant.account_linked", actor=actor, user_id=user.pk)
    return applicant


@transaction.atomic
def start_representation(
    organisation: Applicant, *, person: Applicant, role: str, actor: Actor
) -> Representation:
    """From now on `person` acts for `organisation`. A second call finds the first."""
    if actor.kind not in REGISTRARS:
        raise RegisteringNotAllowed
    kinds = (organisation.kind, person.kind)
    verified = organisation.is_verified and person.is_verified
    if kinds != (ApplicantKind.ORGANISATION, ApplicantKind.PERSON) or not verified:
        raise RepresentationRefused
    if role not in RepresentationRole.values:
        raise RepresentationRoleMissing(field="role")
    representation, created = Representation.objects.get_or_create(
        organisation=organisation, person=person, ended_at=None, defaults={"role": role}
    )
    if created:
        record(
            _stream(organisation),
            "applicant.representation_started",
            actor=actor,
            representation_id=representation.pk,
            role=role,
        )
    return representation


@transaction.atomic
def end_representation(representation: Representation, *, actor: Actor) -> Representation:
    """From now on the person no longer acts for the organisation."""
    representation = Representation.objects.select_for_update().get(pk=representation.pk)
    if actor.kind not in REGISTRARS:
        raise RegisteringNotAllowed
    if representation.ended_at is None:
        representation.ended_at = timezone.now()
        representation.save(update_fields=["ended_at"])
        record(
            _stream(representation.organisation),
            "applicant.representation_ended",
            actor=actor,
            representation_id=representation.pk,
        )
    return representation


def checked_identity(name: str, id_type: str, id_number: str) -> tuple[str, str]:
    """Name and number as they are stored. Raises NameMissing or IdNumberRefused."""
    name, id_number = " ".join(name.split()), identity.normalised(id_number)
    if not name:
        raise NameMissing(field="name")
    if id_type == IdType.RESIDENT_ID:
        is_right = identity.is_resident_id(id_number, today=timezone.localdate())
    elif id_type == IdType.CREDIT_CODE:
        is_right = identity.is_credit_code(id_number)
    else:
        is_right = id_type in IdType.values and id_number.isalnum() and len(id_number) <= 40
    if not is_right:
        raise IdNumberRefused(field="id_number")
    return name, id_number


def _stream(applicant: Applicant) -> str:
    return f"applicant:{applicant.pk}"
