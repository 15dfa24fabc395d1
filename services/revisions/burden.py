"""What a change costs the public, in the person's terms.

`services` cannot plan, so whoever can (`windows`) registers a meter. Over every set of answers the
meter compares what a person in that situation has to do before and after. What rises without a line
that says why is said in a line of its own (`services.revisions.unexplained`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from services.catalogue.spec import LifeEventSpec
from services.revisions.measures import Burden, Line, Measure, MeasureKind
from services.revisions.unexplained import unexplained

__all__ = ["Burden", "Line", "Measure", "MeasureKind", "Meter", "measure_burden", "register_meter"]


class NoMeter(Exception):
    """Nobody has registered a meter: this process cannot plan."""


Meter = Callable[[LifeEventSpec | None, LifeEventSpec], Burden]
_meters: list[Meter] = []


def register_meter(meter: Meter) -> None:
    """Raises ValueError when there is one already."""
    if _meters and _meters[0] is not meter:
        raise ValueError("A burden meter is registered already.")
    _meters[:] = [meter]


def measure_burden(before: LifeEventSpec | None, after: LifeEventSpec) -> Burden:
    """`before` is None for a new life event: then nothing is compared with nothing asked.

    Raises NoMeter while none is registered.
    """
    if not _meters:
        raise NoMeter
    burden = _meters[0](before, after)
    if before is None:
        return burden
    return replace(burden, lines=(*burden.lines, *unexplained(burden, before, after)))
