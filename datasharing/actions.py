"""Giving and taking back consent. Reading itself is in `datasharing.exchanges`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from datasharing import policy
from datasharing.errors import (
    ConsentInvalid,
    GuardianMissing,
    ResourceNotShared,
    ResourceUnknown,
)
from datasharing.exchanges.moves import FETCH
from datasharing.grounds.age import is_child
from datasharing.grounds.queries import guardianship_of
from datasharing.models import Consent, DataResource
from datasharing.states import SETTLED, GivenVia, Sharing
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.journal.actions import record
from portal.outbox.actions import publish
from services.catalogue.text import Text

DEFAULT_VALIDITY = timedelta(days=30)
LONGEST_VALIDITY = timedelta(days=180)


@transaction.atomic(savepoint=False)
def give_consent(
    subject: Applicant,
    *,
    case_number: str,
    resources: Sequence[str],
    purpose: str | Text,
    via: str,
    actor: Actor,
    witness_name: str = "",
    is_separate: bool = False,
    guardian: Applicant | None = None,
    valid: timedelta = DEFAULT_VALIDITY,
) -> Consent:
    """Permit the listed resources to be read about `subject`, for one case and one purpose.

    A consent is specific and informed (个人信息保护法 art. 14): it names each resource, covers no
    other case, and ends by itself, after `LONGEST_VALIDITY` at the latest. Only one given to a
    single resource, with its sensitive fields named, is separate (art. 29). For a child under
    fourteen its `guardian` speaks, whose papers a clerk has seen (art. 31).
    """
    policy.check_may_give(subject, via=via, actor=actor, guardian=guardian)
    _check_guardian(subject, guardian)
    listed = tuple(dict.fromkeys(resources))
    said = purpose if isinstance(purpose, Text) else Text(purpose)
    _refuse_faults(
        {
            _("没有写明授权哪些数据"): not listed,
            _("没有写明是哪一件事"): not case_number,
            _("没有写明用途"): not said.zh.strip(),
            _("窗口授权要有见证人姓名"): via == GivenVia.WINDOW and not witness_name.strip(),
            _("单独同意只能针对一项数据"): is_separate and len(listed) != 1,
            _("有效期不对"): not timedelta(0) < valid <= LONGEST_VALIDITY,
        }
    )
    _check_shared(listed)
    now = timezone.now()
    consent = Consent.objects.create(
        subject=subject,
        case_number=case_number,
        resources=list(listed),
        purpose=said.zh,
        purpose_en=said.en,
        given_at=now,
        expires_at=now + valid,
        given_via=via,
        witness_name=witness_name,
        is_separate=is_separate,
        guardian=guardian,
    )
    record(
        f"applicant:{subject.pk}",
        "consent.given",
        actor=actor,
        consent=consent.pk,
        case=case_number,
        resources="、".join(listed),
        until=f"{timezone.localtime(consent.expires_at):%Y-%m-%d}",
        via=via,
        witness=witness_name,
        is_separate=is_separate,
        guardian=guardian.pk if guardian else None,
    )
    return consent


@transaction.atomic(savepoint=False)
def revoke_consent(consent: Consent, *, actor: Actor) -> Consent:
    """Take a consent back. What was read stays read; nothing more will be (art. 15).

    Taking back twice is no error: the person wanted it gone, and it is.
    """
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    policy.check_may_revoke(consent, actor=actor)
    if consent.revoked_at is not None:
        return consent
    consent.revoked_at = _not_before(consent.given_at)
    consent.save(update_fields=["revoked_at"])
    record(
        f"applicant:{consent.subject_id}",
        "consent.revoked",
        actor=actor,
        consent=consent.pk,
        case=consent.case_number,
        resources="、".join(consent.resources),
    )
    _end_waiting_reads(consent)
    return consent


def _end_waiting_reads(consent: Consent) -> None:
    """Wake the worker for every read that still waits under it: it sees that the consent is gone,
    writes that down and tells the case, rather than at its next try, which may be a day away.
    """
    for exchange in consent.exchanges.exclude(state__in=SETTLED):
        publish(
            FETCH,
            key=f"{FETCH}:{exchange.pk}:{exchange.round}:revoked:{consent.pk}",
            exchange_id=str(exchange.pk),
            of_round=exchange.round,
        )


def _check_guardian(subject: Applicant, guardian: Applicant | None) -> None:
    if guardian is None:
        if is_child(subject, on=timezone.localdate()):
            raise GuardianMissing
        return
    if guardianship_of(subject, [guardian.pk]) is None:
        raise GuardianMissing


def _refuse_faults(faults: Mapping[str, bool]) -> None:
    found = [fault for fault, is_there in faults.items() if is_there]
    if found:
        raise ConsentInvalid(why="；".join(found))


def _check_shared(codes: tuple[str, ...]) -> None:
    known = {each.code: each for each in DataResource.objects.filter(code__in=codes)}
    for code in codes:
        if code not in known:
            raise ResourceUnknown(resource=code)
        if known[code].sharing == Sharing.NONE:
            raise ResourceNotShared(name=known[code].name)


def _not_before(moment: datetime) -> datetime:
    return max(timezone.now(), moment)
