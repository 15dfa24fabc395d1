"""What the registers say is what the population says, from every side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasharing.models import DataResource
from datasharing.sandbox.clans import AS_OF, CLANS, ROLES, clan
from datasharing.sandbox.fitting import people_who_fit, who_is_known_to
from datasharing.sandbox.population import FIRMS, Firm, demo_people, firm, population
from datasharing.sandbox.registers import FIRM_REGISTERS, REGISTERS, knows, look_up
from datasharing.sandbox.registers.record import months_between, next_anniversary

EVERYBODY = population()
clans = st.integers(0, CLANS - 1).map(clan)


def member(clan_, role):
    return clan_[ROLES.index(role)]


def one(code, someone):
    (record,) = knows(code, someone)
    return record


def keys_of(someone) -> dict[str, str]:
    if isinstance(someone, Firm):
        return {"credit_code": someone.credit_code}
    return {"id_number": someone.id_number, "name": someone.name}


def test_all_thirty_are_served_and_listed(db, resources):
    assert sorted(REGISTERS) == [f"DS{number:02d}" for number in range(1, 31)]
    connectors = DataResource.objects.values_list("connector", flat=True)
    assert set(connectors) == {"http_json"}


@pytest.mark.parametrize("code", sorted(REGISTERS))
def test_every_register_knows_somebody_and_gives_exactly_the_listed_fields(resources, code):
    found = [each for each, _ in zip(who_is_known_to([code]), range(40), strict=False)]
    if code == "DS14":  # a family without a home has a record without a contract
        found = [each for each in found if each.homes]
        found.append(EVERYBODY.by_username["wangxiaoming"])  # signed online, not filed yet
    names = {name for each in found for record in knows(code, each) for name in record}

    resource = DataResource.objects.get(code=code)
    assert names == set(resource.field_names)
    required = {key["name"] for key in resource.key_fields if key["required"]}
    key = "credit_code" if code in FIRM_REGISTERS else "id_number"
    assert all(key in name.split("|") for name in required - {"name"})


@pytest.mark.parametrize("code", sorted(REGISTERS))
def test_an_answer_says_whom_it_is_about(code):
    someone = next(who_is_known_to([code]))
    keys = keys_of(someone)

    found = look_up(code, keys)
    name = "credit_code" if isinstance(someone, Firm) else "id_number"
    assert found.about == {name: keys[name]}
    assert found.records == knows(code, someone)
    assert look_up(code, {**keys, name: keys[name][:-1] + "?"}) is None
    with pytest.raises(KeyError):
        look_up(code, {})


def test_a_stranger_and_an_unknown_register():
    assert look_up("DS07", {"id_number": "330106190001010000"}) is None
    with pytest.raises(KeyError):
        look_up("DS31", {"id_number": "330106190001010000"})


@given(clans)
def test_both_parents_and_the_child_get_the_same_birth_certificate(family):
    buyer, partner, child = (member(family, role) for role in ("buyer", "partner", "child"))
    told = one("DS05", buyer)

    assert told == one("DS05", partner) == one("DS05", child)
    assert {told["mother_name"], told["father_name"]} == {buyer.name, partner.name}
    assert (told["child_name"], told["born_at"]) == (child.name, child.born.isoformat())
    assert told["child_sex"] == ("male" if child.sex == "男" else "female")


@given(clans)
def test_a_newborn_is_known_to_the_hospital_only(family):
    child = member(family, "child")
    known = {code for code in REGISTERS if knows(code, child)}

    if child.is_registered:
        assert {"DS01", "DS02", "DS03", "DS21"} <= known
    else:
        assert known == {"DS05"}
        assert child.born.year == AS_OF.year


@given(clans)
def test_husband_and_wife_are_told_the_same(family):
    for left, right in (("buyer", "partner"), ("seller", "mate")):
        one_side, other_side = member(family, left), member(family, right)
        here, there = one("DS07", one_side), one("DS07", other_side)
        for name in ("registered_on", "registered_by"):
            assert here[name] == there[name]
        if here["status"] == "离婚":
            assert there["status"] == "离婚"
            continue
        assert here["certificate_number"] == there["certificate_number"]
        assert here["spouse_id_number"] == other_side.id_number
        assert there["spouse_name"] == one_side.name
        assert here["status"] == ("已婚" if other_side.is_alive else "丧偶")


@given(clans)
def test_the_dead_are_told_to_those_near_them(family):
    elder, buyer = member(family, "elder"), member(family, "buyer")
    if elder.is_alive:
        assert not knows("DS06", buyer)
        return
    told = one("DS06", buyer)
    assert told == one("DS06", elder)
    assert (told["died_on"], told["deceased_name"]) == (elder.died_on, elder.name)
    assert told["deceased_id_number"] == elder.id_number
    assert one("DS09", buyer)["cremated_on"] > told["died_on"]
    assert one("DS01", elder)["is_alive"] is False
    names = [each["name"] for each in one("DS02", buyer)["members"]]
    assert elder.name in names  # until somebody cancels the registration
    assert not {code for code in ("DS04", "DS16", "DS17") if knows(code, elder)}


@given(clans)
def test_titles_contracts_and_taxes_are_about_the_same_home(family):
    for person in family:
        titles = {each["certificate_number"] for each in knows("DS13", person)}
        assert titles == {home.certificate_number for home in person.homes}
        contracts = [each for each in knows("DS14", person) if "seller_name" in each]
        sales = [each for each in contracts if each["contract_number"].startswith("HT")]
        assert len(sales) == len(knows("DS15", person)) == len(person.homes)
        for sale in sales:
            keys = {"id_number": person.id_number, "contract_number": sale["contract_number"]}
            assert look_up("DS14", keys).records == (sale,)
            (tax,) = look_up("DS15", keys).records
            assert tax["paid_on"] == sale["filed_on"]


@given(clans)
def test_a_family_counts_its_homes_together(family):
    buyer, partner = member(family, "buyer"), member(family, "partner")
    together = len(buyer.homes) + len(partner.homes)
    counts = {each["family_homes"] for who in (buyer, partner) for each in knows("DS14", who)}
    assert counts == {together}


@given(st.integers(0, FIRMS - 1).map(firm))
def test_a_project_is_narrowed_by_its_own_code(company):
    if company.project is None:
        assert not knows("DS24", company)
        return
    keys = {"credit_code": company.credit_code}
    assert look_up("DS24", keys | {"project_code": company.project.code}) is not None
    assert look_up("DS24", keys | {"project_code": "2401-330106-04-01-999999"}) is None


@given(st.integers(0, FIRMS - 1).map(firm))
def test_a_firm_is_represented_by_one_of_its_shareholders(company):
    told = one("DS10", company)
    assert told["legal_representative"] in [each["name"] for each in told["shareholders"]]
    assert one("DS11", company)["name"] == told["name"] == company.name


def test_the_kitchen_tells_no_names():
    kitchen = next(who for who in EVERYBODY.firms if who.food_licence)
    assert set(one("DS28", kitchen)) == {"valid_until", "vaccination_complete"}


def test_years_go_round(monkeypatch):
    from datetime import date

    from django.utils import timezone

    monkeypatch.setattr(timezone, "localdate", lambda: date(2027, 3, 1))
    assert next_anniversary(date(2000, 3, 1)) == date(2028, 3, 1)
    assert next_anniversary(date(2000, 3, 2)) == date(2027, 3, 2)
    assert next_anniversary(date(2000, 2, 29)) == date(2028, 2, 29)
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 22))
    assert next_anniversary(date(2000, 2, 29)) == date(2027, 2, 28)
    assert months_between("2016-07", date(2026, 11, 1)) == 124


def test_people_are_found_by_what_is_known_of_them():
    (told,) = people_who_fit(["DS05", "DS17"], limit=1)
    assert look_up("DS05", told) is not None
    assert set(people_who_fit(["DS12"], limit=3)[0]) == {"name", "credit_code"}
    assert len(people_who_fit(["DS01"], limit=10_000)) == 200
    for wrong in ([], ["DS31"], ["DS05", "x"]):
        with pytest.raises(ValueError, match="fits=DS05"):
            people_who_fit(wrong, limit=1)


def test_every_account_of_the_demo_is_well_known():
    for person in demo_people():
        assert {"DS01", "DS02", "DS03", "DS16", "DS17"} <= {
            c for c in REGISTERS if knows(c, person)
        }
