"""Whether a condition reaches situations that another does not. Pure."""

from __future__ import annotations

from services.catalogue.spec import Condition

Every = tuple[tuple[str, tuple[str, ...]], ...]


def reaches_more(was: Condition, now: Condition) -> bool:
    """False only where each way to meet the new condition met the old one before."""
    if not was.alternatives:
        return False
    return not now.alternatives or not all(
        any(_implies(every, older) for older in was.alternatives) for every in now.alternatives
    )


def _implies(every: Every, older: Every) -> bool:
    return all(
        any(name == question and set(narrow) <= set(values) for name, narrow in every)
        for question, values in older
    )
