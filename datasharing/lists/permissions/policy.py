"""Who asks, who answers, who watches."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from datasharing.lists.permissions.errors import PermissionNotFound
from datasharing.lists.permissions.models import SharingPermission
from datasharing.lists.policy import keeps_lists
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import NotAllowed
from services.region_codes import lies_in, stem

CARRIERS = frozenset({Role.SYSTEM, Role.ADMIN})
"""May write down what departments had agreed to before the portal kept the list."""


def in_sight(actor: Actor) -> QuerySet[SharingPermission]:
    """What their department asked or is asked for; to supervisors, what their region asks."""
    found = SharingPermission.objects.select_related("resource__owner", "asker__region")
    if actor.kind == Role.SUPERVISOR and actor.region_code:
        return found.filter(asker__region__code__startswith=stem(actor.region_code))
    if not keeps_lists(actor):
        return found.none()
    code = actor.department_code
    return found.filter(Q(asker__code=code) | Q(resource__owner__code=code))


def check_in_sight(permission: SharingPermission, *, actor: Actor) -> None:
    if not in_sight(actor).filter(pk=permission.pk).exists():
        raise PermissionNotFound


def is_provider(permission: SharingPermission, *, actor: Actor) -> bool:
    """The owner's data officer; for a register that nobody here owns, the region's supervisors."""
    owner = permission.resource.owner
    if owner is None:
        is_here = lies_in(permission.asker.region_id, actor.region_code)
        return actor.kind == Role.SUPERVISOR and is_here
    return keeps_lists(actor) and owner.code == actor.department_code


def is_asker(permission: SharingPermission, *, actor: Actor) -> bool:
    return keeps_lists(actor) and permission.asker.code == actor.department_code


def check_provider(permission: SharingPermission, *, actor: Actor) -> None:
    """Whoever may not even see it does not find it."""
    check_in_sight(permission, actor=actor)
    if not is_provider(permission, actor=actor):
        raise NotAllowed


def check_asker(permission: SharingPermission, *, actor: Actor) -> None:
    check_in_sight(permission, actor=actor)
    if not is_asker(permission, actor=actor):
        raise NotAllowed


def check_may_carry_over(*, actor: Actor) -> None:
    if actor.kind not in CARRIERS:
        raise NotAllowed
