"""Whoever plays in a rehearsal is known to every register that the plan will read."""

from __future__ import annotations

import pytest

from datasharing.resource_list import load_resources
from datasharing.sandbox.clans import AS_OF
from datasharing.sandbox.population import Firm, Person, pair
from datasharing.sandbox.registers import knows
from portal.accounts.actor import SYSTEM
from portal.accounts.models import Applicant
from services.catalogue.load_file import load_file
from services.catalogue.regions import SHIPPED_REGIONS, load_regions_file
from services.models import LifeEventEdition
from services.queries import published_life_events
from tests.windows.rehearse.conftest import SHIPPED
from windows.cases.planning import plan_for
from windows.rehearsal import people
from windows.rehearsal.casting import Part, is_suitable, parts_of, ranked
from windows.rehearsal.choosing import Chosen, given, most_work
from windows.rehearsal.errors import RehearsalStuck
from windows.rehearsal.wishes import WISHES

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(settings):
    settings.SANDBOX_REGISTRY_URL = "http://127.0.0.1:1"
    load_regions_file(SHIPPED_REGIONS, actor=SYSTEM)
    load_resources(actor=SYSTEM)
    load_file(SHIPPED, actor=SYSTEM)


def edition_of(code: str) -> LifeEventEdition:
    return published_life_events().get(life_event__code=code)


def cast_for(code: str, answers: str | None = None) -> dict[str, tuple[Part, Person | Firm]]:
    """The best for every role, as `invite` would find them on an empty database."""
    edition = edition_of(code)
    chosen = given(answers) if answers is not None else most_work(edition, channel="online")
    assert isinstance(chosen, Chosen)
    plan = plan_for(edition, chosen.answers, channel="online")
    taken: dict[Part, Person | Firm] = {}
    for part in parts_of(plan, audience=edition.audience).values():
        taken[part] = next(each for each in ranked(part) if is_suitable(each, taken, part))
    return {part.role: (part, someone) for part, someone in taken.items()}


def test_in_all_of_them_everybody_is_known_where_the_plan_reads(catalogue):
    found = {}
    codes = sorted(published_life_events().values_list("life_event__code", flat=True))
    for code in codes:
        for role, (part, someone) in cast_for(code).items():
            unknown = [each for each in part.registers if not knows(each, someone)]
            unwished = [
                each
                for each in part.materials
                if each in WISHES and not WISHES[each](someone, part.materials)
            ]
            if unknown or unwished:
                found[f"{code} {role}"] = (unknown, unwished)
    assert len(codes) == 22
    assert found == {}


def test_a_birth_has_a_newborn_and_a_retirement_somebody_old(catalogue):
    _, parent = cast_for("P01")["applicant"]
    (birth,) = knows("DS05", parent)
    assert birth["born_at"] >= f"{AS_OF.year}-09-01"

    _, worker = cast_for("P04")["applicant"]
    assert worker.age_on(AS_OF) >= 58
    assert worker.work == "staff"


def test_who_marry_are_free_to_and_unrelated(catalogue):
    cast = cast_for("P03", "prior=divorced,hukou=none,birthreg=no")
    (_, one), (_, other) = cast["applicant"], cast["spouse"]

    assert one.divorced_on
    assert one.sex != other.sex
    assert one.username[-4:] != other.username[-4:]
    assert {record["status"] for record in knows("DS07", other)} <= {"离婚", "丧偶"}


def test_a_founder_is_a_person_and_a_developer_a_firm(catalogue):
    assert isinstance(cast_for("E01")["applicant"][1], Person)
    assert isinstance(cast_for("E02")["applicant"][1], Firm)
    assert isinstance(cast_for("P11")["seller"][1], Firm)


def test_a_mortgaged_home_only_where_the_bank_is_asked(catalogue):
    rest = "pay=cash,only=yes,limit=no,agent=no,utility=water,fund=no"
    for mortgage in ("no", "yes"):
        _, seller = cast_for("P10", f"mortgage={mortgage},{rest}")["seller"]
        assert bool(seller.homes[0].mortgage) == (mortgage == "yes")
        assert seller.homes[0].restriction == ""


def met(person: Person) -> None:
    Applicant.objects.create(
        kind="person", name=person.name, id_type="resident_id", id_number=person.id_number
    )


def test_whoever_was_met_is_not_invited_again(catalogue):
    part, first = cast_for("P09")["applicant"]
    met(first)

    assert people._unmet(part, {}) == ranked(part)[1]


def test_when_all_are_used_it_says_so(catalogue, monkeypatch):
    buyer, _ = pair(3)
    monkeypatch.setattr(people, "ranked", lambda part: (buyer,))
    met(buyer)
    part = Part("applicant", is_firm=False, registers=(), useful=(), materials=())

    with pytest.raises(RehearsalStuck, match="10000"):
        people._unmet(part, {})
    other = Part("seller", is_firm=False, registers=(), useful=(), materials=())
    assert people._unmet(other, {}) == buyer  # a party may well have been in another case
