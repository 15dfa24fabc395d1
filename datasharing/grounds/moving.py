"""Changing where a mismatch stands: by its table, and nowhere else."""

from __future__ import annotations

from datasharing.grounds.models import Mismatch
from datasharing.grounds.states import MISMATCH_MOVES
from portal.accounts.actor import Actor


def move_mismatch(mismatch: Mismatch, name: str, *, actor: Actor) -> None:
    mismatch.state = MISMATCH_MOVES.check(mismatch.state, name, actor.kind)
