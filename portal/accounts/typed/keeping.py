"""Keep what was typed, for a day, for one account."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts import identity
from portal.accounts.models import Staff, User
from portal.accounts.typed.models import LONGEST_PATH, TypedForm
from portal.accounts.typed.sealing import Typed, seal
from portal.accounts.typed.whose import account_behind

KEPT_FOR = timedelta(hours=24)
MOST_BYTES = 64 * 1024
MOST_FORMS = 5
"""Of one account; the oldest goes."""
NEVER = ("password", "passwd", "token", "secret")
"""A control whose name holds one of these is not kept. Every password box of ours has such a name;
a test looks at all templates."""
NEVER_OF_STAFF = ("id_number", "scan")
"""Other people's cards lie on the desk and are read again in a second."""


def keep_typed(request: HttpRequest, page: str) -> TypedForm | None:
    """What this POST held, for the account that logged in last in this browser.

    None where nobody can be told, where nothing was typed, or where it is too much. Files are not
    kept. Called only after the check of the CSRF token, inside a view.
    """
    user_id = account_behind(request)
    typed = _typed(request)
    if user_id is not None and Staff.objects.filter(user_id=user_id).exists():
        typed = _without_numbers(typed)
    if user_id is None or not typed or len(page) > LONGEST_PATH:
        return None
    sealed = seal(typed)
    if len(sealed) > MOST_BYTES or len(request.path) > LONGEST_PATH:
        return None
    now = timezone.now()
    with transaction.atomic():
        if not User.objects.select_for_update().filter(pk=user_id, is_active=True).exists():
            return None
        kept, _is_new = TypedForm.objects.update_or_create(
            user_id=user_id,
            page=page,
            defaults={
                "action": request.path,
                "sealed": sealed,
                "had_files": bool(request.FILES),
                "kept_at": now,
                "expires_at": now + KEPT_FOR,
            },
        )
        newest = TypedForm.objects.filter(user_id=user_id).order_by("-kept_at", "-pk")
        too_many = list(newest.values_list("pk", flat=True)[MOST_FORMS:])
        TypedForm.objects.filter(pk__in=too_many).delete()
    return kept


def _typed(request: HttpRequest) -> Typed:
    return {
        name: request.POST.getlist(name)
        for name in request.POST
        if not any(word in name.lower() for word in NEVER)
    }


def _without_numbers(typed: Typed) -> Typed:
    """No number of a card, in whatever box it was typed."""
    today = timezone.localdate()
    return {
        name: values
        for name, values in typed.items()
        if not any(word in name.lower() for word in NEVER_OF_STAFF)
        and not any(identity.is_resident_id(value, today=today) for value in values)
    }
