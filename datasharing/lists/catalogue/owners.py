"""Which department of the portal keeps what the list of resources says it provides."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet

from datasharing.models import DataResource
from services.models import Department
from services.region_codes import lies_in


def assign_owners() -> int:
    """Give every resource without an owner the department that has its provider's name.

    杭州市公安局 keeps what the list calls 公安局's. Among several the one of the portal's own
    region; where that does not decide, nobody: an administrator says who.
    """
    done = 0
    departments = list(Department.objects.select_related("region"))
    for resource in _unowned():
        fits = [each for each in departments if each.name.endswith(resource.provider_name)]
        here = [each for each in fits if lies_in(each.region_id, settings.PORTAL_REGION)]
        if len(here) == 1 or len(fits) == 1:
            resource.owner = here[0] if len(here) == 1 else fits[0]
            resource.save(update_fields=["owner"])
            done += 1
    return done


def _unowned() -> QuerySet[DataResource]:
    return DataResource.objects.filter(owner=None).exclude(provider_name="").order_by("code")
