"""Whether the trust that a requirement wants can be had: rules `trust.*` of docs/checks.md.
Imported once, when Django is ready.
"""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.codelists import TrustLevel
from services.catalogue.spec import MatterSpec, RequirementSpec, SourceKind
from services.catalogue.text import Text
from services.checks.findings import Finding, Severity, Spot
from services.checks.registry import register_matter_check

BY_HAND = frozenset({SourceKind.APPLICANT, SourceKind.DOCUMENT})


def check_trust(spec: MatterSpec) -> Iterator[Finding]:
    """A copy that nobody can bring up to the level keeps its case from ever being accepted."""
    for requirement in spec.requirements:
        needed = requirement.elements.trust_level
        if not needed or needed == TrustLevel.D:
            continue
        spot = Spot("", spec.code, requirement=requirement.key)
        is_by_hand = any(source.kind in BY_HAND for source in requirement.sources)
        if requirement.generated_form:
            yield _finding("trust.unreachable", spot, requirement, SELF_MADE, LOWER)
        elif needed == TrustLevel.A and is_by_hand:
            yield _finding("trust.unreachable", spot, requirement, ONLY_ISSUED, BY_DATA)
        elif needed == TrustLevel.B and is_by_hand and not requirement.original_at_window:
            yield _finding("trust.visit", spot, requirement, NEEDS_VISIT, SAY_VISIT)


SELF_MADE = Text("由申请表生成，只有 D 级", "made from the application, so no more than D")
ONLY_ISSUED = Text("本人交来的到不了 A 级", "what a person hands in cannot be A")
NEEDS_VISIT = Text(
    "核对原件要到窗口，却没有说", "the original is seen at a window, and it is not said"
)
LOWER = Text("不要写最低可信等级", "State no level for it")
BY_DATA = Text(
    "只留电子证照或数据共享作来源，或者降为 B 级",
    "Keep only licences and registers as sources, or ask for B",
)
SAY_VISIT = Text(
    "勾选“要到窗口看原件”，让这一趟算进去；或者降为 C 级",
    "Tick that the original is shown at the window, so that the visit counts; or ask for C",
)


def _finding(
    rule: str, spot: Spot, requirement: RequirementSpec, what: Text, way_out: Text
) -> Finding:
    name = Text(requirement.name, requirement.name_en or requirement.name)
    said = Text(f"“{name.zh}”的可信等级：{what.zh}", f"Trust of “{name.en}”: {what.en}")
    return Finding(rule, Severity.ERROR, spot, said, way_out)


register_matter_check("trust", check_trust)
