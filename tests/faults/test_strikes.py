"""The same seed draws the same strikes, all kinds of them, within the bounds that are promised."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.faults.strikes import EARLIEST, FEWEST_KILLS, HOUR, LATEST, SHARES, draw


def test_the_same_seed_draws_the_same():
    assert draw(7, 200) == draw(7, 200)
    assert draw(7, 200) != draw(8, 200)


@pytest.mark.parametrize("kills", [FEWEST_KILLS, 7, 40, 200, 333])
def test_as_many_kills_as_wanted_and_every_kind(kills):
    drawn = draw(1, kills)
    counted = Counter(strike.kind for strike in drawn)
    assert sum(strike.is_kill for strike in drawn) == kills
    assert set(counted) == {*SHARES, "postgres", "redis", "mood", "clock"}
    assert [strike.at for strike in drawn] == sorted(strike.at for strike in drawn)


def test_fewer_kills_than_kinds_are_refused():
    with pytest.raises(ValueError, match="at least 6 kills"):
        draw(1, FEWEST_KILLS - 1)


def test_the_clock_jumps_by_an_hour_at_least_and_never_outlives_a_key():
    offsets = [dict(s.detail)["offset"] for s in draw(3, 300) if s.kind == "clock"]
    steps = [b - a for a, b in zip([0, *offsets], offsets, strict=False)]
    assert len(offsets) == 20
    assert all(abs(step) >= HOUR for step in steps)
    assert all(EARLIEST <= offset < LATEST for offset in offsets)
    assert LATEST - EARLIEST < 48 * HOUR
    assert min(steps) < 0 < max(steps)


def test_even_the_shortest_run_has_an_outage_doubles_disorder_and_denials():
    moods = [dict(each.detail) for each in draw(1, FEWEST_KILLS) if each.kind == "mood"]
    wished = {name for mood in moods for name, value in mood.items() if value}
    assert wished == {"down", "duplicate", "out_of_order", "deny_percent", "seconds"}
