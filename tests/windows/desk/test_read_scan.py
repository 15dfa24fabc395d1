"""What readers type is told by its form; a person is never guessed."""

from __future__ import annotations

import datetime as dt
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts import identity
from windows.desk.scan import Kind, Scan, read_scan
from windows.pickup.codes import ALPHABET, LENGTH

TODAY = dt.date(2026, 11, 23)
FIRM = "91330106MA2ABCD12" + identity.credit_check_character("91330106MA2ABCD12")
PERSON = "330102199103071238"
CASE = "330106-20261122-000417"
TOKEN = "kM3_" + "a1B2c3D4-" * 4 + "xyz"


def read(text: str) -> Scan:
    return read_scan(text, today=TODAY)


days = st.dates(dt.date(1930, 1, 1), TODAY)
names = st.from_regex(r"[王李张刘陈杨赵黄][一-龥]{1,2}", fullmatch=True).filter(
    lambda name: not name.endswith("族")
)


@st.composite
def numbers(draw) -> str:
    first = f"330102{draw(days):%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first + identity.resident_check_character(first)


@given(number=numbers(), name=names, mark=st.sampled_from("|^\t\n,;"), swap=st.booleans())
def test_a_card_gives_its_number_and_name_in_any_order(number, name, mark, swap):
    fields = [name, "女", "汉族", "19900101", "浙江省杭州市上城区某某路 1 号", number, "长期"]
    assert read(mark.join(reversed(fields) if swap else fields)) == Scan(Kind.PERSON, number, name)


@given(number=numbers(), blanks=st.booleans(), small=st.booleans())
def test_a_number_alone_is_a_person(number, blanks, small):
    typed = f"{number[:6]} {number[6:14]} {number[14:]}" if blanks else number
    assert read(typed.lower() if small else typed) == Scan(Kind.PERSON, number)


@given(number=numbers(), other=numbers())
def test_two_different_people_are_nobody(number, other):
    expected = Scan(Kind.PERSON, number) if number == other else Scan(Kind.UNKNOWN)
    assert read(f"{number}|{other}") == expected


@given(number=numbers(), place=st.integers(1, 16), change=st.integers(1, 9))
def test_one_wrong_digit_is_never_a_person(number, place, change):
    digit = str((int(number[place]) + change) % 10)
    wrong = number[:place] + digit + number[place + 1 :]
    in_the_date = 6 <= place < 14  # what then is no day of birth may be an organisation's
    expected = {Kind.WRONG_NUMBER, Kind.ORGANISATION} if in_the_date else {Kind.WRONG_NUMBER}
    assert read(wrong).kind in expected


@given(code=st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), dashed=st.booleans())
def test_a_pickup_code_is_read_however_it_is_typed(code, dashed):
    typed = f"{code[:4].lower()}-{code[4:]}" if dashed else code
    assert read(typed) == Scan(Kind.PICKUP, code)


@given(st.text(max_size=3000))
def test_whatever_is_typed_it_is_said_what_it_is(text):
    found = read(text)
    assert isinstance(found.kind, Kind)
    assert (found.kind == Kind.NOTHING) == (not text[:2000].strip()) or found.value == ""
    assert (found.value == "") == (found.kind in (Kind.NOTHING, Kind.UNKNOWN))
    assert len(found.value) <= 64


def test_every_licence_token_we_give_is_read_as_one():
    tokens = [secrets.token_urlsafe() for _ in range(300)]
    assert [read(token) for token in tokens] == [Scan(Kind.LICENCE, token) for token in tokens]


@pytest.mark.parametrize(
    ("typed", "scan"),
    [
        (CASE, Scan(Kind.CASE, CASE)),
        (f"https://bsdt.example.cn/cases/{CASE}/", Scan(Kind.CASE, CASE)),
        (f"http://10.1.2.3:8000/cases/{CASE}/?from=receipt", Scan(Kind.CASE, CASE)),
        (f"https://example.cn/licences/verify/{TOKEN}/", Scan(Kind.LICENCE, TOKEN)),
        ("https://example.cn/elsewhere/", Scan(Kind.UNKNOWN)),
        (f"javascript://x/cases/{CASE}/", Scan(Kind.UNKNOWN)),
        (FIRM, Scan(Kind.ORGANISATION, FIRM)),
        (f"某某有限公司|{FIRM}", Scan(Kind.ORGANISATION, FIRM)),
        (
            "３３０１０２１９９１０３０７１２３８",
            Scan(Kind.PERSON, PERSON),
        ),  # a keyboard set to wide
        (f"姓名:欧阳小路|公民身份号码:{PERSON}", Scan(Kind.PERSON, PERSON, "欧阳小路")),
        (f"{PERSON}\t阿依古丽·买买提", Scan(Kind.PERSON, PERSON, "阿依古丽·买买提")),
        ("王小明", Scan(Kind.WORDS, "王小明")),
        ("13800138000", Scan(Kind.WORDS, "13800138000")),
        ("E12345678", Scan(Kind.WORDS, "E12345678")),
        ("王小明|男", Scan(Kind.UNKNOWN)),
        ("   ", Scan(Kind.NOTHING)),
    ],
)
def test_each_kind(typed, scan):
    assert read(typed) == scan
