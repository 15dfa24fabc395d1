"""Where a role's work begins: after logging in, and behind the name of the portal on every page."""

from __future__ import annotations

from django.conf import settings
from django.shortcuts import resolve_url

from portal.accounts.actor import Actor


def landing_of(actor: Actor | None) -> str:
    """The address; the home page for people, for visitors, and for roles without a place."""
    page = settings.LANDING_PAGES.get(actor.kind) if actor is not None else None
    return resolve_url(page or settings.LOGIN_REDIRECT_URL)
