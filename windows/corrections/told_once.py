"""一次告知: what may still be asked for after a notice (行政许可法 art. 32(1)(4))."""

from __future__ import annotations

from collections.abc import Iterable

from windows.cases.models import Case
from windows.corrections.models import CorrectionItem

Place = tuple[int | None, str]
"""(slot, element) as a notice names what is to be put right."""


def asked_before(case: Case, *, by_departments: bool) -> set[Place]:
    """The places that a notice of the same kind has named; empty where there was none.

    The window tells what it sees before acceptance, the departments what they see after it: each
    may tell once.
    """
    items = CorrectionItem.objects.filter(
        correction__case=case, correction__is_of_departments=by_departments
    )
    return set(items.values_list("slot", "element"))


def not_caused_by_new_material(told: set[Place], wanted: Iterable[Place]) -> list[Place]:
    """Those that a second notice may not name: only what was handed in or typed anew because of
    the first may be found wrong again. Words without a place are nobody's new material.
    """
    return [place for place in wanted if place not in told or place == (None, "")]
