"""The ground on which somebody's data is read: their consent, or a rule of law."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import override

from datasharing.errors import (
    ConsentDoesNotCover,
    ConsentExpired,
    ConsentRevoked,
    GroundMissing,
)
from datasharing.models import Consent, DataResource, Exchange
from datasharing.states import GivenVia, Outcome
from portal.accounts.models import Applicant
from services.catalogue.text import Text


def check_ground(
    consent: Consent | None,
    legal_ground: str,
    *,
    case_number: str,
    resource: DataResource,
    subject: Applicant,
) -> None:
    """A consent covers exactly the listed resources, about this person, for this case.

    Raises GroundMissing, ConsentDoesNotCover, ConsentExpired or ConsentRevoked.
    """
    if consent is None:
        if not legal_ground.strip():
            raise GroundMissing
        return
    if (
        consent.subject_id != subject.pk
        or consent.case_number != case_number
        or resource.code not in consent.resources
    ):
        raise ConsentDoesNotCover
    lapsed = lapse_of(consent)
    if lapsed is not None:
        raise ConsentRevoked if lapsed == Outcome.CONSENT_REVOKED else ConsentExpired


def lapse_of(consent: Consent | None) -> Outcome | None:
    """How the consent has ended by now, if it has."""
    if consent is None:
        return None
    if consent.revoked_at is not None:
        return Outcome.CONSENT_REVOKED
    if consent.expires_at <= timezone.now():
        return Outcome.CONSENT_EXPIRED
    return None


def ground_text(exchange: Exchange) -> Text:
    """The ground in words, for the person."""
    consent = exchange.consent
    if consent is None:
        return Text(exchange.legal_ground)
    day = f"{timezone.localtime(consent.given_at):%Y-%m-%d}"
    way = GivenVia(consent.given_via)
    with override("zh-hans"):
        said = f"本人授权（{day}，{way.label}）"
    english = "given online" if way == GivenVia.ONLINE else "given at the window"
    return Text(said, f"Your consent ({day}, {english})")
