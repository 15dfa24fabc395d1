"""The publication checks for what a region would do, in each life event that has the matter."""

from __future__ import annotations

from dataclasses import replace

from services.catalogue.spec import LifeEventSpec, MatterSpec
from services.checks.findings import Finding, errors
from services.checks.registry import check_life_event, check_matter
from services.revisions.affected import affected_by_matters


def new_errors(standard: MatterSpec, local: MatterSpec) -> list[Finding]:
    """What the checks refuse in the region and not in the standard.

    That one visit is enough holds there too, whatever the region cites.
    """
    events = affected_by_matters([local])
    known = {_key(each) for each in _found(standard, events)}
    return [each for each in _found(local, events) if _key(each) not in known]


def _found(spec: MatterSpec, events: tuple[LifeEventSpec, ...]) -> list[Finding]:
    """Errors of the matter, and of the life events with it in its place."""
    found = errors(check_matter(spec).findings)
    for event in events:
        matters = tuple(
            replace(each, matter=spec) if each.matter.code == spec.code else each
            for each in event.matters
        )
        found += errors(check_life_event(replace(event, matters=matters)).findings)
    return list({(each.rule, str(each.spot), each.message): each for each in found}.values())


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, str(finding.spot)
