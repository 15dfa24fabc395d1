"""Who keeps a region's own editions. The map of them is for supervisors too."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import Region
from services.overlays.errors import MayNotOverlay, NotACityOrCounty
from services.overlays.places import lies_in

CITY, COUNTY = 2, 3
READERS = (Role.SUPERVISOR, Role.EDITOR, Role.ADMIN)


def may_overlay(actor: Actor, region_code: str) -> bool:
    """Editors in their own region and below; the administrator and the clockwork anywhere."""
    if actor.kind in (Role.ADMIN, Role.SYSTEM):
        return True
    return actor.kind == Role.EDITOR and lies_in(region_code, actor.region_code)


def must_be_able_to_overlay(actor: Actor, region: Region) -> None:
    """Raises MayNotOverlay, or NotACityOrCounty for a province, township or village."""
    if not may_overlay(actor, region.code):
        raise MayNotOverlay
    if region.level not in (CITY, COUNTY):
        raise NotACityOrCounty


def sees(actor: Actor, region_code: str) -> bool:
    """Supervisors and editors look at their own region and below."""
    if actor.kind in (Role.ADMIN, Role.SYSTEM):
        return True
    return actor.kind in READERS and lies_in(region_code, actor.region_code)
