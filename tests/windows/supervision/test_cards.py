"""Where a warning begins, and where yellow turns red: local practice, held in settings."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from windows.supervision.cards import Card, days_late, lines

pytestmark = pytest.mark.django_db
WEDNESDAY = "2026-06-24T10:00+08:00"
"""After the Dragon Boat holidays of 19 to 21 June."""


@pytest.mark.parametrize(
    ("due", "card", "late"),
    [
        ("2026-06-26", None, 0),
        ("2026-06-25", Card.WARNING, 0),
        ("2026-06-24", Card.WARNING, 0),
        ("2026-06-23", Card.YELLOW, 1),
        ("2026-06-18", Card.YELLOW, 3),
        ("2026-06-16", Card.YELLOW, 5),
        ("2026-06-15", Card.RED, 6),
        ("2026-01-05", Card.RED, 114),
    ],
)
def test_the_colour_of_a_last_day(due, card, late):
    on = dt.date.fromisoformat(due)
    with time_machine.travel(WEDNESDAY, tick=False):
        assert lines().card_of(on) == card
        assert days_late(on) == late


@pytest.mark.parametrize(
    ("due", "turns"),
    [
        ("2026-06-15", False),  # red already
        ("2026-06-16", True),  # five working days: the sixth is tomorrow
        ("2026-06-17", True),
        ("2026-06-18", False),
        ("2026-06-25", False),
    ],
)
def test_what_turns_red_within_two_working_days(due, turns):
    on = dt.date.fromisoformat(due)
    with time_machine.travel(WEDNESDAY, tick=False):
        ends = lines()
    assert (ends.red_until < on <= ends.turning_until) == turns
    if turns:
        with time_machine.travel("2026-06-26T10:00+08:00", tick=False):
            assert lines().card_of(on) == Card.RED


def test_what_has_no_day_has_no_card():
    assert lines().card_of(None) is None
    assert days_late(None) == 0


def test_the_thresholds_are_settings(settings):
    settings.WARNING_WORKING_DAYS, settings.RED_CARD_WORKING_DAYS = 0, 1
    with time_machine.travel(WEDNESDAY, tick=False):
        ends = lines()
    assert ends.card_of(dt.date(2026, 6, 25)) is None
    assert ends.card_of(dt.date(2026, 6, 24)) == Card.WARNING
    assert ends.card_of(dt.date(2026, 6, 23)) == Card.YELLOW
    assert ends.card_of(dt.date(2026, 6, 22)) == Card.RED


def test_late_on_a_day_that_is_not_worked_is_yellow():
    with time_machine.travel("2026-06-20T10:00+08:00", tick=False):  # a holiday
        assert lines().card_of(dt.date(2026, 6, 18)) == Card.YELLOW
        assert days_late(dt.date(2026, 6, 18)) == 0
