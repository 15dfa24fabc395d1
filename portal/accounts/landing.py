"""Where a role's work begins: after logging in, and behind the name of the portal on every page."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch

from portal.accounts.actor import Actor


def landing_of(actor: Actor | None) -> str:
    """The address; the home page for people, for visitors, and for roles whose place is not among
    the pages that are served.
    """
    page = settings.LANDING_PAGES.get(actor.kind) if actor is not None else None
    with suppress(NoReverseMatch):
        return resolve_url(page or settings.LOGIN_REDIRECT_URL)
    return resolve_url(settings.LOGIN_REDIRECT_URL)
