"""Yes or no where a yes or no will do: only the bit is kept."""

from __future__ import annotations

from datetime import date

import pytest

from datasharing import errors
from datasharing.answers import says_no
from datasharing.exchanges import question
from datasharing.grounds.assertions import Assertion, holds
from datasharing.models import DataResource, Exchange, LedgerEntry
from services.catalogue.text import Text
from tests.datasharing.conftest import refuses

TODAY = date(2026, 11, 22)
CLAIM = Text("已婚", "Married")


def says(test: str, value, *values: str) -> bool:
    return holds([{"f": value}], Assertion("f", test, CLAIM, values), today=TODAY)


@pytest.mark.parametrize(
    ("test", "value", "values", "expected"),
    [
        ("true", True, (), True),
        ("true", "是", (), True),
        ("true", False, (), False),
        ("true", "否", (), False),
        ("in", "已婚", ("已婚", "再婚"), True),
        ("in", "未婚", ("已婚", "再婚"), False),
        ("not_in", "正常", ("注销",), True),
        ("not_in", "注销", ("注销",), False),
        ("at_least", 24, ("12",), True),
        ("at_least", "11", ("12",), False),
        ("at_least", "很多", ("12",), False),
        ("not_past", "2026-11-22", (), True),
        ("not_past", "2026-11-21", (), False),
        ("not_past", "长期", (), False),
        ("true", None, (), False),
        ("not_in", "", ("注销",), False),
    ],
)
def test_each_test(test, value, values, expected):
    assert says(test, value, *values) is expected


def test_one_record_that_says_so_is_enough():
    records = [{"f": "否"}, {"f": "是"}]
    assert holds(records, Assertion("f", "true", CLAIM), today=TODAY)
    assert not holds([], Assertion("f", "true", CLAIM), today=TODAY)


@pytest.mark.django_db
def test_only_the_bit_is_kept_and_the_record_says_what_was_asked(registry, seller, asked, read):
    married = Assertion("status", "in", CLAIM, ("已婚",))
    exchange = read(asked(seller, "DS07", assertion=married))

    assert (exchange.fields, exchange.answer) == ([], {"found": True, "holds": True})
    assert registry.log()["asked"][0]["fields"] == ["status"]
    assert LedgerEntry.objects.get().fields == [
        ["是否“已婚”（只回答是或否）", "Whether “Married” (only yes or no)"]
    ]
    assert not says_no(exchange.answer)


@pytest.mark.django_db
def test_no_is_an_answer(registry, seller, asked, read):
    single = Assertion("status", "in", Text("未婚"), ("未婚",))
    exchange = read(asked(seller, "DS07", assertion=single))
    assert (exchange.state, says_no(exchange.answer)) == ("answered", True)


@pytest.mark.django_db
def test_a_field_that_the_register_does_not_have_is_refused(seller, asked):
    with refuses(errors.QueryRefused):
        asked(seller, "DS07", assertion=Assertion("shoe_size", "true", CLAIM))
    assert Exchange.objects.count() == 0


@pytest.mark.django_db
def test_what_serves_two_uses_asks_no_more_than_both(resources):
    def joined(first: tuple, second: tuple):
        marriages = DataResource.objects.get(code="DS07")
        one, two = (
            Exchange(resource=marriages, fields=list(fields), assertion=test and test.as_json())
            for fields, test in (first, second)
        )
        fields, assertion = question.joined(one, two)
        return fields, assertion and assertion["field"]

    married = Assertion("status", "in", CLAIM, ("已婚",))
    dated = Assertion("registered_on", "not_past", CLAIM)
    assert joined(([], married), ([], None)) == ([], "status")
    assert joined(([], None), ([], married)) == ([], "status")
    assert joined(([], married), ([], married)) == ([], "status")
    assert joined(([], married), ([], dated)) == (["status", "registered_on"], None)
    assert joined(([], married), (["spouse_name"], None)) == (["status", "spouse_name"], None)


@pytest.mark.django_db
def test_a_later_consent_that_is_not_separate_asks_nothing_sensitive_any_more(
    registry, seller, asked, read, consent_of
):
    registry.control(down=["DS07"])
    first = asked(seller, "DS07", fields=["status", "registered_on"])
    again = asked(seller, "DS07", consent=consent_of(seller, "DS07"), fields=["registered_on"])
    assert (again.pk, again.fields, again.round) == (first.pk, ["registered_on"], 2)


@pytest.mark.django_db
def test_what_was_read_under_a_separate_consent_stays(registry, seller, asked, read, consent_of):
    first = read(asked(seller, "DS07", fields=["status", "registered_on"]))
    again = asked(seller, "DS07", consent=consent_of(seller, "DS07"), fields=["registered_on"])
    assert (again.round, again.answer, again.consent_id) == (1, first.answer, first.consent_id)
