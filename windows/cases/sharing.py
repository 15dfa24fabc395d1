"""What the registers have answered so far: prefilled fields, and how far the reads are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from datasharing.answers import value_at
from datasharing.queries import exchanges_of
from datasharing.states import ExchangeState
from services.catalogue.text import Text
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import APPLICANT
from windows.cases.plans import plan_of
from windows.cases.states import SlotState


OWN_COLUMNS = ("name", "id_number", "phone", "address")
REGISTERED = Text("登记的信息", "what is registered")


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A value that another authority gave for a field, and who gave it."""

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


def prefill(case: Case) -> Mapping[str, Prefilled]:
    """Element → value read for this case or registered with us, by the first path that has one.

    The person only confirms it; where they say it is wrong, their version prevails.
    """
    people = _registered(case)
    answers = [
        (exchange.resource, exchange.answer)
        for exchange in exchanges_of(case.number)
        if exchange.state == ExchangeState.ANSWERED
    ]
    found: dict[str, Prefilled] = {}
    for field in plan_of(case).fields:
        for path in field.prefill:
            code, _, inside = path.partition(".")
            if people.get(code, {}).get(inside):
                found[field.element] = Prefilled(people[code][inside], REGISTERED)
                break
            values = (
                (resource, value_at(answer, inside))
                for resource, answer in answers
                if resource.code == code
            )
            told = next(
                ((r, v) for r, v in values if isinstance(v, str | int | float) and v != ""), None
            )
            if told is not None:
                resource, value = told
                found[field.element] = Prefilled(str(value), Text(resource.name, resource.name_en))
                break
    return found


def _registered(case: Case) -> dict[str, dict[str, str]]:
    """Role → what the person's own entry says. Of a party, only what the applicant has said, until
    that party has joined.
    """
    applicant = case.applicant
    known = {APPLICANT: {name: getattr(applicant, name) for name in OWN_COLUMNS}}
    for party in case.parties.select_related("applicant"):
        columns = OWN_COLUMNS if party.confirmed_at else ("name", "id_number")
        known[party.role] = {name: getattr(party.applicant, name) for name in columns}
    return known


def sharing_progress(case: Case) -> Progress:
    """For the page that polls while the reads are under way; a source that is down is not waited for."""
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
