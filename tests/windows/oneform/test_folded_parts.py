"""A section that wants no hand is one line of what it says; one that does stays open."""

from __future__ import annotations

import pytest

from services.catalogue.form_elements import FormSection
from services.catalogue.text import Text
from windows.cases.sections import Section
from windows.planning.plan import PlannedField
from windows.web.citizen.form_part import gist_of, is_folded

CHOICES = (("sole", Text("单独所有", "Sole")),)


def field(code: str, *, kind: str = "text", required: bool = True) -> PlannedField:
    choices = CHOICES if kind == "choice" else ()
    return PlannedField(code, Text(code), kind, required, Text(""), choices, (), (), Text(""))


def section(*fields: PlannedField, left: tuple[str, ...] = ("a",)) -> Section:
    return Section(FormSection.HOUSE, Text("房屋"), fields, left)


@pytest.mark.parametrize(
    ("known", "typed", "faults", "folded"),
    [
        ({"a", "b"}, {}, {}, True),
        ({"a"}, {}, {}, False),
        ({"a", "b"}, {"a": "x"}, {}, False),
        ({"a", "b"}, {}, {"b": "wrong"}, False),
        ({"z"}, {"z": "x"}, {"z": "wrong"}, False),
    ],
)
def test_it_folds_when_everything_that_must_be_said_is_known(known, typed, faults, folded):
    found = section(field("a"), field("b"))
    assert is_folded(found, known=known, typed=typed, faults=faults) is folded


def test_what_may_be_left_empty_does_not_keep_it_open_and_a_choice_does():
    found = section(field("a"), field("b", required=False))
    assert is_folded(found, known={"a"}, typed={}, faults={})
    found = section(field("a"), field("b", kind="choice"))
    assert not is_folded(found, known={"a"}, typed={}, faults={})


def test_a_section_of_nothing_but_optional_fields_is_shown_once():
    found = section(field("b", required=False), left=("b",))
    assert not is_folded(found, known=set(), typed={}, faults={})
    assert is_folded(section(field("b"), left=()), known=set(), typed={"b": "x"}, faults={})


def test_the_line_says_each_value_in_words():
    found = section(
        field("a"), field("b", kind="choice"), field("c", kind="date"), field("d", required=False)
    )
    shown = {"a": "甲", "b": "sole", "c": "2019-03-05", "d": ""}
    assert gist_of(found, shown) == (
        (Text("a"), Text("甲")),
        (Text("b"), CHOICES[0][1]),
        (Text("c"), Text("2019 年 3 月 5 日", "5 March 2019")),
    )
    assert gist_of(found, {"c": "never"})[0][1] == Text("never")
