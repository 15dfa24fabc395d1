"""Whoever plays in a rehearsal is known to every register that the plan will read."""

from __future__ import annotations

import pytest

from datasharing.resource_list import load_resources
from datasharing.sandbox.clans import AS_OF
from datasharing.sandbox.people import Firm, Person
from datasharing.sandbox.population import pair
from datasharing.sandbox.registers import REGISTERS, knows
from portal.accounts.actor import SYSTEM
from portal.accounts.models import Applicant
from tests.windows.planning.test_shipped_catalogue import CODES, events, make
from windows.planning import Known, Plan, check_answers, sample
from windows.rehearsal import people
from windows.rehearsal.casting import Part, is_suitable, parts_of, ranked
from windows.rehearsal.choosing import parse_answers
from windows.rehearsal.errors import RehearsalStuck
from windows.rehearsal.wishes import WISHES

ALL = Known(connected=frozenset(REGISTERS))
EVERYTHING = "mortgage={},pay=cash,only=yes,limit=yes,agent=no,utility=water,fund=no"


@pytest.fixture(autouse=True)
def _listed(db):
    load_resources(actor=SYSTEM)


def busiest(code: str) -> Plan:
    """The plan with the most matters, among those that can go on."""
    event = events()[code]
    plans = (make(event, answers, ALL) for answers in sample(event, 300))
    return max(
        (plan for plan in plans if plan.can_apply),
        key=lambda plan: (len(plan.matters), len(plan.materials)),
    )


def planned(code: str, answers: str) -> Plan:
    event = events()[code]
    return make(event, check_answers(event, parse_answers(answers)), ALL)


def cast_for(code: str, plan: Plan) -> dict[str, tuple[Part, Person | Firm]]:
    """The best for every role, as `invite` finds them while nobody has been met."""
    taken: dict[Part, Person | Firm] = {}
    for part in parts_of(plan, audience=events()[code].audience).values():
        taken[part] = next(each for each in ranked(part) if is_suitable(each, taken, part))
    return {part.role: (part, someone) for part, someone in taken.items()}


@pytest.mark.parametrize("code", CODES)
def test_everybody_is_known_where_the_plan_reads(code):
    for role, (part, someone) in cast_for(code, busiest(code)).items():
        unknown = [each for each in part.registers if not knows(each, someone)]
        unwished = [
            each
            for each in part.materials
            if each in WISHES and not WISHES[each](someone, part.materials)
        ]
        assert (unknown, unwished) == ([], []), role


@pytest.mark.parametrize("code", CODES)
def test_in_every_one_of_them_something_is_read(code):
    parts = parts_of(busiest(code), audience=events()[code].audience)
    assert any(part.registers for part in parts.values())


def test_a_birth_has_a_newborn_and_a_retirement_somebody_old():
    _, parent = cast_for("P01", busiest("P01"))["applicant"]
    (birth,) = knows("DS05", parent)
    assert birth["born_at"] >= f"{AS_OF.year}-09-01"

    _, worker = cast_for("P04", busiest("P04"))["applicant"]
    assert worker.age_on(AS_OF) >= 58
    assert worker.work == "staff"


def test_who_marry_are_free_to_and_unrelated():
    cast = cast_for("P03", planned("P03", "prior=divorced,hukou=none,birthreg=no"))
    (_, one), (_, other) = cast["applicant"], cast["spouse"]

    assert one.divorced_on
    assert one.sex != other.sex
    assert one.username[-4:] != other.username[-4:]
    assert {record["status"] for record in knows("DS07", other)} <= {"离婚", "丧偶"}


def test_a_founder_is_a_person_and_a_developer_a_firm():
    assert isinstance(cast_for("E01", busiest("E01"))["applicant"][1], Person)
    assert isinstance(cast_for("E02", busiest("E02"))["applicant"][1], Firm)
    assert isinstance(cast_for("P11", busiest("P11"))["seller"][1], Firm)
    hiring = cast_for("E04", busiest("E04"))
    assert isinstance(hiring["applicant"][1], Firm)
    assert hiring["employee"][1].work == "jobless"


@pytest.mark.parametrize("mortgage", ["no", "yes"])
def test_a_mortgaged_home_only_where_the_bank_is_asked(mortgage):
    plan = planned("P10", EVERYTHING.format(mortgage))
    _, seller = cast_for("P10", plan)["seller"]

    assert [bool(home.mortgage) for home in seller.homes] == [mortgage == "yes"] * len(seller.homes)
    assert {home.restriction for home in seller.homes} == {""}


def met(person: Person) -> None:
    Applicant.objects.create(
        kind="person", name=person.name, id_type="resident_id", id_number=person.id_number
    )


def test_whoever_was_met_is_not_invited_again():
    part, first = cast_for("P09", busiest("P09"))["applicant"]
    met(first)

    assert people._unmet(part, {}) == ranked(part)[1]


def test_when_all_are_used_it_says_so(monkeypatch):
    buyer, _ = pair(3)
    monkeypatch.setattr(people, "ranked", lambda part: (buyer,))
    met(buyer)
    part = Part("applicant", is_firm=False, registers=(), useful=(), materials=())

    with pytest.raises(RehearsalStuck, match="10000"):
        people._unmet(part, {})
    other = Part("seller", is_firm=False, registers=(), useful=(), materials=())
    assert people._unmet(other, {}) == buyer  # a party may well have been in another case
