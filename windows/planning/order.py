"""Who waits for whom: only for what must come first by rule or for an output that is needed."""

from __future__ import annotations

from services.catalogue.text import Text


class PlanImpossible(Exception):
    """Matters wait for each other in a circle, so no order exists. The catalogue must be put right."""

    def __init__(self, cycle: tuple[str, ...], message: Text) -> None:
        self.cycle = cycle
        """Matter codes; the last is the first again."""
        self.message = message
        super().__init__(message.en)
