"""What is kept as 2026-11-26 is read as a day, in the reader's language; all else as it is."""

from __future__ import annotations

import pytest
from django.utils import translation

from portal.days_in_words import days_in_words
from portal.errors import DomainError
from portal.text import Text


def test_a_day_that_is_kept_is_put_into_words():
    assert days_in_words("2026-11-06") == Text("2026 年 11 月 6 日", "6 November 2026")


@pytest.mark.parametrize(
    "value", ["330100-20261123-000001", "2026-11-26 09:00", "2026-02-30", "", 5, None]
)
def test_what_is_no_day_stays_as_it_is(value):
    assert days_in_words(value) == value


class Late(DomainError):
    message = "到 %(until)s 为止"
    what_to_do = "%(until)s 后再来"


def test_a_refusal_says_its_days_in_the_readers_language():
    refusal = Late(until="2026-11-26")
    assert refusal.said == "到 2026 年 11 月 26 日为止"
    with translation.override("en"):
        assert refusal.advice == "26 November 2026 后再来"
