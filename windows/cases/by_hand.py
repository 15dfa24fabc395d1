"""What a person still has to write by hand, when the registers have answered. Pure.

Counted as typed: every required field for which letters or digits are put in (text, number, date,
address …), and the name and the number of each other person who must join. Choosing one of several
answers is counted apart; ticking a consent, signing a promise and handing in a file are no fields.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from windows.planning.plan import PlannedField

CHOSEN = "choice"
NAMED_BY = ("name", "id_number")
"""What is typed of each other person who must join."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """Elements in the order of the form; of `optional` ones nothing must be written."""

    typed: tuple[str, ...]
    chosen: tuple[str, ...]
    optional: tuple[str, ...]
    of_parties: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many fields the person types, those that name the others among them."""
        return len(self.typed) + len(self.of_parties)


def by_hand(
    fields: Sequence[PlannedField], *, known: Collection[str], parties: Sequence[str] = ()
) -> ByHand:
    """`known` are the elements that something fills in; `parties` the roles that must be named."""
    left = [field for field in fields if field.element not in known]
    required = [field for field in left if field.required]
    return ByHand(
        typed=tuple(field.element for field in required if field.kind != CHOSEN),
        chosen=tuple(field.element for field in required if field.kind == CHOSEN),
        optional=tuple(field.element for field in left if not field.required),
        of_parties=tuple(f"{role}-{name}" for role in parties for name in NAMED_BY),
    )
