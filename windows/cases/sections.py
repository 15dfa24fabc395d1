"""The one form in sections: which field stands where, and which section is the one left. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.catalogue.form_elements import SECTIONS, ElementSpec, FormSection
from services.catalogue.text import Text
from windows.cases.form_rules import faults_in
from windows.cases.people import APPLICANT
from windows.planning.plan import PlannedField

_BY_SOURCE = {
    APPLICANT: FormSection.PERSON,
    "DS02": FormSection.FAMILY,
    "DS05": FormSection.CHILD,
    "DS06": FormSection.DECEASED,
    "DS10": FormSection.COMPANY,
    "DS13": FormSection.HOUSE,
    "DS14": FormSection.SALE,
    "DS16": FormSection.WORK,
    "DS17": FormSection.MEDICAL,
    "DS18": FormSection.PAYMENT,
    "DS24": FormSection.PROJECT,
    "DS29": FormSection.UTILITIES,
}
"""Where an element stands for which nobody said so: beside what the same register knows."""


@dataclass(frozen=True, slots=True)
class Section:
    """`left` are the elements that still need the person: wrong, missing, or not yet looked at."""

    code: FormSection
    name: Text
    fields: tuple[PlannedField, ...]
    left: tuple[str, ...]

    @property
    def is_done(self) -> bool:
        return not self.left


def section_of(field: PlannedField, said: Mapping[str, ElementSpec]) -> FormSection:
    once = said.get(field.element)
    if once is not None and once.section:
        return FormSection(once.section)
    for path in field.prefill:
        found = _BY_SOURCE.get(path.partition(".")[0])
        if found is not None:
            return found
    return FormSection.OTHER


def sections_of(
    fields: Sequence[PlannedField],
    *,
    said: Mapping[str, ElementSpec],
    form: Mapping[str, str],
    known: frozenset[str],
    today: dt.date,
) -> tuple[Section, ...]:
    """Every field once, the sections in the order of `FormSection`; within one, as planned.

    `known` are the elements that something can fill in: one that was never saved is still to be
    looked at, since the person answers for it. So is a section of optional fields, once.
    """
    placed: dict[FormSection, list[PlannedField]] = {}
    for field in fields:
        placed.setdefault(section_of(field, said), []).append(field)
    return tuple(
        Section(
            code,
            SECTIONS[code],
            tuple(placed[code]),
            _left(tuple(placed[code]), form, known, today),
        )
        for code in FormSection
        if code in placed
    )


def section_left(sections: Sequence[Section]) -> Section | None:
    """The first that is not done: where the person goes on. None when the form is whole."""
    return next((each for each in sections if not each.is_done), None)


def _left(
    fields: tuple[PlannedField, ...],
    form: Mapping[str, str],
    known: frozenset[str],
    today: dt.date,
) -> tuple[str, ...]:
    wrong = faults_in(fields, form, today=today)
    if not wrong and not any(field.element in form for field in fields):
        return tuple(field.element for field in fields)
    return tuple(
        field.element
        for field in fields
        if field.element in wrong or (field.element in known and field.element not in form)
    )
