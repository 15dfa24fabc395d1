"""Who keeps a region's own editions, who agrees to them, and who watches."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import OverlayProposal, Region
from services.overlays.errors import (
    MayNotOverlay,
    NotACityOrCounty,
    NotYourProposal,
    PlaceNotFound,
    ProposerHasNoDepartment,
    ReviewerOfOneDepartment,
    ReviewerWroteIt,
)
from services.region_codes import lies_in

CITY, COUNTY = 2, 3
READERS = (Role.SUPERVISOR, Role.EDITOR, Role.ADMIN)


def may_overlay(actor: Actor, region_code: str) -> bool:
    """Editors in their own region and below; the administrator and the clockwork anywhere."""
    if actor.kind in (Role.ADMIN, Role.SYSTEM):
        return True
    return actor.kind == Role.EDITOR and lies_in(region_code, actor.region_code)


def may_adopt(actor: Actor, region_code: str) -> bool:
    """Those who may overlay, and the supervisors of the region or of one above it."""
    is_supervisor = actor.kind == Role.SUPERVISOR and lies_in(region_code, actor.region_code)
    return is_supervisor or may_overlay(actor, region_code)


def must_be_able_to_overlay(actor: Actor, region: Region) -> None:
    """Raises PlaceNotFound where the place is not the actor's, MayNotOverlay where the act is not
    the role's, and NotACityOrCounty for a province, township or village.
    """
    _must_care_for(actor, region)
    if not may_overlay(actor, region.code):
        raise MayNotOverlay
    if region.level not in (CITY, COUNTY):
        raise NotACityOrCounty


def must_be_able_to_adopt(actor: Actor, region: Region) -> None:
    """Raises PlaceNotFound, MayNotOverlay, NotACityOrCounty."""
    _must_care_for(actor, region)
    if not may_adopt(actor, region.code):
        raise MayNotOverlay
    if region.level not in (CITY, COUNTY):
        raise NotACityOrCounty


def must_have_a_department(actor: Actor) -> None:
    """Nobody's department is nobody else's. Raises ProposerHasNoDepartment."""
    if not actor.department_code:
        raise ProposerHasNoDepartment


def may_review(actor: Actor, proposal: OverlayProposal) -> bool:
    """Not whoever wrote it, and nobody of the same department."""
    return (
        may_overlay(actor, proposal.region_id)
        and not _wrote(actor, proposal)
        and _is_of_another_department(actor, proposal)
    )


def check_reviewer(actor: Actor, proposal: OverlayProposal) -> None:
    """Raises ReviewerWroteIt, ReviewerOfOneDepartment."""
    if _wrote(actor, proposal):
        raise ReviewerWroteIt
    if not _is_of_another_department(actor, proposal):
        raise ReviewerOfOneDepartment


def check_may_withdraw(actor: Actor, proposal: OverlayProposal) -> None:
    """Raises NotYourProposal."""
    if not may_withdraw(actor, proposal):
        raise NotYourProposal


def may_withdraw(actor: Actor, proposal: OverlayProposal) -> bool:
    """The author, or an administrator."""
    return actor.kind is Role.ADMIN or _wrote(actor, proposal)


def sees(actor: Actor, region_code: str) -> bool:
    """Supervisors and editors look at their own region and below."""
    if actor.kind in (Role.ADMIN, Role.SYSTEM):
        return True
    return actor.kind in READERS and lies_in(region_code, actor.region_code)


def _must_care_for(actor: Actor, region: Region) -> None:
    if actor.kind in READERS and not sees(actor, region.code):
        raise PlaceNotFound


def _wrote(actor: Actor, proposal: OverlayProposal) -> bool:
    return actor.user_id is not None and actor.user_id == proposal.author_id


def _is_of_another_department(actor: Actor, proposal: OverlayProposal) -> bool:
    """Nobody's department ("") can vouch for nothing."""
    return actor.department_code not in ("", proposal.author_department)
