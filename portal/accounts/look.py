"""How the pages look to a reader: light or dark, contrast, and large print (适老化).

An account keeps its look in the profile. A visitor's is in a cookie, which no account ever reads,
so that nobody inherits what another person chose on the same machine. An address may ask for large
print (`?view=large`, or `?print=large` of older links): it holds for that page, and for a visitor
from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.accounts.models import Contrast, Theme, User

COOKIE: Final = "look"
VIEWS: Final = {"normal": False, "large": True}
CHOSEN: Final = "chosen_look"
"""In the session of a visitor: what to take over when they log in. Logging out forgets it."""
_REMEMBERED: Final = "_look"


@dataclass(frozen=True)
class Look:
    """What a page is drawn with; the defaults follow the reader's device."""

    theme: str = Theme.SYSTEM.value
    contrast: str = Contrast.SYSTEM.value
    is_large: bool = False
    shortcuts_off: bool = False
    """Single keys press nothing (WCAG 2.1.4); of an account only, as only desks have such keys."""

    @property
    def classes(self) -> str:
        """Classes of the html element; the stylesheet does the rest."""
        wanted = (
            f"theme-{self.theme}" if self.theme != Theme.SYSTEM else "",
            f"contrast-{self.contrast}" if self.contrast != Contrast.SYSTEM else "",
            "large-print" if self.is_large else "",
        )
        return " ".join(each for each in wanted if each)

    @property
    def view(self) -> str:
        return "large" if self.is_large else "normal"

    @property
    def colour_scheme(self) -> str:
        """For the browser's own parts, before the stylesheet has come."""
        return "light dark" if self.theme == Theme.SYSTEM else self.theme

    def in_short(self) -> str:
        return f"{self.theme}.{self.contrast}.{self.view}"


def from_short(text: str) -> Look:
    """What `in_short` wrote; the default for anything else."""
    theme, _, rest = text.partition(".")
    contrast, _, view = rest.partition(".")
    if theme not in Theme.values or contrast not in Contrast.values or view not in VIEWS:
        return Look()
    return Look(theme, contrast, VIEWS[view])


def look_in_profile(user: User) -> Look:
    return Look(user.theme, user.contrast, user.large_print, user.shortcuts_off)


def look_of(request: HttpRequest) -> Look:
    """What this page is drawn with: the address first, then the profile or the visitor's cookie."""
    known: Look | None = getattr(request, _REMEMBERED, None)
    if known is None:
        known = kept_look(request)
        asked = _asked(request)
        known = known if asked is None else replace(known, is_large=asked)
        setattr(request, _REMEMBERED, known)
    return known


def kept_look(request: HttpRequest) -> Look:
    """What is kept for this reader, whatever the address asks for."""
    user = getattr(request, "user", None)
    if isinstance(user, User):
        return look_in_profile(user)
    return from_short(request.COOKIES.get(COOKIE, ""))


def remember(response: HttpResponse, look: Look) -> None:
    """Keep a visitor's look in their browser for a year."""
    response.set_cookie(
        COOKIE,
        look.in_short(),
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


class LookMiddleware:
    """An address that asks for large print is enough for a visitor: it is remembered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        asked = _asked(request)
        if asked is not None and not isinstance(getattr(request, "user", None), User):
            kept = kept_look(request)
            if kept.is_large != asked and COOKIE not in response.cookies:
                remember(response, replace(kept, is_large=asked))
        return response


def _asked(request: HttpRequest) -> bool | None:
    return VIEWS.get(request.GET.get("view") or request.GET.get("print") or "")
