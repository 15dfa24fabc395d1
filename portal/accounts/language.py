"""Which language a person is spoken to in: the one they chose last, here or in their profile."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.i18n import set_language

from portal.accounts.account_actions import change_profile
from portal.accounts.actor import actor_of
from portal.accounts.models import User

CHOSEN = "chosen_language"
"""In the session of a visitor: what to take over when they log in. Logging out forgets it."""


def choose_language(request: HttpRequest) -> HttpResponse:
    """Switch the pages of this browser and, for an account, the profile as well."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        if isinstance(request.user, User):
            keep(request.user, chosen)
        else:
            request.session[CHOSEN] = chosen
    return set_language(request)


def keep(user: User, chosen: str) -> None:
    """Speak to this person in `chosen` from now on, wherever they log in."""
    if chosen != user.language:
        change_profile(user, language=chosen, actor=actor_of(user))
