"""Values by what they are: the same for the server and the browser."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.identity import credit_check_character, resident_check_character
from services.catalogue.parsing.vocabulary import ELEMENT_KINDS
from services.catalogue.text import Text
from windows.cases.form_kinds import attributes_of, is_division, normalised, shape_of
from windows.cases.form_rules import _CHECKS, fault_of
from windows.planning.plan import PlannedField

TODAY = dt.date(2026, 11, 22)


def field(kind: str) -> PlannedField:
    return PlannedField("x", Text("x"), kind, True, Text(""), (), (), (), Text(""))


def is_right(kind: str, value: str) -> bool:
    return fault_of(field(kind), value, today=TODAY) is None


def resident(first: str) -> str:
    return first + resident_check_character(first)


def test_every_kind_of_the_catalogue_is_judged():
    assert set(_CHECKS) | {"choice"} == set(ELEMENT_KINDS)


@pytest.mark.parametrize(
    ("division", "born"),
    [
        ("330113", "19900101"),  # 临平区, made in 2021
        ("330114", "19550615"),  # 钱塘区, of somebody born before there was one
        ("330103", "19600229"),  # 下城区, gone since 2021
        ("330205", "19490101"),  # a county code that was given to another county since
        ("810000", "19871231"),  # residence permits: Hong Kong, Macao, Taiwan
        ("820000", "20010101"),
        ("830000", "19990909"),
        ("910156", "19801010"),  # a foreigner's permanent residence card
    ],
)
def test_nobody_is_refused_for_the_division_they_were_numbered_in(division, born):
    number = resident(f"{division}{born}002")
    assert is_right("id_number", number)
    wrong = number[:-1] + ("1" if number[-1] == "0" else "0")
    assert not is_right("id_number", wrong)


@pytest.mark.parametrize(
    "bad",
    [
        resident("33010620261123002"),  # tomorrow
        resident("33010620260230002"),  # no such day
        "33010619900101",
        "33010619900101001١",
    ],
)
def test_what_is_no_identity_number(bad):
    assert not is_right("id_number", bad)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("id_number", " ３３０１０６ 19800101 001x ", "33010619800101001X"),
        ("credit_code", "91330106ma2rh0000k", "91330106MA2RH0000K"),
        ("phone", "138 0013 8000", "13800138000"),
        ("phone", "０５７１－８８８８８８８８", "0571-88888888"),
        ("money", "1,680,000.50", "1680000.50"),
        ("money", "１６８万", "168万"),
        ("division", "330 106", "330106"),
        ("text", " 第　一 行 ", "第　一 行"),
        ("long_text", "一\r\n二\r\n", "一\r\n二"),
    ],
)
def test_values_are_kept_in_one_form(kind, typed, kept):
    assert normalised(kind, typed) == kept


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        ("330106", True),
        ("330000", True),
        ("330106002", True),
        ("330106002001", True),
        ("810000", True),
        ("993300", False),
        ("160000", False),
        ("330006", False),
        ("3301", False),
        ("33010A", False),
        ("３３０１０６", False),
        ("", False),
    ],
)
def test_division_codes(code, is_one):
    assert is_division(code) is is_one


def test_division_codes_are_judged_as_they_are_typed():
    assert is_right("division", "３３０１ ０６")
    assert not is_right("division", "160101")


@pytest.mark.parametrize(
    ("day", "is_one"),
    [("1900-01-01", True), ("1899-12-31", False), ("2100-12-31", True), ("0026-05-01", False)],
)
def test_years_that_are_slips_of_the_hand(day, is_one):
    assert is_right("date", day) is is_one


def matches(kind: str, value: str) -> bool:
    """As a browser does: the whole value, where there is a shape."""
    longest = int(attributes_of(kind).get("maxlength", "10000"))
    fits = not shape_of(kind) or re.fullmatch(shape_of(kind), value) is not None
    return fits and len(value) <= longest


SPACED = st.text(" ", max_size=2)


@settings(suppress_health_check=[HealthCheck.too_slow])  # on a machine with other work
@given(
    st.dates(dt.date(1900, 1, 1), TODAY),
    st.integers(100_000, 999_999),
    st.integers(0, 999),
    SPACED,
)
def test_the_browser_takes_every_identity_number_the_server_takes(born, division, serial, gap):
    number = resident(f"{division}{born:%Y%m%d}{serial:03}")
    for typed in (number, number.lower(), gap + number[:6] + gap + number[6:] + gap):
        assert is_right("id_number", typed)
        assert matches("id_number", typed)


@given(
    st.sampled_from(["id_number", "credit_code", "phone", "money", "area", "division", "text"]),
    st.text("0123456789０１ABXx.,，-+() 　万", max_size=24),
)
def test_the_browser_refuses_nothing_the_server_takes(kind, typed):
    if typed.strip() and is_right(kind, typed.strip()):
        assert matches(kind, typed)


@given(
    st.sampled_from(["91", "11", "52", "N2", "A1"]),
    st.integers(110_000, 659_999),
    st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9),
)
def test_the_browser_takes_every_credit_code(kind, division, body):
    first = f"{kind}{division}{body}"
    code = first + credit_check_character(first)
    assert is_right("credit_code", code)
    assert matches("credit_code", code.lower())


def test_what_the_browser_is_told():
    assert attributes_of("date") == {"type": "date", "min": "1900-01-01", "max": "2100-12-31"}
    assert attributes_of("phone")["autocomplete"] == "tel"
    assert attributes_of("phone")["inputmode"] == "tel"
    assert attributes_of("text") == {"autocomplete": "off", "maxlength": "200"}
    assert not matches("id_number", "33010619900101")
