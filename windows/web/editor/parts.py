"""What can be edited in a life event: how a row is found, put in, taken out and moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from materials.catalogue.assemble import assemble_matter
from services.catalogue.spec import LifeEventSpec
from services.models import Matter
from services.revisions.edits import bases, event, matters, parts, questions, rows
from services.revisions.edits.bases import Holder
from services.revisions.edits.errors import NoSuchPart
from windows.web.editor import element_rows
from windows.web.editor.forms.base import PartForm
from windows.web.editor.forms.element_rows import ChargeForm, FaqForm, StepForm
from windows.web.editor.forms.event import (
    EventForm,
    OptionForm,
    PartyForm,
    QuestionForm,
    SentenceForm,
)
from windows.web.editor.forms.guide import GuideForm
from windows.web.editor.forms.matters import BringForm, MatterForm
from windows.web.editor.forms.papers import PaperForm
from windows.web.editor.forms.parts import BasisForm, FieldForm, OutputForm, ProcedureForm
from windows.web.editor.forms.register import RegisterForm
from windows.web.editor.forms.requirements import RequirementForm
from windows.web.editor.place import HOMES, Place

ALWAYS_THERE = frozenset({"event", "guide", "register", "paper"})
"""There is one, and nobody takes it out or moves it."""

IN_A_MATTER = ("requirement", "field", "output", "procedure")
BASES = ("basis", "placing")
"""A legal basis; and one for the place of a matter in the life event."""

Find = Callable[[LifeEventSpec, Place], Any]
Put = Callable[[LifeEventSpec, Place, Any], LifeEventSpec]
Remove = Callable[[LifeEventSpec, Place], LifeEventSpec]
Move = Callable[[LifeEventSpec, Place, int], LifeEventSpec]


@dataclass(frozen=True, slots=True)
class Part:
    form: type[PartForm]
    find: Find
    put: Put
    remove: Remove | None = None
    move: Move | None = None
    key: Callable[[Any], str] | None = None
    """The key of a row; None for rows that go by their place."""


def _bring(spec: LifeEventSpec, place: Place, edition: Any) -> LifeEventSpec:
    taken = set(Matter.objects.values_list("code", flat=True))
    return matters.brought_in(spec, assemble_matter(edition.pk), taken=taken)


def _nothing(spec: LifeEventSpec, place: Place) -> Any:
    raise NoSuchPart


def _element_row(form: type[PartForm]) -> Part:
    return Part(form, element_rows.find, element_rows.put, element_rows.remove, element_rows.move)


PARTS: dict[str, Part] = {
    "event": Part(EventForm, lambda s, _p: s, lambda _s, _p, row: row, key=lambda _row: "event"),
    "party": Part(
        PartyForm,
        lambda s, p: event.party_of(s, p.key),
        lambda s, _p, row: event.with_party(s, row),
        lambda s, p: event.without_party(s, p.key),
        lambda s, p, steps: event.moved_party(s, p.key, steps),
        lambda row: str(row.role),
    ),
    "sentence": Part(
        SentenceForm,
        lambda s, p: rows.at(s.conditions, p.key),
        lambda s, p, row: event.with_sentence(s, row[0], row[1], p.key),
        lambda s, p: event.without_sentence(s, p.key),
        lambda s, p, steps: event.moved_sentence(s, p.key, steps),
    ),
    "question": Part(
        QuestionForm,
        lambda s, p: questions.question_of(s, p.key),
        lambda s, _p, row: questions.with_question(s, row),
        lambda s, p: questions.without_question(s, p.key),
        lambda s, p, steps: questions.moved_question(s, p.key, steps),
        lambda row: str(row.id),
    ),
    "option": Part(
        OptionForm,
        lambda s, p: questions.option_of(s, p.question, p.key),
        lambda s, p, row: questions.with_option(s, p.question, row),
        lambda s, p: questions.without_option(s, p.question, p.key),
        lambda s, p, steps: questions.moved_option(s, p.question, p.key, steps),
        lambda row: str(row.value),
    ),
    "matter": Part(
        MatterForm,
        lambda s, p: matters.matter_of(s, p.key),
        lambda s, _p, row: matters.with_matter(s, row),
        lambda s, p: matters.without_matter(s, p.key),
        lambda s, p, steps: matters.moved_matter(s, p.key, steps),
        lambda row: str(row.matter.code),
    ),
    "guide": Part(
        GuideForm,
        lambda s, p: matters.matter_of(s, p.matter),
        lambda s, _p, row: matters.with_matter(s, row),
        key=lambda _row: "guide",
    ),
    "register": Part(
        RegisterForm,
        lambda s, p: matters.matter_of(s, p.matter),
        lambda s, _p, row: matters.with_matter(s, row),
        key=lambda _row: "register",
    ),
    "paper": Part(
        PaperForm,
        lambda s, p: parts.requirement_of(s, p.matter, p.requirement),
        lambda s, p, row: parts.with_requirement(s, p.matter, row),
        key=lambda _row: "paper",
    ),
    "step": _element_row(StepForm),
    "charge": _element_row(ChargeForm),
    "faq": _element_row(FaqForm),
    "bring": Part(BringForm, _nothing, _bring),
    "requirement": Part(
        RequirementForm,
        lambda s, p: parts.requirement_of(s, p.matter, p.key),
        lambda s, p, row: parts.with_requirement(s, p.matter, row),
        lambda s, p: parts.without_requirement(s, p.matter, p.key),
        lambda s, p, steps: parts.moved_requirement(s, p.matter, p.key, steps),
        lambda row: str(row.key),
    ),
    "field": Part(
        FieldForm,
        lambda s, p: parts.field_of(s, p.matter, p.key),
        lambda s, p, row: parts.with_field(s, p.matter, row),
        lambda s, p: parts.without_field(s, p.matter, p.key),
        lambda s, p, steps: parts.moved_field(s, p.matter, p.key, steps),
        lambda row: str(row.element),
    ),
    "output": Part(
        OutputForm,
        lambda s, p: parts.output_of(s, p.matter, p.key),
        lambda s, p, row: parts.with_output(s, p.matter, row),
        lambda s, p: parts.without_output(s, p.matter, p.key),
        lambda s, p, steps: parts.moved_output(s, p.matter, p.key, steps),
        lambda row: str(row.material),
    ),
    "procedure": Part(
        ProcedureForm,
        lambda s, p: rows.at(matters.matter_of(s, p.matter).matter.procedures, p.key),
        lambda s, p, row: parts.with_procedure(s, p.matter, row, p.key),
        lambda s, p: parts.without_procedure(s, p.matter, p.key),
        lambda s, p, steps: parts.moved_procedure(s, p.matter, p.key, steps),
    ),
    "basis": Part(
        BasisForm,
        lambda s, p: rows.at(_held_bases(s, p), p.key),
        lambda s, p, row: _bases(s, p, rows.put_at(_held_bases(s, p), row, p.key)),
        lambda s, p: _bases(s, p, rows.without_at(_held_bases(s, p), p.key)),
        lambda s, p, steps: _bases(s, p, rows.moved_at(_held_bases(s, p), p.key, steps)),
    ),
}


PARTS["placing"] = PARTS["basis"]


def part_at(place: Place) -> Part:
    """Raises NoSuchPart for a kind that nothing has."""
    part = PARTS.get(place.kind)
    if part is None:
        raise NoSuchPart
    return part


def held_at(spec: LifeEventSpec, place: Place) -> Any:
    """The row there; None where it is to be a new one. Raises NoSuchPart."""
    if not place.key:
        _must_have_a_home(spec, place)
        return None
    return part_at(place).find(spec, place)


def saved_place(place: Place, row: Any, spec: LifeEventSpec) -> Place:
    """Where the row stands now that it is in `spec`."""
    part = part_at(place)
    if place.kind == "bring":
        return Place("matter", key=spec.matters[-1].matter.code)
    if part.key is not None:
        return replace(place, key=part.key(row))
    return place if place.key else replace(place, key=str(_last(place, spec)))


def after_move(place: Place, steps: int, spec: LifeEventSpec) -> Place:
    """A row with a key is found by it; one without goes by its new place."""
    if part_at(place).key is not None:
        return place
    return replace(place, key=str(min(max(int(place.key) + steps, 0), _last(place, spec))))


def _last(place: Place, spec: LifeEventSpec) -> int:
    if place.kind == "sentence":
        return len(spec.conditions) - 1
    if place.kind == "procedure":
        return len(matters.matter_of(spec, place.matter).matter.procedures) - 1
    if place.kind in element_rows.NAMES:
        return len(element_rows.held_rows(spec, place)) - 1
    return len(_held_bases(spec, place)) - 1


def _must_have_a_home(spec: LifeEventSpec, place: Place) -> None:
    part_at(place)
    if place.kind in ALWAYS_THERE:
        raise NoSuchPart  # there is one, and it is always there
    if place.kind == "option":
        questions.question_of(spec, place.question)
    if place.kind in BASES:
        _held_bases(spec, place)
    if place.kind in (*IN_A_MATTER, *element_rows.NAMES):
        matters.matter_of(spec, place.matter)


def _held_bases(spec: LifeEventSpec, place: Place) -> Any:
    return bases.bases_of(spec, _holder(place))


def _bases(spec: LifeEventSpec, place: Place, held: Any) -> LifeEventSpec:
    return bases.with_bases(spec, _holder(place), held)


def _holder(place: Place) -> Holder:
    homes = {name: getattr(place, name) for name in HOMES}
    return Holder(**homes, is_place=place.kind == "placing")
