"""The Plan: what will happen for one person's one thing, and why, line by line.

Plain frozen data. A case stores `to_json()` and everything else carries it out. Every `Text` in
it is written in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from services.catalogue.spec import DayUnit, Necessity, OnDenial, OutcomeKind, SourceKind
from services.catalogue.text import Text
from windows.planning.codec import decode, encode
from windows.planning.known import APPLICANT, Channel

VERSION = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the case can go on at all. Ineligible and handed-over plans have no matters."""

    kind: OutcomeKind
    reasons: tuple[Text, ...]
    hands_to: str = ""
    """Life event code, when handed over."""


@dataclass(frozen=True, slots=True)
class Wait:
    matter: str
    """Code of the matter that must be decided first."""
    why: Text


@dataclass(frozen=True, slots=True)
class PlannedMatter:
    code: str
    name: Text
    department: Text
    reason: Text
    """Which answer brought it in."""
    waits_for: tuple[Wait, ...]
    stage: int
    """From 1; matters of one stage run at the same time."""
    start: int
    """Days after acceptance, in the plan's unit, when it starts, and when it ends."""
    end: int
    starts_on: date | None
    ends_on: date | None
    """None while the holidays of that year are not announced."""
    promised: int
    """Days of its own limit, special procedures not counted."""
    statutory: int | None
    """By law, in `unit`; None also where the law's own days are of the other kind."""
    unit: DayUnit
    wait: Text
    """When it starts and how long it takes."""
    is_instant: bool
    fee: Text
    """Both empty when nothing is known of a fee."""
    outputs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PlannedSource:
    kind: SourceKind
    ref: str = ""
    """OUTPUT: the matter; RESOURCE: the interface; LICENCE: that of the register, "" if held."""


@dataclass(frozen=True, slots=True)
class PlannedMaterial:
    """One thing got once, for every requirement of every matter that it meets."""

    key: str
    """Unique in the plan: `material/role`; a second one of that pair adds what sets it apart."""
    material: str
    party: str
    """Role of the person whose material it is."""
    name: Text
    needed_by: tuple[tuple[str, str], ...]
    """(matter code, requirement key) pairs."""
    source: PlannedSource
    reason: Text
    fallbacks: tuple[PlannedSource, ...]
    """Where else it may come from, in order, should the source fail."""
    necessity: Necessity
    """The strictest of those who need it."""
    original_at_window: bool
    generated: bool
    """The portal fills it in from the application; nobody is asked for it."""
    already_given: bool
    """A commitment signed before, in this case."""

    @property
    def asks(self) -> bool:
        """True when the person has something to do for it: hand in, or sign a commitment."""
        by_person = self.source.kind in (SourceKind.APPLICANT, SourceKind.COMMITMENT)
        return by_person and not self.generated and not self.already_given

    @property
    def blocks(self) -> bool:
        """False for what may be left out (非必要) or handed in later (容缺后补)."""
        return self.necessity is Necessity.REQUIRED


@dataclass(frozen=True, slots=True)
class PlannedField:
    element: str
    label: Text
    kind: str
    required: bool
    hint: Text
    choices: tuple[tuple[str, Text], ...]
    asked_by: tuple[str, ...]
    """Codes of the matters that use it; the person is asked once."""
    prefill: tuple[str, ...]
    """`resource.field` paths of connected resources and `role.field` paths, first answer wins."""
    reason: Text


@dataclass(frozen=True, slots=True)
class PlannedProcedure:
    """A special procedure (特别程序): it adds its days to its matter."""

    matter: str
    name: Text
    days: int | None
    unit: DayUnit
    reason: Text


@dataclass(frozen=True, slots=True)
class DayRow:
    """One calendar day of the promise's arithmetic."""

    day: date
    counted: bool
    why: Text


@dataclass(frozen=True, slots=True)
class Promise:
    days: int
    """Length of the critical path: the sum of the limits of the matters on it."""
    unit: DayUnit
    """Of `days`. Where limits of both kinds meet, working days: an upper bound, since no number of
    natural days takes longer than as many working days."""
    unit_note: Text
    promised_on: date | None
    statutory_days: int | None
    statutory_unit: DayUnit
    statutory_on: date | None
    statutory_note: Text
    walked_days: int
    """What the same matters take one after the other."""
    critical_path: tuple[str, ...]
    sentence: Text
    day_table: tuple[DayRow, ...]
    """Every day from the day after application to the promised day; empty when no date is known."""


class ErrandKind(StrEnum):
    """What ends it: each kind is over by something else."""

    APPLICATION = "application"
    """Done at a counter as the case begins."""
    APPEARANCE = "appearance"
    """Presence for a matter that begins later."""
    INSPECTION = "inspection"
    """Where the thing is, or where one is examined; never at the counter."""
    COLLECT = "collect"
    """A result that only a window hands over."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One reason to be there."""

    occasion: int
    """From 1, in the order in which the occasions come."""
    kind: ErrandKind
    matter: str
    """Its code; empty for what the application as a whole asks."""
    what: Text
    """The reason; of COLLECT the name of the result."""


@dataclass(frozen=True, slots=True)
class Visits:
    count: int
    reasons: tuple[Text, ...]
    """Why the person must come; empty when they need not."""
    before: int
    """Trips it took going from door to door."""
    sentence: Text
    errands: tuple[Errand, ...] = ()
    """What `reasons` says, line by line: of what kind and for which matter. Plans made before this
    was kept, whose JSON has no such key, have none though `count` is not 0.
    """


@dataclass(frozen=True, slots=True)
class Burden:
    """How many papers were asked before and are asked now.

    `before` is `asked` + the sum of `spared`. Optional papers count on neither side.
    """

    before: int
    """Every requirement of every matter, for every party, as handed in door by door."""
    asked: int
    spared: tuple[tuple[str, int], ...]
    """(source kind | "generated" | "shared" | "given", count); shared: one hand-in serves many."""
    sentence: Text


@dataclass(frozen=True, slots=True)
class Plan:
    v: int
    life_event: str
    name: Text
    planned_on: date
    channel: Channel
    outcome: Outcome
    parties: tuple[tuple[str, Text], ...]
    """(role, name) of those besides the applicant whose material is needed: they must join."""
    matters: tuple[PlannedMatter, ...]
    """By stage, then in the order of the life event."""
    materials: tuple[PlannedMaterial, ...]
    fields: tuple[PlannedField, ...]
    procedures: tuple[PlannedProcedure, ...]
    departments: tuple[Text, ...]
    widest: int
    """The most matters under way at the same time: the size of the fullest stage."""
    widest_sentence: Text
    promise: Promise
    visits: Visits
    burden: Burden
    on_denial: OnDenial = OnDenial.CONTINUE
    """Whether the other matters go on when one is denied. Plans made before this was stated, whose
    JSON has no such key, go on.
    """
    jointly: tuple[str, ...] | None = None
    """Matters that are licences of several departments, begun side by side on one receipt: their
    time has an end in common (行政许可法 art. 42(2)). None in plans made before this was kept,
    whose JSON has no such key: nobody said of them what is handled together.
    """

    @property
    def can_apply(self) -> bool:
        return self.outcome.kind in (OutcomeKind.PROCEED, OutcomeKind.IN_PERSON)

    @property
    def resources(self) -> tuple[str, ...]:
        """Codes of the data resources it would read, so of those that need a consent; sorted."""
        kinds = (SourceKind.LICENCE, SourceKind.RESOURCE)
        read = {m.source.ref for m in self.materials if m.source.kind in kinds and m.source.ref}
        read |= {path.partition(".")[0] for field in self.fields for path in field.prefill}
        people = {APPLICANT, *(role for role, _ in self.parties)}
        return tuple(sorted(read - people))

    def outputs_needed(self, code: str) -> tuple[str, ...]:
        """The matters without whose output this one can never be done, in the order of the plan.

        It waits for others only because a rule of law says so; those may end either way.
        """
        waits = {wait.matter for wait in self.matter(code).waits_for}
        makers = {
            material.source.ref
            for material in self.materials
            if material.source.kind is SourceKind.OUTPUT
            and any(user == code for user, _key in material.needed_by)
        }
        return tuple(matter.code for matter in self.matters if matter.code in waits & makers)

    def matter(self, code: str) -> PlannedMatter:
        return next(matter for matter in self.matters if matter.code == code)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON data with the keys always in the same order."""
        data: dict[str, Any] = encode(self)
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Plan:
        """The same plan again. ValueError for data written by another version."""
        if data.get("v") != VERSION:
            raise ValueError(f"plan version {data.get('v')!r}, expected {VERSION}")
        earlier = {"on_denial": OnDenial.CONTINUE.value, "jointly": None}
        visits = {"errands": []} | data["visits"]
        plan: Plan = decode(cls, earlier | data | {"visits": visits})
        return plan
