"""The only writer of commitments."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from materials.catalogue.models import MaterialType
from materials.commitments.models import Commitment
from materials.errors import CommitmentEmpty, CommitmentSignedOtherwise, NotYourMaterial
from materials.policy import may_hand_in_for
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.journal.actions import record
from services.catalogue.text import Text


@transaction.atomic
def sign_commitment(
    applicant: Applicant,
    *,
    case_number: str,
    material_type: MaterialType,
    text: Text,
    actor: Actor,
) -> Commitment:
    """Sign a written promise in place of a proof, once for a case, applicant and material.

    国办发〔2020〕42号: the promise is kept in the very words the person saw. Signed online by the
    applicant, or at the window before a clerk. Signing the same words again returns the first
    signature; other words raise CommitmentSignedOtherwise. Also raises NotYourMaterial and
    CommitmentEmpty.
    """
    if not may_hand_in_for(actor, applicant.pk):
        raise NotYourMaterial
    if not text.zh.strip():
        raise CommitmentEmpty
    at_window = actor.kind == Role.CLERK
    commitment = Commitment(
        applicant=applicant,
        material_type=material_type,
        case_number=case_number,
        text=text.zh,
        text_en=text.en,
        signed_by_name=applicant.name if at_window else actor.name,
        signed_how=Commitment.How.WINDOW if at_window else Commitment.How.ONLINE,
    )
    try:
        with transaction.atomic():
            commitment.save(force_insert=True)
    except IntegrityError:
        return _signed_before(commitment)
    record(
        f"case:{case_number}",
        "commitment.signed",
        actor=actor,
        commitment=commitment.pk,
        applicant=applicant.pk,
        signed_by=applicant.masked_name,
        how=commitment.signed_how,
        material=material_type.name,
        material_en=material_type.name_en or material_type.name,
    )
    return commitment


def _signed_before(commitment: Commitment) -> Commitment:
    first = Commitment.objects.get(
        case_number=commitment.case_number,
        applicant=commitment.applicant,
        material_type=commitment.material_type,
    )
    if first.text != commitment.text:
        raise CommitmentSignedOtherwise
    return first
