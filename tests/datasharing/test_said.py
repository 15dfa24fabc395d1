"""A line says what was read and on what ground, not what was asked more meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F

from datasharing import actions
from datasharing.exchanges import reading
from datasharing.models import Exchange, LedgerEntry
from tests.datasharing.conftest import CASE, CLERK

pytestmark = pytest.mark.django_db

NUMBER, ADDRESS = ["不动产权证号", "Certificate number"], ["坐落", "Address"]


@pytest.fixture
def narrow(registry, seller, asked) -> Exchange:
    """One field, on a consent given online."""
    return asked(seller, "DS13", fields=["certificate_number"])


@pytest.fixture
def widen(asked, seller) -> Callable[[], None]:
    """One field more, on a consent given at the window."""

    def more() -> None:
        consent = actions.give_consent(
            seller, case_number=CASE, resources=["DS13"], purpose="过户", via="window",
            witness_name="窗口甲", actor=CLERK,
        )  # fmt: skip
        asked(seller, "DS13", fields=["address"], consent=consent)

    return more


def lines() -> list[tuple[str, list[list[str]], bool, bool]]:
    return [
        (line.outcome, line.fields, "网上授权" in line.ground, "given online" in line.ground_en)
        for line in LedgerEntry.objects.order_by("sequence")
    ]


def test_widened_while_it_was_read(narrow, widen, read, monkeypatch):
    whole = reading.ask_in_time

    def ask(claim):
        widen()
        return whole(claim)

    with monkeypatch.context() as while_reading:
        while_reading.setattr(reading, "ask_in_time", ask)
        read(narrow)
    assert lines() == [("dropped", [NUMBER], True, True)]
    assert narrow.said is None

    read(narrow)
    assert lines()[1:] == [("answered", [NUMBER, ADDRESS], False, False)]


def test_widened_after_the_reader_died(narrow, widen, read):
    reading._claim([reading._Wanted(0, narrow.pk, narrow.round)])
    widen()
    Exchange.objects.update(reading_since=F("reading_since") - timedelta(minutes=5))
    narrow.refresh_from_db()

    read(narrow)

    assert lines() == [
        ("interrupted", [NUMBER], True, True),
        ("answered", [NUMBER, ADDRESS], False, False),
    ]


def test_widened_while_it_lay_with_the_source(narrow, widen, read):
    reading._claim([reading._Wanted(0, narrow.pk, narrow.round)])
    Exchange.objects.update(
        reading_since=None, waiting_since=F("reading_since"), waiting_round=narrow.round
    )
    widen()
    narrow.refresh_from_db()

    read(narrow)

    assert lines() == [
        ("dropped", [NUMBER], True, True),
        ("answered", [NUMBER, ADDRESS], False, False),
    ]
