"""Is the answer about the one we asked about? No database, no network."""

from __future__ import annotations

from dataclasses import dataclass

from datasharing.connectors.base import Question, Reply
from portal.accounts.identity import mask_number

NUMBERS = ("id_number", "credit_code", "project_code")
"""Keys that name one person, firm or project; a name alone names nobody."""
LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Stranger:
    """What of a wrong answer may be kept: not the record, only how it was wrong."""

    differing: tuple[str, ...]
    named: str
    """The number that it named, masked; "" where it named none."""
    record_count: int


def stranger_in(reply: Reply, question: Question) -> Stranger | None:
    """None when the answer names the one we asked about, and nobody else anywhere in it.

    Saying nothing about whose it is, is not enough; and a record that carries another number than
    the envelope is somebody else's record in the right envelope.
    """
    names = [name for name in NUMBERS if name in question.keys]
    wanted = {name: question.keys[name].upper() for name in names}
    said = {name: str(reply.about.get(name, "")).upper() for name in names}
    differing = [name for name in names if said[name] != wanted[name]]
    named = next((said[name] for name in differing if said[name]), "")
    for held in reply.records:
        for name in names:
            inside = str(held.get(name) or "").upper()
            if inside and inside != wanted[name] and name not in differing:
                differing.append(name)
                named = named or inside
    if names and not differing:
        return None
    shown = mask_number(_writable(named))
    return Stranger(tuple(differing), shown, len(reply.records))


def _writable(named: str) -> str:
    """What they wrote where a number belongs, so that it can be written down."""
    return "".join(each for each in named if each.isprintable())[:LONGEST_NUMBER]
