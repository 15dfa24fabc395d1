"""The last real cases put to a draft: who would now be asked for more, or refused?

Each is planned twice with its own answers, by the edition it began with and by the draft, and with
what was known then: the licences and papers that its plan used, the registers that it read and
those connected today. Nothing is read about anybody, and a case is told by its number alone. A
question that the draft asks in addition is left open, so that only what is certain is said.
Rehearsals and drafts of applicants are no cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from datasharing.queries import connected_resources
from materials.catalogue.queries import life_event_spec
from services.catalogue.spec import Answers, LifeEventSpec, Necessity, SourceKind
from services.catalogue.text import Text
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


@dataclass(frozen=True, slots=True)
class Replay:
    cases: tuple[ReplayedCase, ...]
    """Newest first, also those for whom nothing changes."""

    @property
    def asked_for_more(self) -> int:
        return sum(bool(case.now_more) for case in self.cases)

    @property
    def asked_for_less(self) -> int:
        return sum(bool(case.now_less) for case in self.cases)

    @property
    def refused(self) -> int:
        return sum(case.now_refused is not None for case in self.cases)


def replay(spec: LifeEventSpec, *, last: int = 100) -> Replay:
    """The last `last` cases of that life event against the draft."""
    cases = (
        Case.objects.filter(life_event_edition__life_event__code=spec.code, is_rehearsal=False)
        .exclude(state=CaseState.DRAFT)
        .select_related("life_event_edition")
        .order_by("-pk")[:last]
    )
    connected = connected_resources()
    return Replay(tuple(_replayed(case, spec, connected) for case in cases))


def _replayed(case: Case, spec: LifeEventSpec, connected: frozenset[str]) -> ReplayedCase:
    answers = {name: tuple(values) for name, values in case.answers.items()}
    known = _known_then(Plan.from_json(case.plan), connected)
    before = _planned(life_event_spec(case.life_event_edition), answers, known)
    refused = _gone(spec, answers)
    if refused is None:
        own = _own(spec, answers)
        after = _planned(spec, own, known)
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
