"""What a denial may rest on: the conditions, requirements and articles of the pinned edition.

行政许可法 art. 38 wants the reason in writing, art. 30 that conditions and materials are public
beforehand: so a reason is one of those that anybody could read in the guide. Words of the officer's
own are added to it; alone they stand only where the edition states nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from materials.models import Requirement
from services.catalogue.text import Text
from services.models import LegalBasis
from windows.approvals.elements import elements_of
from windows.approvals.models import Approval
from windows.approvals.needed import bases_of, cited, keys_of, requirements_of
from windows.approvals.queries import slots_for
from windows.cases.models import MaterialSlot
from windows.reasons.models import GroundKind

CLAUSES = re.compile(r"[\n；;]+")


@dataclass(frozen=True, slots=True)
class Offer:
    """One reason that may be chosen."""

    kind: GroundKind
    key: str
    said: Text
    bases: tuple[str, ...]

    @property
    def text(self) -> Text:
        return self.said


def offered(approval: Approval) -> tuple[Offer, ...]:
    """Everything that this denial may rest on, asked from the database."""
    return offers(approval, slots_for(approval), requirements_of(approval), bases_of(approval))


def offers(
    approval: Approval,
    slots: Iterable[MaterialSlot],
    requirements: Mapping[str, Requirement],
    bases: Sequence[LegalBasis],
) -> tuple[Offer, ...]:
    """The same from what is known already: requirements of this case first, then conditions, then
    the articles of the whole matter.
    """
    wanted = dict.fromkeys(key for slot in slots for key in keys_of(slot, approval))
    elements = elements_of(approval.matter_edition)
    whole = tuple(str(each) for each in bases)
    return (
        *(
            _requirement(requirements[key], cited(requirements[key], bases))
            for key in wanted
            if key in requirements
        ),
        *_clauses(
            GroundKind.CONDITION,
            Text(elements.accept_condition, elements.accept_condition_en),
            Text("不符合条件：", "Condition not met: "),
            whole,
        ),
        *_clauses(
            GroundKind.PROHIBITION,
            Text(elements.prohibition, elements.prohibition_en),
            Text("属于不予许可的情形：", "Not to be granted where: "),
            whole,
        ),
        *_clauses(
            GroundKind.QUOTA,
            Text(elements.count_limit, elements.count_limit_en),
            Text("超出数量限制：", "Beyond the number allowed: "),
            whole,
        ),
        *(
            Offer(
                GroundKind.LAW,
                f"{GroundKind.LAW}:{basis.pk}",
                Text(f"不符合{basis}规定的条件", f"The conditions of {basis} are not met"),
                (str(basis),),
            )
            for basis in bases
        ),
    )


def _requirement(requirement: Requirement, bases: tuple[str, ...]) -> Offer:
    english = requirement.name_en or requirement.name
    said = Text(f"缺少或不符合要求：{requirement.name}", f"Lacking or not as required: {english}")
    return Offer(GroundKind.REQUIREMENT, f"{GroundKind.REQUIREMENT}:{requirement.key}", said, bases)


def _clauses(kind: GroundKind, said: Text, lead: Text, bases: tuple[str, ...]) -> list[Offer]:
    """Each clause by itself, where both languages have as many; else the whole."""
    zh, en = _split(said.zh), _split(said.en)
    if en and len(en) != len(zh):
        zh, en = [said.zh.strip()], [said.en.strip()]
    return [
        Offer(
            kind,
            f"{kind}:{number}",
            Text(lead.zh + clause, lead.en + (en[number - 1] if en else clause)),
            bases,
        )
        for number, clause in enumerate(zh, 1)
    ]


def _split(said: str) -> list[str]:
    return [part.strip(" 。.") for part in CLAUSES.split(said) if part.strip(" 。.")]
