"""One hash over many, pure: a tree as in RFC 6962, so that one line can be proved without the rest.

Leaves and inner nodes are told apart by a first byte; nobody can pass an inner node off as a line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def root_of(hashes: Sequence[str]) -> str:
    """The root over these hashes, in this order. Raises ValueError when there is none."""
    if not hashes:
        raise ValueError("A tree needs a leaf.")
    level = [_leaf(each) for each in hashes]
    while len(level) > 1:
        level = _above(level)
    return level[0].hex()


def proof_of(hashes: Sequence[str], place: int) -> list[tuple[str, str]]:
    """What to put beside this leaf on the way up: ("left" or "right", hash), lowest first."""
    level = [_leaf(each) for each in hashes]
    steps = []
    while len(level) > 1:
        beside = place ^ 1
        if beside < len(level):
            steps.append(("left" if beside < place else "right", level[beside].hex()))
        level = _above(level)
        place //= 2
    return steps


def root_from(line_hash: str, proof: Sequence[tuple[str, str]]) -> str:
    """The root to which a proof leads."""
    found = _leaf(line_hash)
    for side, beside in proof:
        other = bytes.fromhex(beside)
        found = _node(other, found) if side == "left" else _node(found, other)
    return found.hex()


def _above(level: list[bytes]) -> list[bytes]:
    """Pairs are joined; one that is left over goes up as it is."""
    pairs = [_node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
    return pairs + level[len(pairs) * 2 :]


def _leaf(line_hash: str) -> bytes:
    return hashlib.sha256(b"\x00" + bytes.fromhex(line_hash)).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
