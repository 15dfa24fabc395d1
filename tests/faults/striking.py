"""Doing what was drawn, and writing down when, to which process, and what."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import httpx2
import redis

from tests.faults.machine_clock import MachineClock
from tests.faults.programs import Programs, Servers
from tests.faults.strikes import Strike

FORKED = {"web child": ("web",), "relay": ("worker", "worker 2")}
ASKED = {"web": "/healthz", "simulator": "/_record"}
"""Whoever serves must have answered since it was last killed: else nobody could use it between."""


class Striker:
    """One strike at a time; `log` is the part of the report that says what happened."""

    def __init__(
        self, programs: Programs, servers: Servers, clock: MachineClock, redis_url: str
    ) -> None:
        self._programs, self._servers, self._clock = programs, servers, clock
        self._redis_url = redis_url
        self._began = time.monotonic()
        self._moody_until = 0.0
        self.log: list[dict[str, Any]] = []

    def strike_all(self, strikes: Sequence[Strike]) -> list[Strike]:
        """Those whose victim was not ready; each kind of victim is asked once."""
        missed: list[Strike] = []
        for strike in strikes:
            if strike.kind in {one.kind for one in missed} or not self.strike(strike):
                missed.append(strike)
        return missed

    def strike(self, strike: Strike, *, patience: float = 0.0, is_late: bool = False) -> bool:
        """False for a kill whose victim does not run, or has not served anybody since the last one.

        `is_late`: the time is over, so it is enough that it runs.
        """
        if strike.is_kill and not is_late and not self._has_served(strike.kind):
            return False
        detail = dict(strike.detail)
        what: Callable[[dict[str, Any]], tuple[int | None, str]] = {
            "postgres": self._postgres,
            "redis": self._redis,
            "mood": self._mood,
            "clock": self._jump,
        }.get(strike.kind, lambda _: self._kill(strike.kind, float(detail["choice"]), patience))
        pid, said = what(detail)
        if strike.is_kill and pid is None:
            return False
        self.log.append(
            {
                "at": round(time.monotonic() - self._began, 2),
                "kind": strike.kind,
                "pid": pid,
                "what": said,
            }
        )
        return True

    def tick(self) -> None:
        self._programs.tick()
        if self._moody_until and time.monotonic() > self._moody_until:
            self._moody_until = 0.0 if self._control({}) else time.monotonic() + 0.5

    def calm(self) -> None:
        """The simulator is well again, and the clock is where it was at its furthest."""
        self._moody_until = time.monotonic()
        self._clock.set(self._clock.furthest)

    def _has_served(self, kind: str) -> bool:
        name = kind.removesuffix(" child")
        if name not in ASKED:
            return True
        base = self._programs.url if name == "web" else self._programs.simulator
        try:
            answer = httpx2.get(base + ASKED[name], timeout=2, trust_env=False)
        except httpx2.HTTPError:
            return False
        return answer.status_code == 200

    def _kill(self, kind: str, choice: float, patience: float) -> tuple[int | None, str]:
        deadline = time.monotonic() + patience
        while True:
            pid, said = self._try_to_kill(kind, choice)
            if pid is not None or time.monotonic() >= deadline:
                return pid, said
            self.tick()
            time.sleep(0.1)

    def _try_to_kill(self, kind: str, choice: float) -> tuple[int | None, str]:
        if kind in FORKED:
            names = FORKED[kind]
            for name in names if choice < 0.5 else reversed(names):
                pid = self._programs.kill_forked(name, choice * 2 % 1)
                if pid is not None:
                    return pid, f"one process of the {name}"
            return None, kind
        name = "worker 2" if kind == "worker" and choice < 0.5 else kind
        return self._programs.kill(name, pause=choice), f"the {name}, whole"

    def _postgres(self, detail: dict[str, Any]) -> tuple[int | None, str]:
        return self._servers.crash_postgres(detail["how"]), f"PostgreSQL {detail['how']}"

    def _redis(self, detail: dict[str, Any]) -> tuple[int | None, str]:
        how = detail["how"]
        if "emptied" in how:
            with redis.Redis.from_url(self._redis_url) as client:
                client.flushall()
        return (self._servers.crash_redis() if "restarted" in how else None), f"Redis {how}"

    def _mood(self, detail: dict[str, Any]) -> tuple[int | None, str]:
        wish = {name: value for name, value in detail.items() if name != "seconds"}
        self._moody_until = time.monotonic() + detail["seconds"]
        heard = self._control(wish)
        return None, f"the simulator: {wish}" + ("" if heard else " (not running, not heard)")

    def _jump(self, detail: dict[str, Any]) -> tuple[int | None, str]:
        jumped = self._clock.set(detail["offset"])
        return (
            None,
            f"the clock jumps by {jumped / 3600:+.1f} h to {detail['offset'] / 3600:+.1f} h",
        )

    def _control(self, wish: dict[str, Any]) -> bool:
        try:
            httpx2.post(
                f"{self._programs.simulator}/_control", json=wish, timeout=5, trust_env=False
            )
        except httpx2.HTTPError:
            return False
        return True
