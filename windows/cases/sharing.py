"""What the registers have answered so far: prefilled fields, and how far the reads are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from datasharing.answers import value_at
from datasharing.disputes.models import DataDispute
from datasharing.disputes.queries import in_force
from datasharing.models import Exchange
from datasharing.queries import exchanges_of
from datasharing.states import ExchangeState, Sharing
from portal.accounts.models import Applicant
from services.catalogue.text import Text
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import APPLICANT, people_in
from windows.cases.plans import plan_of
from windows.cases.readings import FORM
from windows.cases.slots import READS
from windows.cases.states import SlotState
from windows.planning.plan import PlannedField


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A value known for a field, and who knows it."""

    value: str
    origin: Text


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reads of a case are: `waiting` names those still under way."""

    answered: int
    asked: int
    waiting: tuple[Text, ...]

    @property
    def is_done(self) -> bool:
        return not self.waiting


PERSONAL = ("name", "id_number", "phone", "address")
"""What a path may take from the applicant: `applicant.phone`."""
NAMED_WITH = ("name", "id_number")
"""And from another party, `seller.name`: only what the applicant has told us themselves. A
number and
a name must not be enough to be shown that person's telephone and address.
"""


def prefill(case: Case) -> Mapping[str, Prefilled]:
    """Element → value known for this case, by the first path of the plan's field that has one.

    From the people's own registration, or read for this case. The person only confirms it; where
    they say it is wrong, their version prevails.
    """
    people = people_in(case)
    answers = _answers_for_the_form(case)
    words = {(each.exchange_id, each.path): each for each in in_force(case.number)}
    found: dict[str, Prefilled] = {}
    for field in plan_of(case).fields:
        known = (
            each
            for path in field.prefill
            for each in _values(
                path,
                people=people,
                answers=[each for each in answers if _serves(each, field)],
                words=words,
            )
        )
        usable = ((fitting(field, value), origin) for value, origin in known)
        told = next(((value, origin) for value, origin in usable if value), None)
        if told is not None:
            found[field.element] = Prefilled(*told)
    return found


def _serves(exchange: Exchange, field: PlannedField) -> bool:
    """What is shared on conditions fills in only the fields that it was asked for."""
    if exchange.resource.sharing != Sharing.CONDITIONAL:
        return True
    return any(requirement == FORM + field.element for _, requirement in exchange.needs)


def _answers_for_the_form(case: Case) -> list[Exchange]:
    """Of a register that is read about the applicant only what it says of them; of another, such
    as that of the home somebody sells to them, what it says of that party.
    """
    asked = list(exchanges_of(case.number))
    theirs = {each.resource.code for each in asked if _is_about_applicant(case, each)}
    theirs |= {
        source.ref
        for material in plan_of(case).materials
        if material.party == APPLICANT
        for source in (material.source, *material.fallbacks)
        if source.kind.value in READS and source.ref
    }
    return [
        each
        for each in asked
        if each.state == ExchangeState.ANSWERED
        and (_is_about_applicant(case, each) or each.resource.code not in theirs)
    ]


def _is_about_applicant(case: Case, exchange: Exchange) -> bool:
    return exchange.subject_id == case.applicant_id


def _values(
    path: str,
    *,
    people: Mapping[str, Applicant],
    answers: Sequence[Exchange],
    words: Mapping[tuple[UUID, str], DataDispute],
) -> Iterator[tuple[object, Text]]:
    origin, _, inside = path.partition(".")
    person = people.get(origin)
    told_us = PERSONAL if origin == APPLICANT else NAMED_WITH
    if person is not None and inside in told_us:
        yield getattr(person, inside), Text("您登记的信息", "What you registered")
    for exchange in answers:
        if exchange.resource.code != origin:
            continue
        word = words.get((exchange.pk, inside))
        if word is not None:  # what does not fit the field is asked, never the register's instead
            yield word.claimed, _corrected(word)
            continue
        yield value_at(exchange.answer, inside), _register(exchange, people[APPLICANT])


def _register(exchange: Exchange, applicant: Applicant) -> Text:
    """Its name, and of whom it speaks where that is not the applicant."""
    register = Text(exchange.resource.name, exchange.resource.name_en or exchange.resource.name)
    if exchange.subject_id == applicant.pk:
        return register
    person = exchange.subject.name
    return Text(f"{register.zh}（{person}）", f"{register.en} ({person})")


def _corrected(word: DataDispute) -> Text:
    """Theirs prevails, and both are told apart."""
    return Text(
        f"您更正的，登记的是“{word.said}”", f"Your correction; the register says “{word.said}”"
    )


def fitting(field: PlannedField, value: object) -> str:
    """The value as the field takes it; empty when it does not fit: then the person is asked."""
    if not isinstance(value, str | int | float):
        return ""
    if field.kind != "choice":
        return str(value)
    return next(
        (code for code, label in field.choices if str(value) in (code, label.zh, label.en)), ""
    )


def sharing_progress(case: Case) -> Progress:
    """For the page that polls while the reads are under way; a source that is down is not
    waited for.
    """
    exchanges = list(exchanges_of(case.number))
    waiting = {
        exchange.resource.code: Text(exchange.resource.name, exchange.resource.name_en)
        for exchange in exchanges
        if exchange.state == ExchangeState.ASKED
    }
    # Agreed to a moment ago; the worker has not written the question down yet.
    just_agreed = MaterialSlot.objects.filter(
        case=case, state=SlotState.ASKED, exchange_id__isnull=True
    )
    for slot in just_agreed:
        waiting.setdefault(slot.source_ref, Text(slot.name, slot.name_en))
    answered = sum(exchange.state != ExchangeState.ASKED for exchange in exchanges)
    return Progress(answered, answered + len(waiting), tuple(waiting.values()))
