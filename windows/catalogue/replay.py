"""The last real cases put to a draft: who would now be asked for more, or refused?

Put to it are the cases of the life event itself and of every other that shares a changed matter.
Each is planned twice with its own answers, by the editions it began with, those of its region
among them, and as it would be if it began once the draft is published. Both times with what was
known then: the licences and papers that its plan used, the registers that it read and those
connected today. Nothing is read about anybody, and a case is told by its number alone. A question
that the draft asks in addition is left open, so that only what is certain is said. Rehearsals and
drafts of applicants are no cases.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field, replace

from datasharing.queries import connected_resources
from services.catalogue.lookups import matter_specs
from services.catalogue.spec import Answers, LifeEventSpec, MatterSpec, Necessity, SourceKind
from services.catalogue.text import Text
from services.models import Matter, Region
from services.overlays.queries import nearest_editions
from services.revisions.affected import affected_by
from windows.cases.editions import pins_of, spec_of_case
from windows.cases.models import Case
from windows.cases.states import CaseState
from windows.planning import Channel, Known, Plan, PlanImpossible, plan
from windows.planning.names import both
from windows.planning.proof import NO_DATES, SOME_DAY
from windows.planning.sentences import joined, plural


@dataclass(frozen=True, slots=True)
class ReplayedCase:
    number: str
    now_more: tuple[Text, ...] = ()
    now_less: tuple[Text, ...] = ()
    now_refused: Text | None = None

    @property
    def is_changed(self) -> bool:
        return bool(self.now_more or self.now_less or self.now_refused)


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one life event, newest first, also those for whom nothing changes."""

    code: str
    name: Text
    cases: tuple[ReplayedCase, ...]

    @property
    def changed(self) -> tuple[ReplayedCase, ...]:
        return tuple(case for case in self.cases if case.is_changed)

    @property
    def asked_for_more(self) -> int:
        return sum(bool(case.now_more) for case in self.cases)

    @property
    def asked_for_less(self) -> int:
        return sum(bool(case.now_less) for case in self.cases)

    @property
    def refused(self) -> int:
        return sum(case.now_refused is not None for case in self.cases)


@dataclass(frozen=True, slots=True)
class Replay:
    groups: tuple[Group, ...]
    """The life event of the draft first, then the others by code."""

    @property
    def cases(self) -> tuple[ReplayedCase, ...]:
        return tuple(case for group in self.groups for case in group.cases)

    @property
    def asked_for_more(self) -> int:
        return sum(group.asked_for_more for group in self.groups)

    @property
    def asked_for_less(self) -> int:
        return sum(group.asked_for_less for group in self.groups)

    @property
    def refused(self) -> int:
        return sum(group.refused for group in self.groups)


def replay(spec: LifeEventSpec, *, last: int = 100) -> Replay:
    """The last `last` cases of that life event, and of each it takes along, against the draft."""
    connected = connected_resources()
    return Replay(tuple(_group(each, last, connected) for each in (spec, *affected_by(spec))))


def _group(spec: LifeEventSpec, last: int, connected: frozenset[str]) -> Group:
    cases = (
        Case.objects.filter(life_event_edition__life_event__code=spec.code, is_rehearsal=False)
        .exclude(state=CaseState.DRAFT)
        .select_related("life_event_edition", "region")
        .order_by("-pk")[:last]
    )
    draft = _Draft(spec)
    return Group(
        spec.code,
        both(spec.name, spec.name_en),
        tuple(_replayed(case, draft, connected) for case in cases),
    )


@dataclass
class _Draft:
    """The draft as each region would go by it, and plans already made: many cases are alike."""

    spec: LifeEventSpec
    by_region: dict[str, LifeEventSpec] = field(default_factory=dict)
    made: dict[Hashable, Plan | Text] = field(default_factory=dict)

    def in_region(self, region: Region) -> LifeEventSpec:
        """With the region's own editions, as far as they are in force."""
        if region.code not in self.by_region:
            codes = [each.matter.code for each in self.spec.matters]
            ids = Matter.objects.filter(code__in=codes).values_list("pk", flat=True)
            own = matter_specs(list(nearest_editions(region, list(ids)).values()))
            regional = {each.code: each for each in own.values()}
            self.by_region[region.code] = _with(self.spec, regional)
        return self.by_region[region.code]

    def planned(
        self, name: Hashable, spec: LifeEventSpec, answers: Answers, known: Known
    ) -> Plan | Text:
        """`name` tells one version of the life event from another."""
        facts = (known.licences, known.documents, known.connected, known.channel)
        key = (name, tuple(sorted(answers.items())), facts)
        if key not in self.made:
            self.made[key] = _planned(spec, answers, known)
        return self.made[key]


def _replayed(case: Case, draft: _Draft, connected: frozenset[str]) -> ReplayedCase:
    spec = draft.in_region(case.region)
    answers = {name: tuple(values) for name, values in case.answers.items()}
    known = _known_then(Plan.from_json(case.plan), connected)
    began_with = (case.life_event_edition_id, pins_of(case))
    before = draft.planned(began_with, spec_of_case(case), answers, known)
    refused = _gone(spec, answers)
    if refused is None:
        own = _own(spec, answers)
        after = draft.planned(case.region.code, spec, own, known)
        if isinstance(after, Text):
            refused = after
    if refused is not None:
        is_news = isinstance(before, Plan)
        return ReplayedCase(case.number, now_refused=refused if is_news else None)
    if isinstance(before, Text) or isinstance(after, Text):
        return ReplayedCase(case.number)
    questions = tuple(_unanswered(spec, own))
    return ReplayedCase(
        case.number,
        now_more=(*questions, *_more(before, after)),
        now_less=tuple(_less(before, after)),
    )


def _with(spec: LifeEventSpec, regional: dict[str, MatterSpec]) -> LifeEventSpec:
    if not regional:
        return spec
    return replace(
        spec,
        matters=tuple(
            replace(each, matter=regional.get(each.matter.code, each.matter))
            for each in spec.matters
        ),
    )


def _known_then(made: Plan, connected: frozenset[str]) -> Known:
    sources = [(material, material.source) for material in made.materials]
    return Known(
        licences=frozenset(
            (material.party, material.material)
            for material, source in sources
            if source.kind is SourceKind.LICENCE and not source.ref
        ),
        documents=frozenset(
            (material.party, material.material)
            for material, source in sources
            if source.kind is SourceKind.DOCUMENT
        ),
        connected=connected | frozenset(made.resources),
        channel=Channel(made.channel),
    )


def _planned(spec: LifeEventSpec, answers: Answers, known: Known) -> Plan | Text:
    """The plan, or why there is none."""
    try:
        made = plan(spec, answers, known, today=SOME_DAY, calendar=NO_DATES)
    except PlanImpossible as impossible:
        return impossible.message
    return made if made.can_apply else joined(made.outcome.reasons)


def _own(spec: LifeEventSpec, answers: Answers) -> Answers:
    asked = {question.id for question in spec.questions}
    return {name: values for name, values in answers.items() if name in asked}


def _gone(spec: LifeEventSpec, answers: Answers) -> Text | None:
    """An answer that was given and is offered no more."""
    for question in spec.questions:
        offered = {option.value for option in question.options}
        given = answers.get(question.id, ())
        if not set(given) <= offered or (len(given) > 1 and not question.multiple):
            asked = both(question.text, question.text_en)
            return Text(
                f"“{asked.zh}”不再有这样的回答", f"“{asked.en}” can no longer be answered like that"
            )
    return None


def _unanswered(spec: LifeEventSpec, answers: Answers) -> Iterator[Text]:
    for question in spec.questions:
        if question.required and question.id not in answers:
            asked = both(question.text, question.text_en)
            yield Text(f"要多回答“{asked.zh}”", f"“{asked.en}” has to be answered")


def _more(before: Plan, after: Plan) -> Iterator[Text]:
    """In what `after` asks for more."""
    for name in _missing(_papers(after), _papers(before)):
        yield Text(f"要多交“{name.zh}”", f"“{name.en}” has to be handed in")
    for name in _missing(_fields(after), _fields(before)):
        yield Text(f"要多填“{name.zh}”", f"“{name.en}” has to be filled in")
    if after.visits.count > before.visits.count:
        was, now = before.visits.count, after.visits.count
        yield Text(f"要来的次数从 {was} 变成 {now}", f"{plural(now, 'visit')} instead of {was}")
    if _takes_longer(before, after):
        yield _time(before, after)


def _less(before: Plan, after: Plan) -> Iterator[Text]:
    for name in _missing(_papers(before), _papers(after)):
        yield Text(f"不用交“{name.zh}”了", f"“{name.en}” need not be handed in")
    for name in _missing(_fields(before), _fields(after)):
        yield Text(f"不用填“{name.zh}”了", f"“{name.en}” need not be filled in")
    if after.visits.count < before.visits.count:
        was, now = before.visits.count, after.visits.count
        yield Text(f"要来的次数从 {was} 变成 {now}", f"{plural(now, 'visit')} instead of {was}")
    if _takes_longer(after, before):
        yield _time(before, after)


def _takes_longer(one: Plan, other: Plan) -> bool:
    """By their number, as the promise is told."""
    return other.promise.days > one.promise.days


def _time(before: Plan, after: Plan) -> Text:
    was, now = before.promise.days, after.promise.days
    return Text(f"承诺从 {was} 日变成 {now} 日", f"{plural(now, 'day')} promised instead of {was}")


def _papers(made: Plan) -> dict[tuple[str, str], Text]:
    return {
        (material.material, material.party): material.name
        for material in made.materials
        if material.asks and material.necessity is not Necessity.OPTIONAL
    }


def _fields(made: Plan) -> dict[tuple[str, str], Text]:
    return {
        (field.element, ""): field.label
        for field in made.fields
        if field.required and not field.prefill
    }


def _missing(
    wanted: dict[tuple[str, str], Text], held: dict[tuple[str, str], Text]
) -> Iterator[Text]:
    yield from (name for key, name in wanted.items() if key not in held)
