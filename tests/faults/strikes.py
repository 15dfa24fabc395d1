"""What is done to the portal, in which order: drawn from the seed, so that it can be repeated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

HOUR = 3600
EARLIEST, LATEST = -20 * HOUR, 26 * HOUR
"""Between these the clock jumps: less than the two days for which an Idempotency-Key is kept."""
SHARES = {
    "relay": 10,
    "worker": 4,
    "web child": 4,
    "web": 2,
    "beat": 2,
    "simulator": 2,
}
"""How the kills are shared out. `relay`: one process of a worker, with the message it carries."""
FEWEST_KILLS = len(SHARES)
MOODS = (
    {"down": True},
    {"duplicate": True, "out_of_order": True, "deny_percent": 50},
    {"wrong": True, "duplicate": True},
    {"slow_ms": 300, "out_of_order": True},
    {"deny_percent": 20},
)
"""In this order, so that the shortest run too has an outage, doubles and denials."""


@dataclass(frozen=True)
class Strike:
    """`at` is a part of the whole time, 0 to 1; `detail` depends on the kind."""

    at: float
    kind: str
    detail: tuple[tuple[str, object], ...] = ()

    @property
    def is_kill(self) -> bool:
        return self.kind in SHARES


def draw(seed: int, kills: int) -> list[Strike]:
    """So many kills, and between them outages and jumps in proportion; at least one of each.

    Raises ValueError for fewer kills than there are kinds of them.
    """
    if kills < FEWEST_KILLS:
        raise ValueError(f"at least {FEWEST_KILLS} kills, one of each kind")
    random = Random(seed)
    kinds = list(_kinds(kills))
    random.shuffle(kinds)
    moments = sorted(random.random() for _ in kinds)
    moods, offset, drawn = 0, 0, []
    for at, kind in zip(moments, kinds, strict=True):
        detail: dict[str, object] = {}
        if kind in SHARES:
            detail = {"choice": random.random()}
        elif kind == "postgres":
            detail = {"how": random.choice(("immediate", "immediate", "killed"))}
        elif kind == "redis":
            detail = {"how": random.choice(("emptied", "restarted", "emptied and restarted"))}
        elif kind == "mood":
            detail = dict(MOODS[moods % len(MOODS)]) | {"seconds": random.uniform(3, 10)}
            moods += 1
        else:
            offset = _another(random, offset)
            detail = {"offset": offset}
        drawn.append(Strike(round(at, 4), kind, tuple(sorted(detail.items()))))
    return drawn


def _kinds(kills: int) -> Iterator[str]:
    whole = sum(SHARES.values())
    counts = {kind: kills * share // whole for kind, share in SHARES.items()}
    counts = {kind: max(count, 1) for kind, count in counts.items()}
    counts["relay"] += kills - sum(counts.values())
    for kind, count in counts.items():
        yield from [kind] * count
    yield from ["postgres"] * max(1, kills // 25)
    yield from ["redis"] * max(1, kills // 20)
    yield from ["mood"] * max(2, kills // 15)
    yield from ["clock"] * max(2, kills // 15)


def _another(random: Random, now: int) -> int:
    """At least an hour away: a step that the clock of a machine makes, not its drift."""
    while True:
        offset = random.randrange(EARLIEST, LATEST)
        if abs(offset - now) >= HOUR:
            return offset
