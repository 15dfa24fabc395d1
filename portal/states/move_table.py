"""The table of allowed moves: read by actions, tests and the process pages alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.errors import MoveRefused, NotAllowed


class MoveNotAllowed(NotAllowed):
    """The move exists, but not for this role."""

    code = "move_not_allowed"
    message = _("这一步不由您来做。")


@dataclass(frozen=True, slots=True)
class Move:
    """`name` takes a thing from any of `sources` to `target`, if one of `roles` does it.

    Empty `roles` means that anybody may whom the policy lets near the thing. The sentences say what
    the move is, in both languages, for the process pages.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...] = ()
    sentence: str | Promise = ""
    sentence_en: str = ""


class Moves:
    """All moves of one kind of thing. Two moves may share a name if their sources differ."""

    def __init__(self, moves: Iterable[Move]) -> None:
        self._moves = tuple(moves)
        self._table: dict[tuple[str, str], Move] = {}
        for move in self._moves:
            for source in move.sources:
                if (move.name, source) in self._table:
                    raise ValueError(f"Move {move.name!r} starts twice from {source!r}.")
                self._table[move.name, source] = move

    def __iter__(self) -> Iterator[Move]:
        return iter(self._moves)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(move.name for move in self._moves))

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that a move starts from or leads to, in the order of the table."""
        met = (state for move in self._moves for state in (*move.sources, move.target))
        return tuple(dict.fromkeys(met))

    @property
    def final_states(self) -> tuple[str, ...]:
        """States that nothing leaves."""
        left = {source for move in self._moves for source in move.sources}
        return tuple(state for state in self.states if state not in left)

    def check(self, current: str, name: str, role: str | None = None) -> str:
        """The state that `name` leads to from `current`.

        Raises MoveRefused when the move does not start here, MoveNotAllowed when `role` is given
        and is not one of the move's roles, and KeyError when the table has no such move at all.
        """
        if name not in self.names:
            raise KeyError(f"The table has no move {name!r}; it has {', '.join(self.names)}.")
        move = self._table.get((name, current))
        if move is None:
            raise MoveRefused(details=[{"move": name, "state": str(current)}])
        if role is not None and move.roles and role not in move.roles:
            raise MoveNotAllowed(details=[{"move": name, "role": str(role)}])
        return move.target

    def allowed(self, current: str, role: str | None = None) -> tuple[Move, ...]:
        """What may be done with a thing that is in `current`, by `role` if given."""
        return tuple(
            move
            for move in self._moves
            if current in move.sources and (role is None or not move.roles or role in move.roles)
        )
