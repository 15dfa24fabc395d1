"""Which field stands where, and which section is left. Pure."""

from __future__ import annotations

import datetime as dt

import pytest

from services.catalogue.form_elements import ElementSpec, FormSection
from services.catalogue.text import Text
from windows.cases.merging import Touched, mark_of, marks_of, touched
from windows.cases.sections import section_left, section_of, sections_of
from windows.planning.plan import PlannedField

TODAY = dt.date(2026, 11, 22)


def field(code: str, *, prefill: tuple[str, ...] = (), required: bool = True) -> PlannedField:
    label = Text(code)
    return PlannedField(code, label, "text", required, Text(""), (), (), prefill, Text(""))


@pytest.mark.parametrize(
    ("prefill", "section"),
    [
        ((), FormSection.OTHER),
        (("DS13.address",), FormSection.HOUSE),
        (("applicant.phone", "DS13.address"), FormSection.PERSON),
        (("DS99.what", "DS10.name"), FormSection.COMPANY),
        (("seller.name",), FormSection.OTHER),
    ],
)
def test_where_nobody_said_it_stands_beside_what_the_same_register_knows(prefill, section):
    assert section_of(field("x", prefill=prefill), {}) is section


def test_what_was_said_goes_before():
    said = {"x": ElementSpec("x", "loan")}
    assert section_of(field("x", prefill=("DS13.address",)), said) is FormSection.LOAN


HOUSE = field("a", prefill=("DS13.address",))
LOOSE = (field("b"), field("c", required=False))


def left(form: dict[str, str], known: frozenset[str] = frozenset()):
    found = sections_of((*LOOSE, HOUSE), said={}, form=form, known=known, today=TODAY)
    first = section_left(found)
    return [(each.code.value, each.left) for each in found], first and first.code.value


def test_what_is_left_and_where_one_goes_on():
    assert left({}) == ([("house", ("a",)), ("other", ("b",))], "house")
    assert left({"a": "这里"}) == ([("house", ()), ("other", ("b",))], "other")
    assert left({"a": "这里", "b": "长" * 201})[1] == "other"
    assert left({"a": "这里", "b": "字"}) == ([("house", ()), ("other", ())], None)


def test_what_was_filled_in_is_left_until_it_was_looked_at():
    assert left({"b": "字"}, frozenset({"a", "b"}))[0] == [("house", ("a",)), ("other", ())]


def test_a_section_of_optional_fields_is_looked_at_once():
    optional = (field("c", required=False),)
    (one,) = sections_of(optional, said={}, form={}, known=frozenset(), today=TODAY)
    assert one.left == ("c",)
    (one,) = sections_of(optional, said={}, form={"c": ""}, known=frozenset(), today=TODAY)
    assert one.is_done


def test_without_marks_everything_sent_counts():
    assert touched({"a": "1"}, marks="", form={"a": "2"}) == Touched({"a": "1"}, ())


def test_only_what_was_touched_counts_and_what_was_confirmed():
    marks = marks_of({"a": "旧", "b": "预填", "c": "预填", "d": ""})
    posted = {"a": "旧", "b": "预填", "c": "预填", "d": "新"}
    form = {"a": "别处改了", "c": "别处改了"}
    found = touched(posted, marks=marks, form=form, confirmed=("a", "b", "c"))
    assert found == Touched({"b": "预填", "d": "新"}, ())


def test_what_was_changed_in_both_places_is_named_unless_it_is_the_same():
    marks = marks_of({"a": "", "b": ""})
    form = {"a": "那边", "b": "一样"}
    found = touched({"a": "这边", "b": "一样"}, marks=marks, form=form)
    assert found == Touched({"a": "这边", "b": "一样"}, ("a",))


def test_line_breaks_are_the_same_however_they_are_sent():
    assert mark_of("一\r\n二 ") == mark_of("一\n二")
    assert mark_of("一 二") != mark_of("一\n二")


def test_marks_that_make_no_sense_are_no_marks():
    assert touched({"a": "1"}, marks="a b: :", form={}) == Touched({"a": "1"}, ())
