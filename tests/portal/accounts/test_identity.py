from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.accounts.identity import (
    birth_date,
    credit_check_character,
    is_credit_code,
    is_resident_id,
    mask_name,
    mask_number,
    normalised,
    resident_check_character,
)

TODAY = date(2026, 11, 22)
CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


COUNTIES = st.integers(100000, 999999)


def resident_ids(counties=COUNTIES, until=TODAY):
    return st.builds(
        lambda county, born, order: f"{county}{born:%Y%m%d}{order:03d}",
        counties,
        st.dates(date(1900, 1, 1), until),
        st.integers(0, 999),
    ).map(lambda first: first + resident_check_character(first))


# The first two are the examples of the two standards themselves.
@pytest.mark.parametrize(
    "number",
    ["11010519491231002X", "440524188001010014", "11010519491231002x", "110105 19491231 002X"],
)
def test_known_good_identity_numbers(number):
    assert is_resident_id(number, today=TODAY)


@pytest.mark.parametrize("number", ["91350100M000100Y43", "91350100m000100y43"])
def test_known_good_credit_codes(number):
    assert is_credit_code(number)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "110105194912310021",  # wrong check character
        "11010519491231002",  # too short
        "11010519491231002XX",
        "１1010519491231002X",  # a full-width digit
        "11010519491331002X",
        "A1010519491231002X",
    ],
)
def test_numbers_that_are_none(number):
    assert not is_resident_id(number, today=TODAY)


@given(resident_ids())
def test_every_well_formed_number_is_accepted_whatever_the_county(number):
    assert is_resident_id(number, today=TODAY)
    assert is_resident_id(number.lower(), today=TODAY)


@given(resident_ids(counties=st.sampled_from([810000, 820000, 830000, 911330, 330113, 330114])))
def test_residence_permits_and_new_counties_are_accepted(number):
    assert is_resident_id(number, today=TODAY)


@given(resident_ids(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_noticed(number, place, character):
    assume(number[place] != character)
    wrong = number[:place] + character + number[place + 1 :]
    assert not is_resident_id(wrong, today=TODAY)


@given(resident_ids(), st.integers(0, 16))
def test_two_neighbours_swapped_are_always_noticed(number, place):
    assume(number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert not is_resident_id(swapped, today=TODAY)


@given(resident_ids(until=date(2099, 1, 1)))
def test_nobody_is_born_tomorrow(number):
    assert is_resident_id(number, today=TODAY) == (birth_date(number) <= TODAY)


@pytest.mark.parametrize("day", ["19900230", "19901301", "19900000", "17991231", "20261123"])
def test_a_birth_date_is_a_real_day_in_the_past(day):
    first = f"330106{day}123"
    assert not is_resident_id(first + resident_check_character(first), today=TODAY)


@given(st.text(max_size=25))
def test_any_text_gets_an_answer(text):
    assert is_resident_id(text, today=TODAY) in (True, False)
    assert is_credit_code(text) in (True, False)


codes = st.builds(
    lambda kind, region, body: f"{kind}{region}{body}",
    st.text(CREDIT_LETTERS, min_size=2, max_size=2),
    st.integers(100000, 999999),
    st.text(CREDIT_LETTERS, min_size=9, max_size=9),
).map(lambda first: first + credit_check_character(first))


@given(codes)
def test_every_well_formed_credit_code_is_accepted(code):
    assert is_credit_code(code)
    assert is_credit_code(code.lower())


@given(codes, st.integers(0, 17), st.sampled_from(CREDIT_LETTERS))
def test_one_wrong_character_of_a_credit_code_is_noticed(code, place, character):
    assume(code[place] != character)
    assert not is_credit_code(code[:place] + character + code[place + 1 :])


@pytest.mark.parametrize(
    "code", ["", "91330106MA2ABCD1", "91330106IA2ABCD12X", "9133O106MA2ABCD12X"]
)
def test_codes_that_are_none(code):
    assert not is_credit_code(code)


def test_numbers_are_kept_in_one_form():
    assert normalised(" 110105 19491231 002x ") == "11010519491231002X"


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("11010519491231002X", "110***********002X"),
        ("E12345678", "********8"),
        ("7", "*"),
        ("", ""),
    ],
)
def test_numbers_are_masked(number, masked):
    assert mask_number(number) == masked


@pytest.mark.parametrize(
    ("name", "masked"), [("王小明", "*小明"), ("王芳", "*芳"), ("王", "*"), ("", "")]
)
def test_names_are_masked(name, masked):
    assert mask_name(name) == masked


@given(st.text("0123456789X", min_size=2, max_size=30))
def test_a_masked_number_never_tells_most_of_itself(number):
    masked = mask_number(number)
    assert len(masked) == len(number)
    assert masked.count("*") >= len(number) / 2 - 1
