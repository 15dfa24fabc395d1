"""Between our words and the codes of an interface."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TypeVar

from services.catalogue.codelists.lists import CodeList
from services.catalogue.codelists.tables import INTERFACES, NEAREST, Table
from services.catalogue.text import Text

Member = TypeVar("Member", bound=StrEnum)
Listed = TypeVar("Listed", bound=CodeList)


class NoCode(ValueError):
    """The interface has no code for this word: it cannot be sent there."""


def code_for(interface: str, member: StrEnum) -> str:
    """The code that goes out. Raises NoCode; KeyError for an interface nobody knows."""
    outward = _outward(interface, type(member))
    sent = NEAREST.get(interface, {}).get(member, member)
    if sent not in outward:
        raise NoCode(f"{interface} has no code for {type(member).__name__} {member.value!r}.")
    return outward[sent]


def from_code(interface: str, kind: type[Member], code: str) -> Member | None:
    """The member that came in, or None: then warn with `unknown_code` and keep the code."""
    found = _table(interface, kind).get(code.strip())
    return found if isinstance(found, kind) else None


def unknown_code(interface: str, kind: type[StrEnum], code: str) -> Text:
    """The warning for a code that is not in the list, with those that are."""
    known = "、".join(_table(interface, kind))
    if not known:
        return Text(
            f"{interface} 没有 {kind.__name__} 的代码表，代码“{code}”未采用",
            f"{interface} has no list for {kind.__name__}; the code “{code}” was not used",
        )
    return Text(
        f"代码“{code}”不在 {interface} 的代码表里（{known}）",
        f"The code “{code}” is not in the list of {interface} ({known})",
    )


def named(kind: type[Listed], said: str) -> Listed | None:
    """The member of this word or Chinese name: `person` and 自然人 are both PERSON."""
    return _names(kind).get(said.strip())  # type: ignore[return-value]  # one cache, every list


def label_of(kind: type[Listed], word: str) -> Text:
    """How a stored word is shown; a word that is no member is shown as it is."""
    member = named(kind, word)
    return member.label if member else Text(word)


def _table(interface: str, kind: type[StrEnum]) -> Table:
    return INTERFACES[interface].get(kind, {})


@cache
def _outward(interface: str, kind: type[StrEnum]) -> dict[StrEnum, str]:
    return {member: code for code, member in _table(interface, kind).items()}


@cache
def _names(kind: type[CodeList]) -> dict[str, CodeList]:
    return {name: member for member in kind for name in (member.value, member.zh)}
