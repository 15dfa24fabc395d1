"""What the resource list and the catalogue say today, gathered for one round."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from django.db.models import QuerySet

from datasharing.lists.demand.deriving import Facts, Offer, Owner
from datasharing.models import DataResource
from datasharing.queries import connected_resources
from services.catalogue.text import Text
from services.models import Department, Edition, EditionState
from services.opendata.published import version


def facts_now() -> Facts:
    """Read whole: some dozens of interfaces, and a line a published matter."""
    producers: dict[str, Offer] = {}
    issuers: dict[str, Offer] = {}
    for edition in published().filter(region=None).order_by("matter__code").iterator():
        department = edition.department
        owner = Owner(Text(department.name, department.name_en), department.pk)
        offer = Offer(Text(edition.name, edition.name_en), owner, True)
        producers[edition.matter.code] = offer
        for output in edition.outputs:
            if output.get("is_licence", True):
                issuers.setdefault(output["material"], offer)
    return Facts(_offers(), producers, issuers)


def mark_now() -> str:
    """Changes with the published catalogue, the resource list, and what of it can be asked."""
    rows = DataResource.objects.order_by("code").values_list(*_OF_RESOURCE)
    told = [version(), [list(row) for row in rows], sorted(connected_resources())]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def published() -> QuerySet[Edition]:
    return (
        Edition.objects.filter(state=EditionState.PUBLISHED)
        .select_related("matter", "department")
        .only(
            "name", "name_en", "outputs", "region_id", "published_at",
            "matter__code", "department__name", "department__name_en",
        )
    )  # fmt: skip


_OF_RESOURCE = ("code", "name", "name_en", "provider_name", "provider_name_en", "owner")


def _offers() -> dict[str, Offer]:
    connected = connected_resources()
    departments = list(Department.objects.order_by("pk").only("name", "name_en"))
    return {
        row.code: Offer(
            Text(row.name, row.name_en or row.name),
            _owner(row, departments),
            row.code in connected,
        )
        for row in DataResource.objects.select_related("owner").order_by("code")
    }


def _owner(row: DataResource, departments: Iterable[Department]) -> Owner:
    """Whose data officer keeps it; else the department of that very name, or the only one whose
    name ends so (杭州市公安局).
    """
    called = row.provider_name
    if row.owner is not None:
        return Owner(Text(row.owner.name, row.owner.name_en or row.owner.name), row.owner.pk)
    same = [each.pk for each in departments if each.name == called]
    ending = same or [each.pk for each in departments if called and each.name.endswith(called)]
    return Owner(
        Text(called, row.provider_name_en or called), ending[0] if len(ending) == 1 else None
    )
