"""Codes of 12, 31 and 33 characters: what is wrong with them is said, nothing is refused."""

from __future__ import annotations

import pytest

from portal.accounts.identity import credit_check_character
from services.catalogue.codelists import UseLevel
from services.catalogue.codes import (
    TaskCode,
    check_basic_code,
    check_handle_item,
    check_task_code,
    parts_of,
)

BASIC = "000131003000"
OFFICE = "1133010000249" + "5021"
CREDIT = OFFICE + credit_check_character(OFFICE)
TASK = f"{CREDIT}3{BASIC}"


def test_right_codes_have_nothing_wrong():
    assert check_basic_code(BASIC) == []
    assert check_basic_code("431017004W00") == []
    assert check_task_code(TASK, BASIC) == []
    assert check_handle_item(f"{TASK}01", TASK) == []
    assert check_handle_item(f"{TASK}01") == []


def test_a_task_code_has_three_parts():
    assert parts_of(TASK) == TaskCode(CREDIT, UseLevel.CITY, BASIC)
    assert parts_of(TASK[:-1]) is None


@pytest.mark.parametrize(
    "code", ["", "00013100300", "0001310030000", "00013100300o", "000 31003000"]
)
def test_a_basic_code_of_another_form(code):
    (said,) = check_basic_code(code)
    assert f"现有 {len(code)} 位" in said.zh
    assert f"it has {len(code)}" in said.en


@pytest.mark.parametrize(
    "code",
    [
        TASK[:-1],
        f"{CREDIT}8{BASIC}",
        f"{CREDIT}0{BASIC}",
        TASK[:-1] + "a",
        "I" + TASK[1:],
        f"{TASK}\n",
    ],
)
def test_a_task_code_of_another_form(code):
    (said,) = check_task_code(code)
    assert said.zh.startswith("实施编码")
    assert "31 characters" in said.en


def test_a_handling_item_in_place_of_a_task_code_is_told_as_such():
    (said,) = check_task_code(f"{TASK}03", BASIC)
    assert said.zh == f"实施编码“{TASK}03”有 33 位，是业务办理项编码；实施编码是它的前 31 位"


def test_the_credit_code_inside_is_checked():
    wrong = CREDIT[:-1] + ("0" if CREDIT[-1] != "0" else "1")
    (said,) = check_task_code(f"{wrong}3{BASIC}", BASIC)
    assert said.en == f"The credit code “{wrong}” in the task code is not valid"


def test_the_last_twelve_are_the_basic_code():
    (said,) = check_task_code(TASK, "000131003001")
    assert said.zh == f"实施编码的后 12 位“{BASIC}”与基本编码“000131003001”不一致"


def test_a_handling_item_begins_with_its_task_code():
    assert len(check_handle_item(f"{TASK}01", TASK[:-1] + "1")) == 1
    assert len(check_handle_item(TASK, TASK)) == 1
    assert len(check_handle_item("X" * 33)) == 1
