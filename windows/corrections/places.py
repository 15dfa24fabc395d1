"""Where a department may find something wrong: what the pinned edition asks of the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.queries import slots_for
from windows.cases.models import MaterialSlot
from windows.cases.plans import plan_of
from windows.cases.states import NOT_BY_HAND
from windows.corrections.told_once import Place, place_of


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """A material (`slot`) or a field (`element`) of this very matter."""

    name: Text
    slot: int | None = None
    element: str = ""

    @property
    def place(self) -> Place:
        return place_of(self.slot, self.element)

    @property
    def key(self) -> str:
        """As forms call it."""
        return f"slot-{self.slot}" if self.slot is not None else f"field-{self.element}"


def places_of(approval: Approval) -> tuple[AskedPlace, ...]:
    """In the order of the plan, materials first.

    What another matter produces and what the portal writes itself is not the person's to hand in,
    so nobody may ask the person for it.
    """
    code = approval.matter_edition.matter.code
    whose = {each["role"]: each for each in approval.case.life_event_edition.parties}
    materials = [
        AskedPlace(_called(slot, whose.get(slot.party_role)), slot=slot.pk)
        for slot in slots_for(approval)
        if slot.state not in NOT_BY_HAND
    ]
    fields = [
        AskedPlace(field.label, element=field.element)
        for field in plan_of(approval.case).fields
        if code in field.asked_by
    ]
    return (*materials, *fields)


def _called(slot: MaterialSlot, party: Mapping[str, str] | None) -> Text:
    """Two people of one case hand in the same kind of paper: whose it is belongs to its name."""
    if party is None:
        return Text(slot.name, slot.name_en)
    zh, en = party["label"], party.get("label_en") or party["label"]
    return Text(f"{slot.name}（{zh}）", f"{slot.name_en or slot.name} ({en})")
