"""Asking for a register, answering, extending, ending: the only writers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from datasharing.errors import ResourceNotShared
from datasharing.lists.permissions import policy
from datasharing.lists.permissions.enforcing import standing
from datasharing.lists.permissions.errors import (
    AnswerFaulty,
    ExtendedOnce,
    OwnResource,
    PermissionAskedAlready,
    PermissionFaulty,
    TooLateToExtendAnswer,
)
from datasharing.lists.permissions.limits import ANSWER, EXTENSION, PROVISION, last_day
from datasharing.lists.permissions.models import SharingPermission
from datasharing.lists.permissions.moving import move_permission
from datasharing.lists.permissions.states import PermissionState
from datasharing.lists.policy import check_keeps_lists
from datasharing.models import DataResource
from datasharing.states import Sharing
from portal.accounts.actor import SYSTEM, Actor
from portal.errors import MoveRefused
from portal.journal.actions import record
from services.models import Department, Edition

LONGEST_PURPOSE, LONGEST_WORDS, LONGEST_NAME = 300, 400, 100
BY_RULE = "无条件共享，申请即得"
AT_ONCE = 200


@transaction.atomic(savepoint=False)
def ask_permission(
    resource: DataResource, *, purpose: str, actor: Actor, matters: Sequence[str] = ()
) -> SharingPermission:
    """The actor's department asks to read this register for a purpose, for these matters of its
    own (none: for all of them).

    What is shared with everybody is granted at once. Raises PermissionFaulty, OwnResource,
    ResourceNotShared, PermissionAskedAlready.
    """
    resource = DataResource.objects.select_for_update(of=("self",)).get(pk=resource.pk)
    check_keeps_lists(actor)
    asker = Department.objects.get(code=actor.department_code)
    if resource.owner_id == asker.pk:
        raise OwnResource
    if resource.sharing == Sharing.NONE:
        raise ResourceNotShared(name=resource.name)
    said, codes = _purpose(purpose), _own_matters(matters, asker)
    same = SharingPermission.objects.filter(resource=resource, asker=asker, purpose=said)
    is_standing = standing().filter(pk__in=same.filter(matters=codes).values("pk")).exists()
    if is_standing or same.filter(state=PermissionState.ASKED).exists():
        raise PermissionAskedAlready
    now = timezone.now()
    permission = SharingPermission.objects.create(
        resource=resource,
        asker=asker,
        purpose=said,
        matters=codes,
        asked_at=now,
        asked_by_name=actor.name[:LONGEST_NAME],
        due_on=last_day(timezone.localdate(now), ANSWER),
        **_granted_by_rule(resource, now),
    )
    _journal(permission, "permission.asked", actor=actor)
    return permission


@transaction.atomic(savepoint=False)
def grant_permission(
    permission: SharingPermission,
    *,
    actor: Actor,
    conditions: str = "",
    valid_until: dt.date | None = None,
) -> SharingPermission:
    """The provider agrees. Where the register is not connected yet, it is to be within the days of
    the regulation. Raises AnswerFaulty, MoveRefused.
    """
    permission = _locked(permission)
    policy.check_provider(permission, actor=actor)
    move_permission(permission, "grant", actor=actor)
    today = timezone.localdate()
    if valid_until is not None and valid_until < today:
        raise AnswerFaulty(field="valid_until", why=_("到期日已经过去"))
    permission.conditions = _short(conditions, "conditions")
    permission.valid_until = valid_until
    permission.provide_by = None if permission.resource.connector else last_day(today, PROVISION)
    _answered(permission, actor)
    permission.save()
    _journal(permission, "permission.granted", actor=actor)
    return permission


@transaction.atomic(savepoint=False)
def refuse_permission(
    permission: SharingPermission, *, reason: str, actor: Actor
) -> SharingPermission:
    """A refusal gives its reason (国发〔2016〕51号). Raises AnswerFaulty, MoveRefused."""
    permission = _locked(permission)
    policy.check_provider(permission, actor=actor)
    move_permission(permission, "refuse", actor=actor)
    permission.reason = _said(reason, "reason", _("请写明不同意的理由"))
    _answered(permission, actor)
    permission.save()
    _journal(permission, "permission.refused", actor=actor)
    return permission


@transaction.atomic(savepoint=False)
def extend_answer(
    permission: SharingPermission, *, reason: str, approved_by: str, actor: Actor
) -> SharingPermission:
    """More days for the answer: once, before the last day, with the approval of the head.

    Raises ExtendedOnce, TooLateToExtendAnswer, AnswerFaulty, MoveRefused.
    """
    permission = _locked(permission)
    policy.check_provider(permission, actor=actor)
    if not permission.is_open:
        raise MoveRefused
    if permission.extended_on is not None:
        raise ExtendedOnce
    if permission.is_late:
        raise TooLateToExtendAnswer
    permission.extension_reason = _said(reason, "extension_reason", _("请写明延长的理由"))[:300]
    permission.extension_approved_by = _said(
        approved_by, "approved_by", _("请写明批准延长的负责人")
    )[:LONGEST_NAME]
    permission.extended_on = timezone.localdate()
    permission.due_on = last_day(permission.due_on, EXTENSION)
    permission.save()
    _journal(permission, "permission.extended", actor=actor)
    return permission


@transaction.atomic(savepoint=False)
def withdraw_permission(
    permission: SharingPermission, *, actor: Actor, why: str = ""
) -> SharingPermission:
    """The asking department takes back what it asked, or gives up what it was granted."""
    permission = _locked(permission)
    policy.check_asker(permission, actor=actor)
    move_permission(permission, "withdraw", actor=actor)
    permission.seen_at = timezone.now()
    _end(permission, why=_short(why, "why"), actor=actor)
    _journal(permission, "permission.withdrawn", actor=actor)
    return permission


@transaction.atomic(savepoint=False)
def take_back_permission(
    permission: SharingPermission, *, why: str, actor: Actor
) -> SharingPermission:
    """The provider agrees no longer and says why; from now on nothing is read under it."""
    permission = _locked(permission)
    policy.check_provider(permission, actor=actor)
    move_permission(permission, "take_back", actor=actor)
    permission.seen_at = None
    _end(permission, why=_said(why, "why", _("请写明收回的理由")), actor=actor)
    _journal(permission, "permission.taken_back", actor=actor)
    return permission


@transaction.atomic(savepoint=False)
def note_answer(permission: SharingPermission, *, actor: Actor) -> SharingPermission:
    """The asking side has read how it was answered; it stays on their list, but waits no more."""
    permission = _locked(permission)
    policy.check_asker(permission, actor=actor)
    if not permission.is_news:
        raise MoveRefused
    permission.seen_at = timezone.now()
    permission.save(update_fields=["seen_at"])
    _journal(permission, "permission.noted", actor=actor)
    return permission


@transaction.atomic(savepoint=False)
def expire_permissions(*, actor: Actor = SYSTEM) -> int:
    """End those whose last day has passed; nothing was read under them since that day anyway."""
    over = SharingPermission.objects.filter(
        state=PermissionState.GRANTED, valid_until__lt=timezone.localdate()
    ).order_by("pk")
    done = list(over.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
    for permission in done:
        move_permission(permission, "expire", actor=actor)
        permission.seen_at = None
        _end(permission, why="", actor=actor)
        _journal(permission, "permission.expired", actor=actor)
    return len(done)


def _granted_by_rule(resource: DataResource, now: dt.datetime) -> dict[str, object]:
    if resource.sharing != Sharing.UNCONDITIONAL:
        return {}
    today = timezone.localdate(now)
    return {
        "state": PermissionState.GRANTED,
        "answered_at": now,
        "answered_by_name": BY_RULE,
        "provide_by": None if resource.connector else last_day(today, PROVISION),
        "seen_at": now,
    }


def _purpose(text: str) -> str:
    said = text.strip()
    if not said:
        raise PermissionFaulty(field="purpose", why=_("请写明用途"))
    if len(said) > LONGEST_PURPOSE:
        raise PermissionFaulty(field="purpose", why=_("用途最多 300 字"))
    return said


def _own_matters(codes: Sequence[str], asker: Department) -> list[str]:
    """Each of them decided by the asking department."""
    wanted = sorted({code.strip() for code in codes if code.strip()})
    own = Edition.objects.filter(department=asker, matter__code__in=wanted)
    unknown = set(wanted) - set(own.values_list("matter__code", flat=True))
    if unknown:
        why = _("%(codes)s不是本部门的事项") % {"codes": "、".join(sorted(unknown))}
        raise PermissionFaulty(field="matters", why=why)
    return wanted


def _said(text: str, field: str, missing: str) -> str:
    said = _short(text, field)
    if not said:
        raise AnswerFaulty(field=field, why=missing)
    return said


def _short(text: str, field: str) -> str:
    said = text.strip()
    if len(said) > LONGEST_WORDS:
        raise AnswerFaulty(field=field, why=_("最多写 400 字"))
    return said


def _answered(permission: SharingPermission, actor: Actor) -> None:
    permission.answered_at = timezone.now()
    permission.answered_by_name = actor.name[:LONGEST_NAME]


def _end(permission: SharingPermission, *, why: str, actor: Actor) -> None:
    permission.ended_at = timezone.now()
    permission.ended_by_name = actor.name[:LONGEST_NAME]
    permission.ended_why = why
    permission.save()


def _locked(permission: SharingPermission) -> SharingPermission:
    return (
        SharingPermission.objects.select_for_update(of=("self",))
        .select_related("resource__owner", "asker__region")
        .get(pk=permission.pk)
    )


def _journal(permission: SharingPermission, verb: str, *, actor: Actor) -> None:
    """In the stream of the resource: there its history is told."""
    resource, asker = permission.resource, permission.asker
    record(
        f"resource:{resource.code}",
        verb,
        actor=actor,
        permission=permission.pk,
        resource=resource.name,
        resource_en=resource.name_en or resource.name,
        asker=asker.name,
        asker_en=asker.name_en or asker.name,
        purpose=permission.purpose,
    )
