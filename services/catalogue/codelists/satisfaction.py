"""满意度: GB/T 39046 counts from 1 = 非常满意, the national 好差评 from 5 = 非常满意.

Our own grade is the national one: more stars are better.
"""

from __future__ import annotations

from enum import IntEnum

from services.catalogue.text import Text


class Satisfaction(IntEnum):
    VERY_BAD = 1
    BAD = 2
    FAIR = 3
    GOOD = 4
    VERY_GOOD = 5

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS = {
    Satisfaction.VERY_GOOD: Text("非常满意", "Very satisfied"),
    Satisfaction.GOOD: Text("满意", "Satisfied"),
    Satisfaction.FAIR: Text("基本满意", "Fairly satisfied"),
    Satisfaction.BAD: Text("不满意", "Dissatisfied"),
    Satisfaction.VERY_BAD: Text("非常不满意", "Very dissatisfied"),
}
RUNS_DOWN = frozenset({"gbt39046"})
"""Interfaces where 1 is the best grade."""
RUNS_UP = frozenset({"national"})


def satisfaction_code(interface: str, grade: Satisfaction) -> str:
    """The code that goes out. Raises KeyError for an interface nobody knows."""
    return str(6 - grade if _runs_down(interface) else int(grade))


def satisfaction_from(interface: str, code: str) -> Satisfaction | None:
    """The grade that came in, or None for what is no grade."""
    if code not in {"1", "2", "3", "4", "5"}:
        return None
    return Satisfaction(6 - int(code) if _runs_down(interface) else int(code))


def _runs_down(interface: str) -> bool:
    if interface not in RUNS_DOWN | RUNS_UP:
        raise KeyError(interface)
    return interface in RUNS_DOWN
