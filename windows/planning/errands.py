"""How it is told what the person must be there for. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from services.catalogue.text import Text
from windows.planning.names import quoted
from windows.planning.plan import Errand, ErrandKind
from windows.planning.sentences import joined


def told(errands: Iterable[Errand]) -> tuple[Text, ...]:
    """The reasons of one occasion: each once, and all that is collected in one line."""
    every = list(errands)
    package = [each.what for each in every if each.kind is ErrandKind.COLLECT]
    reasons = dict.fromkeys(each.what for each in every if each.kind is not ErrandKind.COLLECT)
    return (*reasons, *([_fetch(quoted(package))] if package else []))


def by_occasion(errands: Iterable[Errand]) -> list[tuple[Text, ...]]:
    """The reasons of each occasion that one of these belongs to."""
    found: dict[int, list[Errand]] = {}
    for each in errands:
        found.setdefault(each.occasion, []).append(each)
    return [told(found[number]) for number in sorted(found)]


def numbered(errands: Iterable[Errand]) -> tuple[Text, ...]:
    """The reasons as they are for one occasion; for several, one line for each occasion."""
    occasions = by_occasion(errands)
    if len(occasions) == 1:
        return occasions[0]
    lines = [joined(reasons) for reasons in occasions]
    return tuple(
        Text(f"第 {number} 次：{line.zh}", f"Occasion {number}: {line.en}")
        for number, line in enumerate(lines, start=1)
    )


def _fetch(names: Text) -> Text:
    return Text(f"到窗口领取{names.zh}", f"Collect {names.en} at the window")
