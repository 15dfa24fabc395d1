"""What a draft touches: other life events, cases under way, the forms of all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from services.catalogue.spec import LifeEventSpec
from services.catalogue.text import Text
from services.revisions.affected import affected_by
from services.revisions.queries import published_spec_of
from windows.cases.models import Case
from windows.cases.states import OPEN, CaseState
from windows.planning.names import both


@dataclass(frozen=True, slots=True)
class Touched:
    """One life event: the draft's own, or another that shares a changed matter."""

    code: str
    name: Text
    open_cases: int
    form: tuple[Text, ...]
    """Data elements that its form gains or loses."""


@dataclass(frozen=True, slots=True)
class Impact:
    events: tuple[Touched, ...]
    """Its own first; the others are published again with it."""
    open_by_state: tuple[tuple[CaseState, int], ...]
    """Under way in all of them; each is finished as it began."""

    @property
    def others(self) -> tuple[Touched, ...]:
        return self.events[1:]

    @property
    def open_cases(self) -> int:
        return sum(number for _state, number in self.open_by_state)


def impact_of(spec: LifeEventSpec) -> Impact:
    specs = (spec, *affected_by(spec))
    rows = (
        Case.objects.filter(
            life_event_edition__life_event__code__in=[each.code for each in specs],
            state__in=OPEN,
            is_rehearsal=False,
        )
        .values_list("life_event_edition__life_event__code", "state")
        .annotate(number=Count("pk"))
        .order_by()
    )
    by_event: Counter[str] = Counter()
    by_state: Counter[str] = Counter()
    for code, state, number in rows:
        by_event[code] += number
        by_state[state] += number
    return Impact(
        events=tuple(
            Touched(each.code, both(each.name, each.name_en), by_event[each.code], _form(each))
            for each in specs
        ),
        open_by_state=tuple(
            (CaseState(state), by_state[state]) for state in OPEN if by_state[state]
        ),
    )


def _form(spec: LifeEventSpec) -> tuple[Text, ...]:
    before = published_spec_of(spec.code)
    if before is None:
        return ()
    was, now = _elements(before), _elements(spec)
    added = [label for code, label in now.items() if code not in was]
    removed = [label for code, label in was.items() if code not in now]
    return (
        *(Text(f"多填“{label.zh}”", f"“{label.en}” added") for label in added),
        *(Text(f"不再填“{label.zh}”", f"“{label.en}” removed") for label in removed),
    )


def _elements(spec: LifeEventSpec) -> dict[str, Text]:
    return {
        field.element: both(field.label, field.label_en)
        for included in spec.matters
        for field in included.matter.fields
    }
