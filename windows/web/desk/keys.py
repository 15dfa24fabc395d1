"""The list of keys, and the switch for single characters."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.accounts.roles import Role
from portal.accounts.web import require
from windows.desk.keys import COOKIE, OFF, SHEETS

A_YEAR = 365 * 24 * 3600


@require(Role.CLERK)
@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """What every key does. The switch stays with this browser: the next login finds it set."""
    if request.method == "POST":
        answer = redirect("desk_keys")
        if request.POST.get("letters") == OFF:
            answer.set_cookie(
                COOKIE,
                OFF,
                max_age=A_YEAR,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        else:
            answer.delete_cookie(COOKIE, samesite="Lax")
        return answer
    letters_on = request.COOKIES.get(COOKIE) != OFF
    return render(request, "desk/keys.html", {"sheets": SHEETS, "letters_on": letters_on})
