"""Whose page it was, when no session says so any more.

A browser that logged in keeps the number of the account, signed, in a cookie that scripts cannot
read. It opens nothing: it only says to whom a form belongs that is sent too late. The CSRF token
changes with every login, so a form opened under an earlier login does not come this far.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "typed_by"
SALT = "portal.accounts.typed"
REMEMBERED_FOR = timedelta(days=7)


def remember_account(response: HttpResponse, user_id: int) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(user_id, salt=SALT),
        max_age=int(REMEMBERED_FOR.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def account_behind(request: HttpRequest) -> int | None:
    """The account that logged in last in this browser; None where it cannot be told."""
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=REMEMBERED_FOR)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None
