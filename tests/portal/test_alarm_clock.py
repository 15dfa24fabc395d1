"""Beat rings on when the clock of its machine is set back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from celery.beat import PersistentScheduler

from portal.alarm_clock import SteadyScheduler
from portal.celery import app

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
YESTERDAY = NOON - timedelta(days=1)


class Bell:
    """Instead of the broker: which tasks were rung for."""

    def __init__(self):
        self.rung = []

    def of(self, kind, folder):
        class Silent(kind):
            def apply_entry(scheduler, entry, producer=None):  # noqa: N805
                self.rung.append(entry.name)

            producer = None

        return Silent(app=app, schedule_filename=str(folder / "schedule"))


@pytest.fixture
def bell():
    return Bell()


def ring(scheduler, *, seconds: int) -> None:
    """Tick as beat does for so many seconds of a clock that goes rightly."""
    with time_machine.travel(app.now(), tick=False) as clock:
        for _ in range(seconds):
            while scheduler.tick() == 0:
                pass
            clock.shift(1)


def hours_ahead_then_back(bell, folder, kind, *, restart: bool):
    with time_machine.travel(NOON, tick=False) as clock:
        scheduler = bell.of(kind, folder)
        ring(scheduler, seconds=130)
        bell.rung.clear()
        clock.move_to(YESTERDAY)
        if restart:
            scheduler.close()
            scheduler = bell.of(kind, folder)
        ring(scheduler, seconds=130)
        scheduler.close()
    return {name: bell.rung.count(name) for name in ("outbox-sweep", "windows-sweep")}


@pytest.mark.parametrize("restart", [False, True])
def test_a_clock_set_back_a_day_does_not_stop_the_sweeps(bell, tmp_path, restart):
    rung = hours_ahead_then_back(bell, tmp_path, SteadyScheduler, restart=restart)
    assert 60 <= rung["outbox-sweep"] <= 65
    assert rung["windows-sweep"] == 2


def test_celery_alone_would_be_silent_for_a_day(bell, tmp_path):
    rung = hours_ahead_then_back(bell, tmp_path, PersistentScheduler, restart=True)
    assert rung == {"outbox-sweep": 0, "windows-sweep": 0}


def test_the_portal_uses_it():
    assert app.conf.beat_scheduler == "portal.alarm_clock:SteadyScheduler"
