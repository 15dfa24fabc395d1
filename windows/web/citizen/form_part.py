"""A section of the one form as it stands on the page: open, or one line of what it says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.forms import BoundField

from services.catalogue.text import Text
from windows.cases.by_hand import by_hand
from windows.cases.sections import Section
from windows.web.case_form import in_words


@dataclass(frozen=True, slots=True)
class Row:
    """One field as it stands on the page."""

    field: BoundField
    origin: Text


@dataclass(frozen=True, slots=True)
class Part:
    """`gist` is what the line says when it is folded: label and value of each field filled in."""

    section: Section
    rows: tuple[Row, ...]
    gist: tuple[tuple[Text, Text], ...]
    is_folded: bool


def is_folded(
    section: Section, *, known: Collection[str], typed: Collection[str], faults: Collection[str]
) -> bool:
    """Nothing in it waits for a hand: it is done, or all that must be said a register has said, and
    the line shows what. What a person typed there and left stays open until it is done.
    """
    if section.is_done:
        return True
    elements = {field.element for field in section.fields}
    if elements & set(faults) or elements & set(typed) or not elements & set(known):
        return False
    left = by_hand(section.fields, known=known)
    return not left.typed and not left.chosen


def gist_of(section: Section, shown: Mapping[str, str]) -> tuple[tuple[Text, Text], ...]:
    return tuple(
        (field.label, in_words(field, shown[field.element]))
        for field in section.fields
        if shown.get(field.element)
    )
