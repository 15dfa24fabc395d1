"""Matter editions as plain data. What they require is kept by `materials`, which registers how."""

from __future__ import annotations

from collections.abc import Callable, Collection

from services.catalogue.spec import MatterSpec

Reader = Callable[[Collection[int]], dict[int, MatterSpec]]
_readers: list[Reader] = []


def register_matter_reader(reader: Reader) -> None:
    """Raises ValueError when there is one already."""
    if _readers and _readers[0] is not reader:
        raise ValueError("A reader of matters is registered already.")
    _readers[:] = [reader]


def matter_specs(edition_ids: Collection[int]) -> dict[int, MatterSpec]:
    """The editions by id, in a fixed number of queries. Raises LookupError without a reader."""
    if not _readers:
        raise LookupError("No reader of matters is registered.")
    return _readers[0](edition_ids)
