"""What every page knows: who is looking, how it is drawn, and whether this is a demonstration."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.accounts.actor import Actor
from portal.accounts.landing import landing_of
from portal.accounts.look import look_of
from portal.accounts.web import actor_behind, way_back


def page(request: HttpRequest) -> dict[str, Any]:
    """`actor` (None for a visitor), `look` and `large_print` (portal.accounts.look), `is_demo`.

    `this_page`: the address to come back to; after a refused form the page on which the form
    stands, as an address that only takes forms cannot be opened. `landing`: where this reader's
    work begins, which is where the name of the portal leads.
    """
    user = getattr(request, "user", None)
    actor: Actor | None = (
        actor_behind(request) if user is not None and user.is_authenticated else None
    )
    look = look_of(request)
    return {
        "actor": actor,
        "look": look,
        "this_page": way_back(request),
        "landing": SimpleLazyObject(partial(landing_of, actor)),  # our own frame alone shows it
        "large_print": look.is_large,
        "is_demo": settings.DEMO,
    }
