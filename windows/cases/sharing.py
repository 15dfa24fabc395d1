"""What the registers have answered so far: prefilled fields, and how far the reads are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from datasharing.answers import value_at
from datasharing.queries import exchanges_of
from datasharing.states import ExchangeState
from services.catalogue.text import Text
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import APPLICANT, people_in
from windows.cases.plans import plan_of
from windows.cases.states import SlotState

KNOWN_OF_PEOPLE = ("name", "id_number", "phone", "address")
"""Of the applicant; of another party only the name, which the applicant has given us themselves."""
OWN_RECORD = Text("实名信息", "Your verified identity")


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
    """Element → value read for this case, by the first path of the plan's field that has one.

    The person only confirms it; where they say it is wrong, their version prevails.
    """
    answers = [
        (exchange.resource, exchange.answer)
        for exchange in exchanges_of(case.number)
        if exchange.state == ExchangeState.ANSWERED
    ]
    people = people_in(case)
    found: dict[str, Prefilled] = {}
    for field in plan_of(case).fields:
        for path in field.prefill:
            code, _, inside = path.partition(".")
            if code in people and inside in KNOWN_OF_PEOPLE:
                known = str(getattr(people[code], inside))
                if known and (code == APPLICANT or inside == "name"):
                    found[field.element] = Prefilled(known, OWN_RECORD)
                    break
                continue
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


def sharing_progress(case: Case) -> Progress:
    """For the page that polls while the reads are under way; a source that is down is not waited
    for.
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
