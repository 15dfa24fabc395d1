"""How `services` reads a whole edition, requirements and all, which upper packages keep.

`materials` knows what an edition requires, so it registers the reader in its `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable

from services.catalogue.spec import LifeEventSpec
from services.models import LifeEventEdition

Reader = Callable[[LifeEventEdition], LifeEventSpec]
_readers: list[Reader] = []


def register_reader(reader: Reader) -> None:
    """Raises ValueError when there is another one already."""
    if _readers and _readers[0] is not reader:
        raise ValueError("A reader of editions is registered already.")
    _readers[:] = [reader]


def published_spec(edition: LifeEventEdition) -> LifeEventSpec:
    """The edition as plain data, equal to what was published.

    Raises LookupError while no reader is registered.
    """
    if not _readers:
        raise LookupError("No reader of editions is registered.")
    return _readers[0](edition)
