"""The reads a plan would make about one person, named one by one for the page that asks consent."""

from __future__ import annotations

from dataclasses import dataclass

from datasharing.models import DataResource
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.planning import Plan


@dataclass(frozen=True, slots=True)
class PlannedRead:
    resource: DataResource
    fields: Text
    spares: tuple[Text, ...]
    """Names of the materials that the person need not bring if this read succeeds."""
    fills: tuple[Text, ...]
    """Labels of the form fields it fills in."""


def planned_reads(case: Case, *, role: str) -> list[PlannedRead]:
    """In the order of the interface codes; fields of the form are filled for the applicant only."""
    plan = Plan.from_json(case.plan)
    spares: dict[str, list[Text]] = {}
    for slot in case.slots.filter(party_role=role, source_kind__in=["resource", "licence"]):
        if slot.source_ref:
            spares.setdefault(slot.source_ref, []).append(Text(slot.name, slot.name_en))
    fills: dict[str, list[Text]] = {}
    if role == "applicant":
        for field in plan.fields:
            for path in field.prefill:
                fills.setdefault(path.partition(".")[0], []).append(field.label)
    wanted = {code for code in {*spares, *fills} if code in plan.resources}
    return [
        PlannedRead(
            resource,
            _field_names(resource),
            tuple(spares.get(resource.code, ())),
            tuple(fills.get(resource.code, ())),
        )
        for resource in DataResource.objects.filter(code__in=wanted).order_by("code")
    ]


def _field_names(resource: DataResource) -> Text:
    return Text(
        "、".join(each["label"] for each in resource.fields),
        ", ".join(each.get("label_en") or each["label"] for each in resource.fields),
    )
