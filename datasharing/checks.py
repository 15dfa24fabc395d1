"""Checks of what a catalogue says of shared data: rules `plan.resource_unknown` and
`advice.resource` of docs/checks.md. Imported once, when Django is ready.
"""

from __future__ import annotations

from collections.abc import Iterator

from datasharing.stand_in import known_resources, resources_by_material
from services.catalogue.spec import LifeEventSpec, RequirementSpec, SourceKind
from services.catalogue.text import Text
from services.checks.findings import Finding, Severity, Spot
from services.checks.registry import Coverage, register_life_event_check

BY_THE_PERSON = frozenset({SourceKind.APPLICANT, SourceKind.DOCUMENT})


def check_resources(spec: LifeEventSpec, coverage: Coverage) -> Iterator[Finding]:
    known = known_resources()
    people = {"applicant", *(party.role for party in spec.parties)}
    for code, spot in _named(spec):
        if code not in known and code not in people:
            yield _unknown(code, spot)
    for included in spec.matters:
        for requirement in included.matter.requirements:
            yield from _advice(spec.code, included.matter.code, requirement, known)


def _named(spec: LifeEventSpec) -> Iterator[tuple[str, Spot]]:
    """Every resource named, and where."""
    for included in spec.matters:
        matter = included.matter
        for requirement in matter.requirements:
            spot = Spot(spec.code, matter.code, requirement=requirement.key)
            yield from ((each.resource, spot) for each in requirement.sources if each.resource)
        for field in matter.fields:
            spot = Spot(spec.code, matter.code, element=field.element)
            yield from ((path.partition(".")[0], spot) for path in field.prefill)
    for question in spec.questions:
        for option in question.options:
            if option.proved_by:
                yield option.proved_by, Spot(spec.code, question=question.id, option=option.value)


def _unknown(code: str, spot: Spot) -> Finding:
    return Finding(
        "plan.resource_unknown",
        Severity.ERROR,
        spot,
        Text(f"没有数据资源 {code}", f"There is no data resource {code}"),
        Text(
            "改成资源清单里的编号，或者先把它列入清单",
            "Name one on the list of resources, or put it on the list first",
        ),
    )


def _advice(
    life_event: str, matter: str, requirement: RequirementSpec, known: dict[str, Text]
) -> Iterator[Finding]:
    """数据共享能查的，一律取消: what a register knows is not asked of the person."""
    is_asked = all(source.kind in BY_THE_PERSON for source in requirement.sources)
    if requirement.generated_form or not is_asked:
        return
    for code in resources_by_material().get(requirement.material, ()):
        if code in known:
            name = requirement.name, requirement.name_en or requirement.name
            yield Finding(
                "advice.resource",
                Severity.ADVICE,
                Spot(life_event, matter, requirement=requirement.key),
                Text(
                    f"“{name[0]}”可以向“{known[code].zh}”（{code}）核对，不用申请人交",
                    f"“{name[1]}” can be checked in “{known[code].en}” ({code}) instead of being "
                    "handed in",
                ),
                Text(f"加上来源：数据共享 {code}", f"Add the source: data sharing {code}"),
            )


register_life_event_check("resources", check_resources)
