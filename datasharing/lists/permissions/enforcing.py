"""No read of a register that is shared on conditions without a permission that stands.

What is refused here in words that help is refused again by the database, which nobody gets around
(`exchange_permitted` of the migration `0010_lists_permissions`).
"""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from datasharing.lists.permissions.errors import PermissionMissing
from datasharing.lists.permissions.models import SharingPermission
from datasharing.lists.permissions.states import PermissionState
from datasharing.models import DataResource
from datasharing.states import Sharing
from services.models import Edition


def permission_for(
    resource: DataResource, *, department_name: str, edition: Edition | None, matter_code: str
) -> SharingPermission | None:
    """The permission under which this department reads the register for this matter.

    None where none is needed: it is shared with everybody, or the department's own. The edition
    says which department asks; without one, its name does. Raises PermissionMissing.
    """
    if resource.sharing != Sharing.CONDITIONAL or _is_own(resource, department_name, edition):
        return None
    asker = Q(asker__name=department_name)
    if edition is not None:
        asker = Q(asker=edition.department_id)
    found = (
        standing()
        .filter(asker, Q(matters=[]) | Q(matters__contains=[matter_code]), resource=resource)
        .order_by("-answered_at", "-pk")
        .first()
    )
    if found is None:
        raise PermissionMissing(name=resource.name, department=department_name)
    return found


def standing() -> QuerySet[SharingPermission]:
    """Granted, and not past the last day."""
    today = timezone.localdate()
    return SharingPermission.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=today), state=PermissionState.GRANTED
    )


def _is_own(resource: DataResource, department_name: str, edition: Edition | None) -> bool:
    if edition is not None and resource.owner_id is not None:
        return resource.owner_id == edition.department_id
    return resource.provider_name == department_name
