"""The limits of the matters that apply: what is promised, and what the law allows at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.catalogue.lawful import JOINT_DAYS, can_be_joint, lawful_limit_of
from services.catalogue.spec import DayUnit, ProcedureSpec
from windows.planning.schedule import Limits, Segments, segments
from windows.planning.situation import Situation


@dataclass(frozen=True, slots=True)
class AllLimits:
    """By matter. A promise that is longer than the law's own days gives way to them."""

    procedures: dict[str, tuple[ProcedureSpec, ...]]
    """The special procedures of each matter that these answers bring."""
    promised: dict[str, Limits]
    lawful: dict[str, Limits]
    free: tuple[str, ...]
    """The law gives them no limit."""
    by_default: tuple[str, ...]
    """Licences whose guide names none: 行政许可法 art. 42(1)."""
    together: dict[str, Segments]
    """What art. 42(2) allows those at most that several departments handle together."""

    @property
    def jointly(self) -> tuple[str, ...]:
        return tuple(self.together)

    def capped(self, by_law: Mapping[str, Segments]) -> list[str]:
        """Those for which the limit in common is what holds."""
        return [code for code, parts in self.together.items() if by_law[code] is parts]


def all_limits(situation: Situation) -> AllLimits:
    """For a situation whose order is complete."""
    found = AllLimits({}, {}, {}, (), (), {})
    free, by_default = [], []
    jointly = _jointly(situation)
    for included in situation.matters:
        matter, code = included.matter, included.matter.code
        own = tuple(p for p in matter.procedures if p.condition.holds(situation.answers))
        promised = segments(matter.promised_days, matter.day_unit, own)
        law, at_most = lawful_limit_of(matter), []
        if law is not None:
            at_most.append(segments(law.days, law.unit, own))
        if law is not None and law.is_default:
            by_default.append(code)
        if code in jointly:
            found.together[code] = segments(JOINT_DAYS, DayUnit.WORKING, own)
            at_most.append(found.together[code])
        if not at_most:
            free.append(code)
        found.procedures[code] = own
        found.lawful[code] = tuple(at_most) or (promised,)
        # What the guide states itself is checked before it is published, and shown as it stands.
        is_stated = law is not None and not law.is_default
        found.promised[code] = (promised, *(at_most[1:] if is_stated else at_most))
    return AllLimits(
        found.procedures,
        found.promised,
        found.lawful,
        tuple(free),
        tuple(by_default),
        found.together,
    )


def _jointly(situation: Situation) -> frozenset[str]:
    """Licences of more than one department that begin side by side, on the one receipt.

    What waits for another begins with that one's written completion (浙江“最多跑一次”改革规定
    art. 5), so it is not handled together with it.
    """
    first = [
        included.matter
        for included in situation.matters
        if can_be_joint(included.matter) and not situation.order.earlier_than(included.matter.code)
    ]
    is_joint = len({matter.department for matter in first}) > 1
    return frozenset(matter.code for matter in first) if is_joint else frozenset()
