"""How a rehearsal ends when it does not end well."""

from __future__ import annotations

from services.catalogue.text import Text


class RehearsalStuck(Exception):
    """The case did not go on as its plan says: a fault of the catalogue or of the portal."""

    def __init__(self, said: Text) -> None:
        super().__init__(f"{said.zh} {said.en}")
        self.said = said
