"""`denial.*`: what a life event says of the others when one matter is denied must make sense."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from services.catalogue.spec import LifeEventSpec, OnDenial, SourceKind
from services.catalogue.text import Text
from services.checks.findings import Finding, Severity, Spot
from services.checks.registry import Coverage

Graph = Mapping[str, frozenset[str]]


def check_on_denial(event: LifeEventSpec, _coverage: Coverage) -> Iterator[Finding]:
    if event.on_denial is OnDenial.CONTINUE:
        return
    if not _leaves_anything(event):
        yield Finding(
            "denial.pointless",
            Severity.WARNING,
            Spot(event.code),
            Text(
                "不予许可哪一项，都没有别的事项还在办，写“不再办”或“问申请人”没有用处",
                "Whatever is denied, no other matter is left undecided: there is nothing to stop "
                "or to ask about",
            ),
            Text("改为“其余的继续办”", "Let the others go on"),
        )
    elif event.on_denial is OnDenial.STOP and not any(event.own_bases()):
        yield Finding(
            "denial.without_law",
            Severity.ERROR,
            Spot(event.code),
            Text(
                "一项不予许可，其余就不再办，却没有写依据哪条法律",
                "The others end when one is denied, and no law is cited for it",
            ),
            Text(
                "在办理条件或事项的“适用依据”里写上法律，或者改为“问申请人”",
                "Cite it at a condition or at a matter's place, or have the applicant asked",
            ),
        )


def _leaves_anything(event: LifeEventSpec) -> bool:
    """True when the denial of some matter may leave another undecided that did not need it."""
    codes = frozenset(each.matter.code for each in event.matters)
    needs = {
        each.matter.code: frozenset(
            source.matter
            for requirement in each.matter.requirements
            for source in requirement.sources
            if source.kind is SourceKind.OUTPUT and source.matter in codes
        )
        for each in event.matters
    }
    waits = {
        each.matter.code: needs[each.matter.code] | (codes & frozenset(each.starts_after))
        for each in event.matters
    }
    used = {code: frozenset(user for user in codes if code in needs[user]) for code in codes}
    return any(codes - {code} - _all(code, used) - _all(code, waits) for code in codes)


def _all(code: str, graph: Graph) -> frozenset[str]:
    """Everything that can be reached from it."""
    found: set[str] = set()
    ahead = [code]
    while ahead:
        for each in graph[ahead.pop()] - found:
            found.add(each)
            ahead.append(each)
    return frozenset(found)
