"""Reads of service centres."""

from __future__ import annotations

from portal.accounts.actor import Actor
from windows.centres.models import ServiceCentre


def centre_of(actor: Actor) -> ServiceCentre | None:
    """Where the clerk works; None for staff without a centre."""
    if not actor.centre_code:
        return None
    return ServiceCentre.objects.select_related("region").filter(code=actor.centre_code).first()
