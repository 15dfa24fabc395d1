"""How often the person must really come. All that must be done in person is done in one visit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.catalogue.spec import Necessity, OutcomeKind
from services.catalogue.text import Text
from windows.planning.known import Channel
from windows.planning.names import both
from windows.planning.plan import PlannedMaterial, Visits
from windows.planning.sentences import plural
from windows.planning.situation import Situation

CHOSE_WINDOW = Text("您选择到窗口办理", "You chose to apply at a window")
NOTHING = Text("这次没有要办的事项，不用来", "Nothing is applied for, so there is no need to come")


def visits(situation: Situation, materials: Iterable[PlannedMaterial]) -> Visits:
    """0 or 1; 0 where nothing is applied for.

    `before` is what a source says of going from door to door, else one trip per department.
    """
    walked = situation.prepared.spec.walked_visits
    departments = {included.matter.department for included in situation.matters}
    before = len(departments) if walked is None else walked
    if not situation.matters:
        return Visits(0, (), before, NOTHING)
    reasons = tuple(dict.fromkeys(_reasons(situation, materials)))
    trips = plural(before, "trip")
    if reasons:
        sentence = Text(f"只要来 1 次，原来要跑 {before} 次", f"Come once; before it took {trips}")
        return Visits(1, reasons, before, sentence)
    sentence = Text(f"不用来，原来要跑 {before} 次", f"No need to come; before it took {trips}")
    return Visits(0, (), before, sentence)


def _reasons(situation: Situation, materials: Iterable[PlannedMaterial]) -> Iterator[Text]:
    if situation.outcome.kind is OutcomeKind.IN_PERSON:
        yield from situation.outcome.reasons
    for included in situation.matters:
        if included.matter.visit_reason:
            yield both(included.matter.visit_reason, included.matter.visit_reason_en)
    for material in materials:
        if material.original_at_window and material.necessity is not Necessity.OPTIONAL:
            yield Text(
                f"“{material.name.zh}”要在窗口看原件",
                f"The original of “{material.name.en}” must be shown at the window",
            )
    if situation.known.channel is Channel.WINDOW:
        yield CHOSE_WINDOW
