"""No read of a register that is shared on conditions without a permission that stands.

What is refused here in words that help is refused again by the database, which nobody gets around
(`exchange_permitted` of the migration `0010_lists_permissions`).
"""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
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


def with_askers(resources: QuerySet[DataResource]) -> QuerySet[DataResource]:
    """Each with the permissions on it that stand today, for `may_read`; no query of its own."""
    told = JSONObject(asker=F("asker_id"), matters=F("matters"))
    return resources.annotate(
        askers=ArraySubquery(standing().filter(resource=OuterRef("pk")).values(told=told))
    )


def may_read(resource: DataResource, *, edition: Edition, matter_code: str) -> bool:
    """Whether this department may read it for this matter; of a resource `with_askers`."""
    if resource.sharing != Sharing.CONDITIONAL:
        return True
    if _is_own(resource, edition.department.name, edition):
        return True
    return any(
        each["asker"] == edition.department_id
        and (not each["matters"] or matter_code in each["matters"])
        for each in getattr(resource, "askers", ())
    )


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
