"""Comparisons, each made once: what two fingerprints differ in never changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.catalogue.lookups import specs_by_id
from services.overlays.compare import compare
from services.overlays.differences import Difference

AT_MOST = 20_000
_known: dict[tuple[str, str], tuple[Difference, ...]] = {}


@dataclass(frozen=True, slots=True)
class Pair:
    """A standard edition and the regional one that stands in its place."""

    standard: int
    standard_content: str
    local: int
    local_content: str

    @property
    def key(self) -> tuple[str, str]:
        return self.standard_content, self.local_content


def differences_of(pairs: Iterable[Pair]) -> Mapping[tuple[str, str], tuple[Difference, ...]]:
    """By the two fingerprints. A fixed number of queries for what is compared the first time."""
    wanted = {pair.key: pair for pair in pairs}
    if len(_known) + len(wanted) > AT_MOST:
        _known.clear()
    new = [pair for key, pair in wanted.items() if key not in _known]
    if new:
        specs = specs_by_id({each for pair in new for each in (pair.standard, pair.local)})
        for pair in new:
            _known[pair.key] = compare(specs[pair.standard], specs[pair.local])
    return {key: _known[key] for key in wanted}
