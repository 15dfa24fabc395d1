"""The parsimony meter: for each life event what its form asks, what for, and what it need not ask.

Counted over every matter of the life event, whatever the answers: a field that is asked in one
situation only is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from datasharing.queries import connected_resources, resource_names
from materials.catalogue.elements import said_once
from materials.queries import life_event_spec
from services.catalogue.text import Text
from services.queries import published_life_events
from windows.parsimony.observed import seen_in_cases
from windows.parsimony.verdicts import FieldRow, Sources, Verdict, rows_of

SCHEMA = "parsimony/1"


@dataclass(frozen=True, slots=True)
class EventMeter:
    code: str
    name: Text
    before: int
    """Fields on the forms of all its matters, filled in door by door."""
    rows: tuple[FieldRow, ...]

    @property
    def asked(self) -> int:
        return len(self.rows)

    def count(self, *verdicts: Verdict) -> int:
        return sum(row.verdict in verdicts for row in self.rows)

    @property
    def needless(self) -> int:
        return self.count(Verdict.NEEDLESS)

    @property
    def known(self) -> int:
        return self.count(Verdict.KNOWN)

    @property
    def possible(self) -> int:
        return self.count(Verdict.POSSIBLE)

    @property
    def confirmed(self) -> int:
        return self.count(Verdict.CONFIRMED)

    @property
    def typed(self) -> int:
        """What is left to the hand: nothing fills it in."""
        return sum(not row.is_filled for row in self.rows)

    @property
    def spare(self) -> int:
        """What could go: asked for nothing, or known and still typed."""
        return self.needless + self.known

    @property
    def share(self) -> int:
        """Per cent of what is asked that could go."""
        return round(100 * self.spare / self.asked) if self.asked else 0

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "name": self.name.zh,
            "name_en": self.name.en,
            "before": self.before,
            "asked": self.asked,
            "typed": self.typed,
            **{each.value: self.count(each) for each in Verdict},
            "spare_percent": self.share,
            "fields": [_row_as_json(row) for row in self.rows],
        }


def measure(code: str = "") -> tuple[EventMeter, ...]:
    """One life event, or all that are published: those with the most to spare first."""
    editions = published_life_events()
    if code:
        editions = editions.filter(life_event__code=code)
    specs = [life_event_spec(edition) for edition in editions]
    elements = {
        field.element
        for spec in specs
        for included in spec.matters
        for field in included.matter.fields
    }
    said = said_once(elements)
    sources = Sources(connected_resources(), resource_names())
    seen = seen_in_cases()
    found = [
        EventMeter(
            spec.code,
            Text(spec.name, spec.name_en),
            sum(len(included.matter.fields) for included in spec.matters),
            rows_of(spec, said=said, sources=sources, seen=seen.get(spec.code, {})),
        )
        for spec in specs
    ]
    return tuple(sorted(found, key=lambda each: (-each.spare, -each.share, each.code)))


def _row_as_json(row: FieldRow) -> dict[str, Any]:
    return {
        "element": row.element,
        "label": row.label.zh,
        "label_en": row.label.en,
        "verdict": row.verdict.value,
        "matters": [matter.zh for matter in row.matters],
        "used_for": [use.zh for use in row.uses],
        "known_by": [knower.zh for knower in row.known_by],
        "cases": {
            "asked": row.seen.asked,
            "blank": row.seen.blank,
            "sent_back": row.seen.sent_back,
        },
    }
