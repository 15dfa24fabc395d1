"""Why each thing is on an officer's page: which requirement of their own edition wants it, and on
what legal basis (浙江“最多跑一次”改革规定 art. 7: nothing that the guide does not list).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from materials.models import Requirement
from services.catalogue.text import Text
from services.models import LegalBasis
from windows.approvals.models import Approval
from windows.cases.models import MaterialSlot


@dataclass(frozen=True, slots=True)
class Needed:
    """A material of the case and what this matter wants it for."""

    slot: MaterialSlot
    requirements: tuple[Text, ...]
    bases: tuple[str, ...]
    """Of the requirement; where it cites none, of the matter."""


def requirements_of(approval: Approval) -> dict[str, Requirement]:
    """Key → requirement of the pinned edition, with what it cites."""
    rows = Requirement.objects.filter(edition=approval.matter_edition_id).order_by("order")
    return {row.key: row for row in rows.prefetch_related("bases__basis")}


def bases_of(approval: Approval) -> tuple[LegalBasis, ...]:
    """What the whole matter rests on, in the order of the edition."""
    rows = approval.matter_edition.legal_basis_rows.select_related("legal_basis")
    return tuple(row.legal_basis for row in rows.order_by("order"))


def cited(requirement: Requirement, matters: Iterable[LegalBasis]) -> tuple[str, ...]:
    """In the words of the law's own name; the matter's where the requirement has none."""
    own = [str(row.basis) for row in requirement.bases.all()]
    return tuple(own or [str(each) for each in matters])


def keys_of(slot: MaterialSlot, approval: Approval) -> list[str]:
    """The requirements of this very matter that the material meets."""
    matter = approval.matter_edition.matter.code
    return [key for user, key in slot.requirement_keys if user == matter]


def needed_of(
    approval: Approval,
    slots: Iterable[MaterialSlot],
    requirements: dict[str, Requirement],
    bases: tuple[LegalBasis, ...],
) -> list[Needed]:
    found = []
    for slot in slots:
        wanted = [requirements[key] for key in keys_of(slot, approval) if key in requirements]
        names = tuple(Text(each.name, each.name_en) for each in wanted)
        found.append(
            Needed(
                slot,
                names,
                tuple(dict.fromkeys(said for each in wanted for said in cited(each, bases))),
            )
        )
    return found
