"""No matter may wait for itself: cycles that answers can bring about are faults."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from django.utils.translation import gettext as _

from services.catalogue.parsing.cursor import Cursor
from services.catalogue.parsing.matters import DraftMatter
from services.catalogue.parsing.questions import Asked
from services.catalogue.spec import Condition, IncludedMatter, RequirementSpec, SourceKind

MOST_CYCLES = 2_000
MOST_CASES = 20_000
"""Beyond these a tangle counts as a cycle that can happen: nobody could follow it either."""

Edges = dict[str, list[tuple[str, Condition]]]


def check_order(
    row: Cursor, drafts: list[DraftMatter], matters: tuple[IncludedMatter, ...], asked: Asked
) -> None:
    """Every cycle of `depends_on` and `output_of` that can happen is a fault, told once."""
    conditions = {each.matter.code: each.condition for each in matters}
    edges = _edges(matters, conditions)
    rows = {draft.code: draft.row for draft in drafts}
    for cycle in islice(_cycles(edges), MOST_CYCLES):
        needed = [conditions[code] for code, _why in cycle] + [why for _code, why in cycle]
        if _can_hold(needed, asked):
            codes = [code for code, _why in cycle]
            rows[codes[0]].fault(
                "depends_on" if rows[codes[0]].has("depends_on") else "materials",
                _("这些事项互相等待：%(way)s。") % {"way": " → ".join([*codes, codes[0]])},
                _("请去掉其中一个 depends_on 或 output_of。"),
            )
            return


def _edges(matters: tuple[IncludedMatter, ...], conditions: dict[str, Condition]) -> Edges:
    edges: Edges = {code: [] for code in conditions}
    for each in matters:
        own = edges[each.matter.code]
        others = [code for code in each.starts_after if code != each.matter.code]
        own += [(code, Condition()) for code in others if code in conditions]
        for requirement in each.matter.requirements:
            own += [
                (code, requirement.condition)
                for code in _outputs(requirement, conditions)
                if code in conditions
            ]
    return edges


def _outputs(requirement: RequirementSpec, conditions: dict[str, Condition]) -> Iterator[str]:
    """The matters it may wait for: after one that is always in the plan, no other is tried."""
    for source in requirement.sources:
        if source.kind is SourceKind.OUTPUT:
            yield source.matter
            if conditions.get(source.matter) == Condition():
                return


def _cycles(edges: Edges) -> Iterator[list[tuple[str, Condition]]]:
    """Elementary cycles, each once, from its first matter; entries are (matter, why it waits)."""
    rank = {code: index for index, code in enumerate(edges)}
    for start in edges:
        stack = [(start, iter(edges[start]))]
        way: list[tuple[str, Condition]] = []
        steps = 0
        while stack:
            code, rest = stack[-1]
            steps += 1
            for needed, why in rest:
                if needed == start:
                    yield [*way, (code, why)]
                elif rank[needed] > rank[start] and all(needed != seen for seen, _it in stack):
                    way.append((code, why))
                    stack.append((needed, iter(edges[needed])))
                    break
            else:
                stack.pop()
                if way:
                    way.pop()
            if steps > MOST_CASES:
                return


def _can_hold(conditions: list[Condition], asked: Asked) -> bool:
    """Whether one set of answers meets all of them. Pick-many answers never exclude each other."""
    choices = [condition.alternatives for condition in conditions if condition.alternatives]
    for number, every in enumerate(product(*choices)):
        if number >= MOST_CASES:
            return True
        left: dict[str, set[str]] = {}
        for question, values in (pair for alternative in every for pair in alternative):
            if question not in asked.multiple:
                left[question] = left.get(question, set(values)) & set(values)
        if all(left.values()):
            return True
    return False
