"""The ground on which somebody's data is read: their consent, or a statutory duty.

What is checked here in words that help is checked again by the database (`0004_grounds`), which
nobody gets around.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from datasharing.errors import (
    ConsentDoesNotCover,
    ConsentExpired,
    ConsentRevoked,
    GroundMissing,
    GroundNotInEdition,
    NoticeMissing,
    SeparateConsentMissing,
)
from datasharing.grounds.citing import cites
from datasharing.grounds.models import DutyGround, DutyNotice
from datasharing.grounds.states import GroundKind
from datasharing.lists.permissions.enforcing import permission_for
from datasharing.lists.permissions.errors import PermissionMissing
from datasharing.models import Consent, DataResource, Exchange
from datasharing.states import GivenVia, Outcome, Sharing
from portal.accounts.models import Applicant
from portal.days_in_words import day_in_words
from services.catalogue.text import Text
from services.models import Edition


@dataclass(frozen=True, slots=True)
class ByDuty:
    """A duty of the department, the edition that has it, and the notice that told the person."""

    ground: DutyGround
    edition: Edition
    notice: DutyNotice | None


Ground = Consent | ByDuty | None


def check_ground(
    ground: Ground,
    *,
    case_number: str,
    resource: DataResource,
    subject: Applicant,
    requirement: str,
    asked: Collection[str],
) -> None:
    """Without a ground nothing is asked (个人信息保护法 art. 13, 34).

    A consent covers exactly the listed resources, about this person, for this case; sensitive
    fields need one of their own. A duty counts where it binds the edition's department, the edition
    cites it and the person was told.
    """
    if ground is None:
        raise GroundMissing
    touches_sensitive = bool(set(asked) & resource.sensitive_names)
    if isinstance(ground, ByDuty):
        _check_duty(
            ground,
            case_number=case_number,
            resource=resource,
            subject=subject,
            requirement=requirement,
        )
        if touches_sensitive and not ground.ground.covers_sensitive:
            raise SeparateConsentMissing(name=resource.name)
        return
    if (
        ground.subject_id != subject.pk
        or ground.case_number != case_number
        or resource.code not in ground.resources
    ):
        raise ConsentDoesNotCover
    lapsed = lapse_of(ground)
    if lapsed is not None:
        raise ConsentRevoked if lapsed == Outcome.CONSENT_REVOKED else ConsentExpired
    if touches_sensitive and not ground.is_separate:
        raise SeparateConsentMissing(name=resource.name)


def _check_duty(
    by_duty: ByDuty,
    *,
    case_number: str,
    resource: DataResource,
    subject: Applicant,
    requirement: str,
) -> None:
    ground, notice = by_duty.ground, by_duty.notice
    fits = ground.is_in_force and ground.resource_id == resource.pk
    fits = fits and by_duty.edition.department.name in ground.binds
    if not fits or not cites(by_duty.edition, ground, requirement=requirement):
        raise GroundNotInEdition(matter=by_duty.edition.name)
    told = (
        notice is not None
        and notice.subject_id == subject.pk
        and notice.case_number == case_number
        and resource.code in notice.resources
    )
    if not told:
        raise NoticeMissing


def covered(
    ground: Consent | ByDuty,
    resource: DataResource,
    fields: list[str],
    assertion: dict[str, Any] | None,
) -> tuple[list[str], dict[str, Any] | None]:
    """What of this the ground covers: a consent that is not separate takes the place of one that
    was, and what is sensitive is not asked any more.
    """
    reaches_all = (
        ground.is_separate if isinstance(ground, Consent) else ground.ground.covers_sensitive
    )
    if reaches_all:
        return fields, assertion
    sensitive = resource.sensitive_names
    is_open = assertion is None or assertion["field"] not in sensitive
    return [name for name in fields if name not in sensitive], assertion if is_open else None


def put_ground(exchange: Exchange, ground: Consent | ByDuty) -> None:
    """Rest the exchange on this ground from now on; the caller has checked it and saves."""
    if isinstance(ground, ByDuty):
        exchange.ground_kind = GroundKind.DUTY
        exchange.duty, exchange.notice, exchange.consent = ground.ground, ground.notice, None
        exchange.edition = ground.edition
        exchange.legal_ground = str(ground.ground)
    else:
        exchange.ground_kind = GroundKind.CONSENT
        exchange.consent, exchange.duty, exchange.notice = ground, None, None
        exchange.legal_ground = ""
    exchange.grounded_at = timezone.now()


def ground_of(exchange: Exchange) -> Ground:
    """The ground that the exchange rests on."""
    if exchange.ground_kind == GroundKind.CONSENT:
        return exchange.consent
    if exchange.duty is None or exchange.edition is None:
        return None
    return ByDuty(exchange.duty, exchange.edition, exchange.notice)


def lapse_of(consent: Consent | None) -> Outcome | None:
    """How the consent has ended by now, if it has."""
    if consent is None:
        return None
    if consent.revoked_at is not None:
        return Outcome.CONSENT_REVOKED
    if consent.expires_at <= timezone.now():
        return Outcome.CONSENT_EXPIRED
    return None


def barred(exchange: Exchange) -> Outcome | None:
    """Whether its provider lets it be read no more, as the catalogue says at this moment.

    How it is shared and whose it is may have changed since it was asked. Where that makes a
    permission necessary and the department has one, the read goes on under it.
    """
    resource, permission = exchange.resource, exchange.permission
    if resource.sharing == Sharing.NONE:
        return Outcome.NOT_PERMITTED
    if resource.sharing == Sharing.UNCONDITIONAL:
        return None
    if permission is not None:
        return None if permission.stands_on(timezone.localdate()) else Outcome.NOT_PERMITTED
    try:
        found = permission_for(
            resource,
            department_name=exchange.department_name,
            edition=exchange.edition,
            matter_code=exchange.matter_code,
        )
    except PermissionMissing:
        return Outcome.NOT_PERMITTED
    if found is not None:
        exchange.permission = found
        exchange.save(update_fields=["permission"])
    return None


def ground_text(exchange: Exchange) -> Text:
    """The ground in words, for the person."""
    consent = exchange.consent
    if consent is None:
        duty = exchange.duty
        if duty is None:
            return Text(exchange.legal_ground)
        return Text(
            f"依法履职，不需要同意：{duty}（{duty.duty}）",
            f"A duty by law, no consent needed: {duty} ({duty.duty_en or duty.duty})",
        )
    day = day_in_words(timezone.localtime(consent.given_at).date())
    way = GivenVia(consent.given_via)
    with override("zh-hans"):
        said = f"本人授权（{day.zh}，{way.label}）"
        if consent.guardian_id is not None:
            said = f"监护人授权（{day.zh}，{way.label}）"
    english = "given online" if way == GivenVia.ONLINE else "given at the window"
    whose = "Consent of the guardian" if consent.guardian_id is not None else "Your consent"
    return Text(said, f"{whose} ({day.en}, {english})")


def labels_of(exchange: Exchange) -> list[list[str]]:
    """What is asked, in words, for the record of reads; empty where only whether there is one."""
    if exchange.assertion:
        claim, claim_en = exchange.assertion["claim"], exchange.assertion["claim_en"]
        return [
            [f"是否“{claim}”（只回答是或否）", f"Whether “{claim_en or claim}” (only yes or no)"]
        ]
    asked = set(exchange.fields)
    return [
        [each["label"], each["label_en"]]
        for each in exchange.resource.fields
        if each["name"] in asked
    ]
