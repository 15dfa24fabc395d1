"""What every page knows: who is looking, in which print, and whether this is a demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portal.accounts.actor import Actor
from portal.accounts.web import actor_behind


def page(request: HttpRequest) -> dict[str, Any]:
    """`actor` (None for a visitor), `large_print`, `is_demo`.

    Large print holds by address (`?print=large`), by cookie for visitors and by profile for users.
    """
    user = getattr(request, "user", None)
    actor: Actor | None = (
        actor_behind(request) if user is not None and user.is_authenticated else None
    )
    asked = request.GET.get("print") or request.COOKIES.get("print", "")
    in_profile = bool(getattr(user, "large_print", False))
    return {
        "actor": actor,
        "large_print": asked == "large" or (in_profile and asked != "normal"),
        "is_demo": settings.DEMO,
    }
