"""Beat on a machine whose clock is set back: it rings on, instead of waiting for the old time.

Celery keeps for each entry when it rang last and rings again when the interval has passed since. A
clock that is set back by a day leaves that moment a day in the future, so that nothing is rung for
a day, also by a beat that is started again, because it reads the same moments from its file.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from celery.beat import PersistentScheduler

SLACK = timedelta(seconds=2)
"""A clock is put right by so little all the time; that is no jump."""


class SteadyScheduler(PersistentScheduler):
    """What rang in the future rang just now."""

    _last_tick: datetime | None = None

    def setup_schedule(self) -> None:
        super().setup_schedule()
        self._forget_the_future(self.app.now())

    def tick(self, *args: Any, **kwargs: Any) -> float:
        now = self.app.now()
        if self._last_tick is not None and now < self._last_tick - SLACK:
            self._forget_the_future(now)
        self._last_tick = now
        seconds: float = super().tick(*args, **kwargs)
        return seconds

    def _forget_the_future(self, now: datetime) -> None:
        for entry in self.schedule.values():
            if entry.last_run_at is not None and entry.last_run_at > now + SLACK:
                entry.last_run_at = now
        self._heap = None  # its places were computed from the old time
