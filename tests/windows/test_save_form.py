from __future__ import annotations

import datetime as dt

import pytest

from services.catalogue.text import Text
from tests.windows import builders as b
from windows.cases.actions import save_form
from windows.cases.form_rules import fault_of
from windows.planning.plan import PlannedField

TODAY = dt.date(2026, 11, 22)


def test_partial_form_is_kept_with_its_faults(town):
    case = b.draft(town)
    saved = b.do(
        save_form, case, values={"phone": " 12 ", "price": "10", "unknown": "x"}, actor=town.me
    )
    assert saved.case.form == {"phone": "12", "price": "10"}
    assert set(saved.faults) == {"phone"}
    again = b.do(save_form, case, values={"phone": "13800138000"}, actor=town.me)
    assert again.case.form == {"phone": "13800138000", "price": "10"}
    assert again.is_complete


def test_submitted_form_is_closed(town):
    case = b.submitted_case(town)
    before = b.snapshot(case)
    with b.refused("move_refused"):
        save_form(case, values={"phone": "13900139000"}, actor=town.me)
    assert b.snapshot(case) == before


def test_another_person_cannot_fill_it_in(town):
    case = b.draft(town)
    with b.refused("case_not_found"):
        save_form(case, values=b.FORM, actor=town.nobody)
    case.refresh_from_db()
    assert case.form == {}


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("id_number", "330106198805120711", "330106198805120710"),
        ("phone", "0571-88888888", "123"),
        ("date", "2026-02-28", "2026-02-30"),
        ("date", "2026-05-01", "20260501"),
        ("date", "2026-01-01", "2026-W01-1"),
        ("money", "12.50", "-1"),
        ("money", "1,000", "1_000"),
        ("money", "１０００．５", "1e5"),
        ("area", "1.", "1e1"),
        ("number", ".5", "1_0"),
        ("number", "+3", "Infinity"),
        ("money", "12", "1.234"),
        ("number", "-3.5", "NaN"),
        ("area", "89.52", "很大"),
        ("choice", "a", "c"),
        ("text", "字", "长" * 201),
    ],
)
def test_kinds(kind, good, bad):
    field = PlannedField(
        "x", Text("x"), kind, True, Text(""), (("a", Text("甲")),), (), (), Text("")
    )
    if kind == "id_number":
        from portal.accounts.identity import resident_check_character

        good = good[:17] + resident_check_character(good[:17])
        bad = good[:17] + ("0" if good[17] != "0" else "1")
    assert fault_of(field, good, today=TODAY) is None
    assert fault_of(field, bad, today=TODAY) is not None
    assert fault_of(field, "", today=TODAY) == Text("请填写", "Please fill this in")
