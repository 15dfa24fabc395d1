"""The shipped life events as they are, and ways to break one of them in one place."""

from __future__ import annotations

from dataclasses import replace

from services.catalogue.spec import Condition, LifeEventSpec, MatterSpec
from services.checks.findings import Finding
from services.checks.registry import check_life_event
from tests.windows.planning.test_shipped_catalogue import events

NEVER = Condition(((("nobody_asks_this", ("x",)),),))


def event(code: str) -> LifeEventSpec:
    return events()[code]


def matter(spec: LifeEventSpec, code: str) -> MatterSpec:
    return included(spec, code).matter


def included(spec: LifeEventSpec, code: str):
    return next(each for each in spec.matters if each.matter.code == code)


def with_place(spec: LifeEventSpec, code: str, **changes) -> LifeEventSpec:
    """Another place of the matter in the life event: its condition, what it starts after."""
    return replace(
        spec,
        matters=tuple(
            replace(each, **changes) if each.matter.code == code else each for each in spec.matters
        ),
    )


def with_matter(spec: LifeEventSpec, code: str, **changes) -> LifeEventSpec:
    return with_place(spec, code, matter=replace(matter(spec, code), **changes))


def with_paper(spec: LifeEventSpec, code: str, key: str, **changes) -> LifeEventSpec:
    held = matter(spec, code)
    papers = tuple(
        replace(each, **changes) if each.key == key else each for each in held.requirements
    )
    return with_matter(spec, code, requirements=papers)


def with_question(spec: LifeEventSpec, name: str, **changes) -> LifeEventSpec:
    return replace(
        spec,
        questions=tuple(
            replace(each, **changes) if each.id == name else each for each in spec.questions
        ),
    )


def findings(spec: LifeEventSpec, rule: str) -> list[Finding]:
    """What all registered checks together say under this rule."""
    return [each for each in check_life_event(spec).findings if each.rule == rule]


def only(spec: LifeEventSpec, rule: str) -> Finding:
    """The one finding of this rule, which has a place and says what to do in both languages."""
    (finding,) = findings(spec, rule)
    assert finding.spot.life_event or finding.spot.matter
    assert all((finding.message.zh, finding.message.en))
    assert all((finding.way_out.zh, finding.way_out.en))
    return finding
