"""The reads a plan would make about one person, named one by one for the page that asks consent and
tells what is read by law.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from datasharing.grounds.models import DutyGround
from datasharing.models import DataResource
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.cases.readings import Reading, readings_of


@dataclass(frozen=True, slots=True)
class PlannedRead:
    resource: DataResource
    asker: Text
    fields: Text
    """What will be seen, by name; or the one thing that is answered with yes or no."""
    sensitive: Text | None
    """The sensitive ones among them, which need a tick of their own."""
    is_only_whether: bool
    duty: DutyGround | None
    """The article that makes it a duty; None where the person is asked."""
    spares: tuple[Text, ...]
    """Names of the materials that the person need not bring if this read succeeds."""
    fills: tuple[Text, ...]
    """Labels of the form fields it fills in."""


def planned_reads(case: Case, *, role: str) -> list[PlannedRead]:
    """In the order of the interface codes."""
    return [_planned(reading) for reading in readings_of(case, role)]


def _planned(reading: Reading) -> PlannedRead:
    resource, assertion = reading.resource, reading.assertion
    fields = _names(resource, reading.fields)
    if assertion is not None:
        fields = assertion.claim
    elif not reading.fields:
        fields = Text("有没有记录", "whether there is a record")
    return PlannedRead(
        resource=resource,
        asker=reading.departments,
        fields=fields,
        sensitive=_names(resource, reading.sensitive) if reading.sensitive else None,
        is_only_whether=assertion is not None or not reading.fields,
        duty=reading.duty,
        spares=reading.materials,
        fills=reading.fills,
    )


def _names(resource: DataResource, names: Collection[str]) -> Text:
    wanted = [each for each in resource.fields if each["name"] in names]
    return Text(
        "、".join(each["label"] for each in wanted),
        ", ".join(each.get("label_en") or each["label"] for each in wanted),
    )
