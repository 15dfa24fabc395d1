"""What is already known about the people of a case before anything is asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from services.catalogue.text import Text

APPLICANT = "applicant"
"""The role of whoever applies; the life event names the other roles."""

Held = frozenset[tuple[str, str]]
"""(party role, material code) pairs."""


class Channel(StrEnum):
    ONLINE = "online"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Known:
    """Facts the planner may use instead of asking. Whoever builds it vouches for them."""

    licences: Held = frozenset()
    """Electronic licences in force."""
    documents: Held = frozenset()
    """Documents handed in earlier which are still valid (材料共享库)."""
    levels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """可信等级 of each of those documents; C where it is not said."""
    commitments: Held = frozenset()
    """Commitments already signed for this case."""
    barred: frozenset[str] = frozenset()
    """Roles of those whose promise is not taken for now: they broke one, and the record is open."""
    connected: frozenset[str] = frozenset()
    """Codes of the data resources that can be asked right now (DS07)."""
    channel: Channel = Channel.ONLINE
    names: Mapping[str, Text] = field(default_factory=dict)
    """What to call a resource code, a party role, a department (by its Chinese name)."""
