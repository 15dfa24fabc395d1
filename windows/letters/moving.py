"""The one place where the state of a letter is set."""

from __future__ import annotations

from portal.accounts.actor import Actor
from windows.letters.models import Letter
from windows.letters.states import LETTER_MOVES


def move_letter(letter: Letter, name: str, *, actor: Actor) -> None:
    """For a locked letter; the caller saves it. Raises MoveRefused or MoveNotAllowed."""
    letter.state = str(LETTER_MOVES.check(letter.state, name, actor.kind))
