"""Advice on papers that are licences: rule `advice.licence` of docs/checks.md. Imported once, when
Django is ready.
"""

from __future__ import annotations

from collections.abc import Iterator

from materials.catalogue.models import MaterialType
from services.catalogue.spec import LifeEventSpec, RequirementSpec, SourceKind
from services.catalogue.text import Text
from services.checks.findings import Finding, Severity, Spot
from services.checks.registry import Coverage, register_life_event_check

BY_THE_PERSON = frozenset({SourceKind.APPLICANT, SourceKind.DOCUMENT, SourceKind.COMMITMENT})


def advise_licences(spec: LifeEventSpec, coverage: Coverage) -> Iterator[Finding]:
    """证照能证明的，一律取消: an electronic licence is as good as the paper (浙江规定 art. 8)."""
    asked = [
        (included.matter.code, requirement)
        for included in spec.matters
        for requirement in included.matter.requirements
        if _is_asked(requirement)
    ]
    codes = {requirement.material for _, requirement in asked}
    licences = set(
        MaterialType.objects.filter(code__in=codes, kind=MaterialType.Kind.LICENCE).values_list(
            "code", flat=True
        )
    )
    for matter, requirement in asked:
        if requirement.material in licences:
            yield Finding(
                "advice.licence",
                Severity.ADVICE,
                Spot(spec.code, matter, requirement=requirement.key),
                Text(
                    f"“{requirement.name}”是证照，有电子证照的不用交",
                    f"“{requirement.name_en or requirement.name}” is a licence: who holds it "
                    "electronically need not hand it in",
                ),
                Text("加上来源：电子证照", "Add the source: electronic licence"),
            )


def _is_asked(requirement: RequirementSpec) -> bool:
    return not requirement.generated_form and all(
        source.kind in BY_THE_PERSON for source in requirement.sources
    )


register_life_event_check("licences", advise_licences)
