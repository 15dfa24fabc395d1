"""Where documents are used: told by upper packages, since this one knows no cases.

Register in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from services.catalogue.text import Text


@dataclass(frozen=True, slots=True)
class Use:
    """One case that a document was handed in for."""

    case_number: str
    name: Text
    state: Text


UsesOf = Callable[[Collection[UUID]], dict[UUID, list[Use]]]

_lists: list[UsesOf] = []


def register_uses(lists: UsesOf) -> UsesOf:
    """Ask `lists` as well; also usable as a decorator. Registering twice changes nothing."""
    if lists not in _lists:
        _lists.append(lists)
    return lists


def uses_of(documents: Collection[UUID]) -> dict[UUID, list[Use]]:
    """The cases of each of these documents, each case once in the words of the uppermost package;
    documents that nobody uses are left out.
    """
    found: dict[UUID, dict[str, Use]] = {}
    for lists in _lists:
        for document, uses in lists(documents).items():
            found.setdefault(document, {}).update({use.case_number: use for use in uses})
    return {document: list(by_case.values()) for document, by_case in found.items()}
