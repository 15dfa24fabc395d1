"""What an officer wants to see of the inbox: written in the address, so that it can be kept, sent
to a colleague and gone back to. Pure; nothing unknown survives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlencode

from windows.approvals.states import AT_DEPARTMENT

CODE = re.compile(r"[\w.-]{1,64}", re.ASCII)
LONGEST_WORDS = 60
MOST_DAYS = 60


class Due(StrEnum):
    """How near the last day is."""

    OVERDUE = "overdue"
    TODAY = "today"
    WITHIN = "within"
    UNDATED = "undated"


class Whose(StrEnum):
    """Who has it inside the department."""

    MINE = "mine"
    """Mine, and what was given to nobody."""
    ME = "me"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """Each part narrows the list by itself; all of them hold together."""

    matter: str = ""
    state: str = ""
    due: str = ""
    days: int = 0
    """Working days from today, with `Due.WITHIN` only."""
    whose: str = ""
    place: str = ""
    thing: str = ""
    words: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of what narrows it, in the order of the page; `days` belongs to `due`."""
        named = (each.name for each in fields(self) if each.name != "days")
        return tuple(name for name in named if getattr(self, name))

    def without(self, part: str) -> InboxFilter:
        cleared: dict[str, Any] = {part: ""} | ({"days": 0} if part == "due" else {})
        return replace(self, **cleared)

    @property
    def query(self) -> str:
        """As the address says it, always in the same order; "" for everything."""
        said = ((each.name, getattr(self, each.name)) for each in fields(self))
        return urlencode([(name, value) for name, value in said if value])


EVERYTHING = InboxFilter()


def read_filter(said: Mapping[str, str]) -> InboxFilter:
    """From an address or a form; what is not one of ours is left out, never an error."""
    due, days = said.get("due", ""), _days(said.get("days", ""))
    if due not in set(Due) or (due == Due.WITHIN and not days):
        due = ""
    state = said.get("state", "")
    whose = said.get("whose", "")
    return InboxFilter(
        matter=_code(said.get("matter", "")),
        state=state if state in AT_DEPARTMENT else "",
        due=str(Due(due).value) if due else "",
        days=days if due == Due.WITHIN else 0,
        whose=whose if whose in set(Whose) else "",
        place=_code(said.get("place", "")),
        thing=_code(said.get("thing", "")),
        words=" ".join(said.get("words", "").replace("\0", "").split())[:LONGEST_WORDS],
    )


def read_query(query: str) -> InboxFilter:
    """The inverse of `InboxFilter.query`."""
    return read_filter(dict(parse_qsl(query)))


def _code(said: str) -> str:
    return said if CODE.fullmatch(said) else ""


def _days(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and 0 < int(said) <= MOST_DAYS else 0
