"""Who waits for whom: only for what must come first by rule or for an output that is needed.

Nobody draws a flow chart; everything that waits for nobody runs at once (side by side,
unless the law makes one follow the other: 浙江省保障“最多跑一次”改革规定 art. 5).
"""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from services.catalogue.text import Text
from windows.planning.names import quoted
from windows.planning.plan import Wait


class PlanImpossible(Exception):
    """Matters wait for each other in a circle: the catalogue must be put right."""

    def __init__(self, cycle: tuple[str, ...], message: Text) -> None:
        self.cycle = cycle
        """Matter codes; the last is the first again."""
        self.message = message
        super().__init__(message.en)


class Order:
    """The waits of a plan while it is being made; knows at every moment who comes before whom."""

    def __init__(self, names: Mapping[str, Text]) -> None:
        """`names` of the matters of the plan, by code, in the order of the life event."""
        self._names = names
        self._before: dict[str, set[str]] = {code: set() for code in names}
        self._waits: dict[str, dict[str, Text]] = {code: {} for code in names}

    def __contains__(self, code: str) -> bool:
        return code in self._before

    def can_follow(self, matter: str, earlier: str) -> bool:
        """True when letting `matter` wait for `earlier` makes no circle."""
        return matter != earlier and matter not in self._before[earlier]

    def follow(self, matter: str, earlier: str, why: Text) -> None:
        """Let `matter` wait for `earlier`. The reason given last is the one shown."""
        self._waits[matter][earlier] = why
        reached = {earlier} | self._before[earlier]
        if reached <= self._before[matter]:
            return
        for code, before in self._before.items():
            if code == matter or matter in before:
                before.update(reached)

    def waits_of(self, matter: str) -> tuple[Wait, ...]:
        return tuple(Wait(earlier, why) for earlier, why in self._waits[matter].items())

    def earlier_than(self, matter: str) -> tuple[str, ...]:
        return tuple(self._waits[matter])

    def sorted(self) -> tuple[str, ...]:
        """Matter codes, each after all it waits for. Raises PlanImpossible, naming a circle."""
        sorter = TopologicalSorter({code: tuple(waits) for code, waits in self._waits.items()})
        try:
            return tuple(sorter.static_order())
        except CycleError as error:
            cycle: tuple[str, ...] = tuple(reversed(error.args[1]))
            said = quoted(self._names[code] for code in cycle)
            raise PlanImpossible(
                cycle,
                Text(
                    f"事项互相等待，排不出先后：{said.zh}", f"Matters wait in a circle: {said.en}"
                ),
            ) from error


def stages(order: Order, codes: tuple[str, ...]) -> dict[str, int]:
    """1 for a matter that waits for nobody, else one more than the latest it waits for."""
    stage: dict[str, int] = {}
    for code in codes:
        stage[code] = 1 + max((stage[earlier] for earlier in order.earlier_than(code)), default=0)
    return stage
