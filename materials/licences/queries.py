"""Scoped reads of licences, and the public check."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from materials.errors import LicenceNotFound
from materials.licences.models import Licence
from materials.licences.policy import may_see
from materials.licences.states import LicenceState
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant


def _licences() -> QuerySet[Licence]:
    return Licence.objects.select_related("holder", "department", "matter", "material_type")


def licences_of(applicant: Applicant) -> QuerySet[Licence]:
    """Every licence ever issued to the applicant, newest first."""
    return _licences().filter(holder=applicant).order_by("-issued_on", "-id")


def licences_for(actor: Actor) -> QuerySet[Licence]:
    """The licences of everyone the actor may act for, newest first."""
    return _licences().filter(holder__in=actor.applicant_ids).order_by("-issued_on", "-id")


def licence_for(actor: Actor, number: str) -> Licence:
    """The licence, if it is this actor's. Raises LicenceNotFound for all others alike."""
    licence = _licences().filter(number=number).first()
    if licence is None or not may_see(actor, licence):
        raise LicenceNotFound
    return licence


def licence_by_token(token: str) -> Licence:
    """For who holds the verification address. Raises LicenceNotFound."""
    licence = _licences().filter(token=token).first()
    if licence is None:
        raise LicenceNotFound
    return licence


def licence_by_number(number: str) -> Licence | None:
    """For who has the licence before them and types its number or identifier."""
    number = "".join(number.split()).upper()
    return (
        _licences().filter(number=number).first() or _licences().filter(identifier=number).first()
    )


def is_valid(licence: Licence, on: date) -> bool:
    """In force on that day: state 有效, begun, and not past its last day."""
    return (
        licence.state == LicenceState.VALID
        and licence.issued_on <= on
        and (licence.valid_until is None or on <= licence.valid_until)
    )
