"""The only writers of accounts: those that log in, and those that work here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.contrib.auth.models import Permission
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from rest_framework.authtoken.models import Token

from portal.accounts.actions import claim_identity
from portal.accounts.actor import Actor
from portal.accounts.demo import demo_hash
from portal.accounts.errors import (
    NameMissing,
    PasswordRefused,
    PhoneRefused,
    PhoneTaken,
    StaffNotAllowed,
    StaffRefused,
    TokenNotAllowed,
    UsernameTaken,
)
from portal.accounts.look import Look
from portal.accounts.models import SignLevel, Staff, User
from portal.accounts.roles import BELONG_TO_A_DEPARTMENT, STAFF_ROLES, Role
from portal.journal.actions import record

_PHONE = re.compile(r"1\d{10}")
WORK_IN_THE_ADMIN = (Role.EDITOR, Role.ADMIN)


@transaction.atomic
def register_person(
    *,
    phone: str,
    name: str,
    id_number: str,
    password: str,
    actor: Actor,
    verified_how: str = "",
    username: str = "",
    language: str = "zh-hans",
    is_demo: bool = False,
) -> User:
    """Open an account for a new person, with the identity that they say is theirs.

    Anybody may, for themselves. They log in with their phone number, or `username`. Raises
    PhoneRefused, PhoneTaken, PasswordRefused, and what `claim_identity` raises; then nothing is
    left behind.
    """
    phone = re.sub(r"[\s-]", "", phone)
    if not _PHONE.fullmatch(phone) or not phone.isascii():
        raise PhoneRefused(field="phone")
    user = User(
        username=username or phone,
        phone=phone,
        display_name=" ".join(name.split()),
        language=language,
        is_demo=is_demo,
    )
    _set_password(user, password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise PhoneTaken(field="phone") from None
    claim_identity(
        user, name=name, id_number=id_number, phone=phone, verified_how=verified_how, actor=actor
    )
    return user


@transaction.atomic
def create_staff(
    *,
    username: str,
    display_name: str,
    password: str,
    role: str,
    actor: Actor,
    department_code: str = "",
    region_code: str = "",
    centre_code: str = "",
    window_number: str = "",
    level: int = SignLevel.EXAMINER,
    is_demo: bool = False,
) -> Staff:
    """Open an account for somebody who works here, or for a department's system.

    Only an administrator or the clockwork may. Raises StaffRefused for a role that is no staff's,
    and for an officer or department system without a department.
    """
    if actor.kind not in (Role.ADMIN, Role.SYSTEM):
        raise StaffNotAllowed
    if role not in STAFF_ROLES or (role in BELONG_TO_A_DEPARTMENT and not department_code):
        raise StaffRefused(field="role")
    if not display_name.strip():
        raise NameMissing(field="display_name")
    user = User(username=username, display_name=display_name.strip(), is_demo=is_demo)
    user.is_staff = role in WORK_IN_THE_ADMIN  # what they may do there: settings.ADMIN_PERMISSIONS
    _set_password(user, password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise UsernameTaken(field="username") from None
    staff = Staff.objects.create(
        user=user,
        role=role,
        department_code=department_code,
        region_code=region_code,
        centre_code=centre_code,
        window_number=window_number,
        level=level,
    )
    record(
        f"account:{user.pk}",
        "staff.created",
        actor=actor,
        role=Role(role).value,
        department_code=department_code,
        region_code=region_code,
        centre_code=centre_code,
    )
    return staff


@transaction.atomic
def open_admin_site(user: User, *, apps: Sequence[str] | None, actor: Actor) -> User:
    """Let a member of staff into the admin site: to look at these apps, or (None) to do everything.

    Only an administrator or the clockwork may.
    """
    if actor.kind not in (Role.ADMIN, Role.SYSTEM):
        raise StaffNotAllowed
    user.is_staff, user.is_superuser = True, apps is None
    user.save(update_fields=["is_staff", "is_superuser"])
    if apps is not None:
        looking = Permission.objects.filter(
            content_type__app_label__in=apps, codename__startswith="view_"
        )
        user.user_permissions.set(looking)
    record(
        f"account:{user.pk}",
        "staff.admin_site_opened",
        actor=actor,
        apps=", ".join(apps) if apps is not None else "*",
    )
    return user


@transaction.atomic
def change_profile(user: User, *, language: str, actor: Actor) -> User:
    """How the portal speaks to this person."""
    user.language = language
    user.save(update_fields=["language"])
    record(
        f"account:{user.pk}",
        "account.profile_changed",
        actor=actor,
        language=language,
    )
    return user


@transaction.atomic
def change_look(user: User, *, look: Look, actor: Actor) -> User:
    """How pages look to this person from now on, wherever they log in."""
    user.theme, user.contrast, user.large_print = look.theme, look.contrast, look.is_large
    user.shortcuts_off = look.shortcuts_off
    user.save(update_fields=["theme", "contrast", "large_print", "shortcuts_off"])
    record(
        f"account:{user.pk}",
        "account.look_changed",
        actor=actor,
        theme=look.theme,
        contrast=look.contrast,
        large_print=look.is_large,
        shortcuts_off=look.shortcuts_off,
    )
    return user


@transaction.atomic
def give_token(user: User, *, actor: Actor) -> str:
    """The token with which a department's system calls the API: made once, found afterwards.

    The journal says that there is one, never what it is.
    """
    if actor.kind is not Role.DEPARTMENT_SYSTEM or actor.user_id != user.pk:
        raise TokenNotAllowed
    token, created = Token.objects.get_or_create(user=user)
    if created:
        record(f"account:{user.pk}", "account.token_given", actor=actor)
    return str(token.key)


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        raise PasswordRefused(field="password", details=refusal.messages) from None
    if user.is_demo:
        user.password = demo_hash(password)
    else:
        user.set_password(password)
