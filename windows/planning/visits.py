"""How often the person must really come. All that must be done in person is done in one visit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.catalogue.spec import IncludedMatter, LifeEventSpec, Necessity, OutcomeKind
from services.catalogue.text import Text
from windows.planning.known import Channel
from windows.planning.names import both
from windows.planning.plan import Outcome, PlannedMaterial, Visits
from windows.planning.sentences import plural

CHOSE_WINDOW = Text("您选择到窗口办理", "You chose to apply at a window")

NOTHING = Text("这次没有要办的事项，不用来", "Nothing is applied for, so there is no need to come")


def visits(
    spec: LifeEventSpec,
    outcome: Outcome,
    matters: Iterable[IncludedMatter],
    materials: Iterable[PlannedMaterial],
    departments: int,
    channel: Channel,
) -> Visits:
    """0 or 1; 0 where nothing is applied for. `before` is what a source says of going from door to door, else once per department."""
    reasons = tuple(dict.fromkeys(_reasons(outcome, matters, materials, channel)))
    before = departments if spec.walked_visits is None else spec.walked_visits
    if not departments:
        return Visits(0, (), before, NOTHING)
    return Visits(len(reasons[:1]), reasons, before, _sentence(bool(reasons), before))


def _reasons(
    outcome: Outcome,
    matters: Iterable[IncludedMatter],
    materials: Iterable[PlannedMaterial],
    channel: Channel,
) -> Iterator[Text]:
    if outcome.kind is OutcomeKind.IN_PERSON:
        yield from outcome.reasons
    for included in matters:
        if included.matter.visit_reason:
            yield both(included.matter.visit_reason, included.matter.visit_reason_en)
    for material in materials:
        if material.original_at_window and material.necessity is not Necessity.OPTIONAL:
            yield Text(
                f"“{material.name.zh}”要在窗口看原件",
                f"The original of “{material.name.en}” must be shown at the window",
            )
    if channel is Channel.WINDOW:
        yield CHOSE_WINDOW


def _sentence(comes: bool, before: int) -> Text:
    if comes:
        return Text(
            f"只要来 1 次，原来要跑 {before} 次",
            f"Come once; before it took {plural(before, 'trip')}",
        )
    return Text(
        f"不用来，原来要跑 {before} 次", f"No need to come; before it took {plural(before, 'trip')}"
    )
