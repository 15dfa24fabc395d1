"""Where a licence was used instead of a paper: told by upper packages, since this one knows no
cases.

Register in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from services.catalogue.text import Text


@dataclass(frozen=True, slots=True)
class LicenceUse:
    """One case in which it spared a paper, and which departments looked at it there."""

    case_number: str
    name: Text
    on: date
    departments: Text


UsesOfLicences = Callable[[Collection[int]], dict[int, list[LicenceUse]]]

_lists: list[UsesOfLicences] = []


def register_licence_uses(lists: UsesOfLicences) -> UsesOfLicences:
    """Ask `lists` as well; also usable as a decorator. Registering twice changes nothing."""
    if lists not in _lists:
        _lists.append(lists)
    return lists


def licence_uses(licences: Collection[int]) -> dict[int, list[LicenceUse]]:
    """By the key of the licence; those that nobody used are left out."""
    found: dict[int, list[LicenceUse]] = {}
    for lists in _lists:
        for licence, uses in lists(licences).items():
            found.setdefault(licence, []).extend(uses)
    return found
