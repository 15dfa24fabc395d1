"""The reads a plan would make about one person, named one by one for the page that asks consent."""

from __future__ import annotations

from dataclasses import dataclass

from datasharing.models import DataResource
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.cases.queries import reads_of


@dataclass(frozen=True, slots=True)
class PlannedRead:
    resource: DataResource
    fields: Text
    spares: tuple[Text, ...]
    """Names of the materials that the person need not bring if this read succeeds."""
    fills: tuple[Text, ...]
    """Labels of the form fields it fills in."""
    is_later: bool
    """Asked only where the register before it has no record."""


def planned_reads(case: Case, *, role: str) -> list[PlannedRead]:
    """In the order of the interface codes."""
    reads = {read.resource: read for read in reads_of(case, role)}
    return [
        PlannedRead(
            resource,
            _field_names(resource),
            reads[resource.code].materials,
            reads[resource.code].fields,
            reads[resource.code].is_later,
        )
        for resource in DataResource.objects.filter(code__in=reads).order_by("code")
    ]


def _field_names(resource: DataResource) -> Text:
    return Text(
        "、".join(each["label"] for each in resource.fields),
        ", ".join(each.get("label_en") or each["label"] for each in resource.fields),
    )
