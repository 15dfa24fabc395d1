"""What everybody will say, and the end that follows by the rule in words."""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.spec import OnDenial
from windows.planning import Plan


@dataclass(frozen=True)
class Course:
    decisions: dict[int, bool]
    """By place in the plan: granted?"""
    order: list[int]
    """Who decides first where several could."""
    answers: list[tuple[int, bool]]
    """Of each question in turn: after how many more decisions it is answered, and whether the
    others end. A question beyond these is never answered: silence."""

    def questions(self) -> Questions:
        return Questions(list(self.answers))


class Questions:
    """The applicant, who is asked one thing at a time."""

    def __init__(self, answers: list[tuple[int, bool]]) -> None:
        self._answers = answers
        self._decided = 0

    def one_decided(self, *, is_open: bool) -> None:
        self._decided = self._decided + 1 if is_open else 0

    def is_due(self) -> bool:
        return bool(self._answers) and self._decided >= self._answers[0][0]

    def is_stopped(self) -> bool:
        self._decided = 0
        return self._answers.pop(0)[1]


def expected(made: Plan, course: Course) -> dict[int, str]:
    """What lacks an output it needs is not needed; after a denial all others go on, or end, or the
    applicant is asked and they go on meanwhile."""
    place = {matter.code: number for number, matter in enumerate(made.matters, start=1)}
    ended: dict[int, str] = {}
    asked, is_open = course.questions(), False
    while True:
        _skip(made, place, ended)
        ready = [
            place[matter.code]
            for matter in made.matters
            if place[matter.code] not in ended
            and all(place[wait.matter] in ended for wait in matter.waits_for)
        ]
        if not ready:
            return ended
        if is_open and asked.is_due():
            is_open = False
            if asked.is_stopped():
                return dict.fromkeys(place.values(), "not_needed") | ended
            continue
        number = min(ready, key=course.order.index)
        asked.one_decided(is_open=is_open)
        ended[number] = "approved" if course.decisions[number] else "denied"
        if ended[number] == "denied":
            if made.on_denial is OnDenial.STOP:
                return dict.fromkeys(place.values(), "not_needed") | ended
            is_open = is_open or made.on_denial is OnDenial.ASK


def _skip(made: Plan, place: dict[str, int], ended: dict[int, str]) -> None:
    """At once, not in its turn: nothing is waited for that can never come."""
    for matter in sorted(made.matters, key=lambda each: each.stage):
        outputs = [ended.get(place[code]) for code in made.outputs_needed(matter.code)]
        if place[matter.code] not in ended and {"denied", "not_needed"} & set(outputs):
            ended[place[matter.code]] = "not_needed"
