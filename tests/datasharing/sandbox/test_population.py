"""Ten thousand people who could be true: every pair of facts about them agrees."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasharing.sandbox.clans import AS_OF, CLANS, ROLES, clan
from datasharing.sandbox.population import (
    PAIRS,
    SIZE,
    Person,
    demo_firms,
    demo_people,
    firm,
    pair,
    partner,
    population,
)
from portal.accounts.identity import is_credit_code, is_resident_id

EVERYBODY = population()
clan_numbers = st.integers(0, CLANS - 1)
people = clan_numbers.flatmap(lambda number: st.sampled_from(clan(number))) | st.sampled_from(
    demo_people()
)


def test_there_are_ten_thousand_and_no_two_collide():
    everybody = EVERYBODY.people

    assert len(everybody) == SIZE == 10_000
    for name in ("username", "id_number"):
        assert len({getattr(each, name) for each in everybody}) == SIZE, name
    phones = [each.phone for each in everybody if each.phone]
    assert len(set(phones)) == len(phones)
    assert {len(phone) for phone in phones} == {11}
    homes = [home for each in (*everybody, *EVERYBODY.firms) for home in each.homes]
    assert {len(home.unit_number) for home in homes} == {28}
    for name in ("unit_number", "certificate_number"):
        assert len({getattr(home, name) for home in homes}) == len(homes), name


def test_every_number_passes_its_check():
    assert all(is_resident_id(each.id_number, today=AS_OF) for each in EVERYBODY)
    codes = [each.credit_code for each in EVERYBODY.firms]
    assert all(map(is_credit_code, codes))
    assert len(set(codes)) == len(codes) == PAIRS + len(demo_firms())


def test_there_is_somebody_for_every_circumstance():
    found = {
        "newborns": lambda one: not one.is_registered,
        "dead": lambda one: not one.is_alive,
        "widowed": lambda one: one.is_married and not EVERYBODY.spouse(one).is_alive,
        "divorced": lambda one: bool(one.divorced_on),
        "from elsewhere": lambda one: bool(one.lives_at),
        "mortgaged": lambda one: any(home.mortgage for home in one.homes),
        "sealed": lambda one: any(home.restriction for home in one.homes),
        "disabled": lambda one: bool(one.disability[0]),
        "veterans": lambda one: bool(one.discharged_on),
        "poor": lambda one: bool(one.assistance),
        "retired": lambda one: one.work == "retired",
        "without work": lambda one: one.work == "jobless",
        "over eighty": lambda one: one.age_on(AS_OF) > 80,
        "at school": lambda one: 6 <= one.age_on(AS_OF) < 15,
    }
    counts = {name: sum(map(test, EVERYBODY)) for name, test in found.items()}
    assert min(counts.values()) >= 80, counts


@given(people)
def test_number_and_name_lead_to_the_same_person(person):
    assert EVERYBODY.by_number[person.id_number] is person
    assert EVERYBODY.by_username[person.username] is person


@given(people)
def test_a_marriage_has_two_sides(person):
    spouse = EVERYBODY.by_username.get(person.spouse)
    if spouse is None:
        assert not person.is_married
        return
    assert EVERYBODY.by_username[spouse.spouse] is person
    assert (spouse.married_on, spouse.divorced_on) == (person.married_on, person.divorced_on)
    assert spouse.sex != person.sex
    wedding = date.fromisoformat(person.married_on)
    men = person if person.sex == "男" else spouse
    women = spouse if men is person else person
    assert men.age_on(wedding) >= 22
    assert women.age_on(wedding) >= 20


@given(people)
def test_parents_are_older_and_of_the_right_sex(person):
    for username, sex in ((person.father, "男"), (person.mother, "女")):
        if username:
            parent = EVERYBODY.by_username[username]
            assert parent.sex == sex
            assert person.born.year - parent.born.year >= 18
            assert person in EVERYBODY.children(parent)
    if person.father:
        assert person.name[0] == EVERYBODY.by_username[person.father].name[0]


@given(people)
def test_no_day_is_before_birth_or_after_death(person):
    days = [person.married_on, person.divorced_on, person.died_on, person.discharged_on]
    days += [f"{person.insured_since}-01"] if person.insured_since else []
    for day in filter(None, days):
        assert person.born < date.fromisoformat(day) <= AS_OF
        assert not person.died_on or day <= person.died_on


@given(people)
def test_a_household_has_one_head_and_one_address(person):
    members = EVERYBODY.household(person)
    assert (person in members) == bool(person.household)
    if members:
        assert [each.relation for each in members].count("户主") == 1
        assert {each.address for each in members} == {person.address}


@given(st.integers(0, PAIRS - 1))
def test_a_pair_may_trade_and_the_firm_is_theirs(number):
    buyer, seller = pair(number)
    (home,) = seller.homes

    assert pair(number) == (buyer, seller)
    assert EVERYBODY.spouse(buyer) == partner(number)
    assert (home.mortgage, home.restriction, home.owed) == ("", "", ())
    assert firm(number).legal_representative == buyer.username
    assert sum(share for _, share in firm(number).shareholders) == 100
    assert {EVERYBODY.by_username[who].is_alive for who, _ in firm(number).shareholders} == {True}


@given(people)
def test_who_works_works_for_a_firm_that_exists(person):
    assert (person.work == "staff") == bool(person.employer)
    if person.employer and person.username[-4:].isdecimal():
        assert EVERYBODY.firm_by_name(person.employer).name == person.employer


def test_the_heroes_of_the_house_sale():
    people = EVERYBODY.by_username
    buyer, seller = people["wangxiaoming"], people["chenguoqiang"]
    assert (buyer.spouse, buyer.homes, buyer.fund_months) == ("lijing", (), 132)
    (home,) = seller.homes
    assert (home.mortgage, home.restriction, home.owed) == ("", "", ())


@pytest.mark.parametrize(
    "stranger", ["330106190001010000", "110101199003071234", "", "12345678901234567X"]
)
def test_strangers_are_nobody(stranger):
    assert EVERYBODY.by_number.get(stranger) is None
    assert EVERYBODY.by_username.get(stranger) is None
    with pytest.raises(KeyError):
        EVERYBODY.by_number[stranger]
    assert EVERYBODY.firm_by_code(stranger) is None
    assert EVERYBODY.firm_by_name(stranger) is None


def test_a_clan_is_made_only_when_asked_for():
    clan.cache_clear()
    one: Person = clan(77)[ROLES.index("heir")]
    clan.cache_clear()
    assert EVERYBODY.by_number[one.id_number] == one
    assert clan.cache_info().currsize == 1
    with pytest.raises(IndexError):
        clan(CLANS)
