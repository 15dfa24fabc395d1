"""Matters (section 6 of docs/catalogue-format.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.catalogue.parsing.sources import WORDS
from services.catalogue.parsing.vocabulary import NECESSITIES
from services.catalogue.spec import (
    DayUnit,
    FieldSpec,
    Handling,
    MaterialTypeSpec,
    MatterSpec,
    ProcedureSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.catalogue.writing.plain import Row, bases_of, record_of, row_of, when_of

_HANDLINGS = {
    Handling.INSTANT: "即办件",
    Handling.PROMISED: "承诺件",
    Handling.OTHER: "其他",
}
_UNITS = {DayUnit.WORKING: "工作日", DayUnit.NATURAL: "日"}
_NECESSITIES = {necessity: said for said, necessity in NECESSITIES.items()}
_SOURCES = {kind: said for said, kind in WORDS.items()}


@dataclass
class Shared:
    """What the whole file has in common: material types, and form elements as most ask them."""

    materials: dict[str, MaterialTypeSpec]
    elements: dict[str, FieldSpec] = field(default_factory=dict)


def elements_of(fields: Iterable[FieldSpec]) -> dict[str, FieldSpec]:
    """Each element as its first field has it; a hint or prefill not common to all stays there."""
    found: dict[str, FieldSpec] = {}
    for each in fields:
        first = found.setdefault(each.element, each)
        is_hint = (first.hint, first.hint_en) == (each.hint, each.hint_en)
        found[each.element] = FieldSpec(
            element=first.element,
            label=first.label,
            label_en=first.label_en,
            kind=first.kind,
            choices=first.choices,
            hint=first.hint if is_hint else "",
            hint_en=first.hint_en if is_hint else "",
            prefill=first.prefill if first.prefill == each.prefill else (),
        )
    return found


def choices_of(each: FieldSpec) -> list[Row]:
    return [row_of(value=value, label=zh, label_en=en) for value, zh, en in each.choices]


def matter_row(matter: MatterSpec, shared: Shared) -> Row:
    row = row_of(
        id=matter.code,
        name=matter.name,
        name_en=matter.name_en,
        department=matter.department,
        type=matter.type,
        handling=_HANDLINGS[matter.handling],
        statutory_days=matter.statutory_days,
        promised_days=matter.promised_days,
        day_unit=_UNITS[matter.day_unit],
        figures=dict(matter.provenance),
        fee=matter.fee,
        fee_en=matter.fee_en,
        visit_reason=matter.visit_reason,
        visit_reason_en=matter.visit_reason_en,
        legal_basis=bases_of(matter.legal_bases),
        fields=[_field(each, shared.elements[each.element]) for each in matter.fields],
        materials=[_requirement(each, matter, shared) for each in matter.requirements],
        special_procedures=[_procedure(each) for each in matter.procedures],
        note=matter.note,
        note_en=matter.note_en,
        elements=record_of(matter.elements),
    )
    outputs = [
        row_of(
            type=each.material if each.material in shared.materials else "",
            name=each.name,
            name_en=each.name_en,
            window_only=each.window_only,
        )
        | {"licence": each.is_licence}
        for each in matter.outputs
    ]
    return row | row_of(outputs=outputs)


def _requirement(each: RequirementSpec, matter: MatterSpec, shared: Shared) -> Row:
    kind = shared.materials.get(each.material)
    is_typed = kind is not None and (kind.name, kind.name_en) == (each.name, each.name_en)
    row = row_of(
        type=each.material if kind else "",
        key=each.key,
        name="" if is_typed else each.name,
    )
    if not is_typed:
        row["name_en"] = each.name_en
    row |= row_of(
        required=_NECESSITIES[each.necessity],
        sources=[_source(source) for source in each.sources],
        only_sources=SourceKind.APPLICANT not in {source.kind for source in each.sources},
        auto_form=each.generated_form,
        about=() if each.about == ("applicant",) else each.about,
        original_at_window=each.original_at_window,
        when=when_of(each.condition),
        note=each.note,
        note_en=each.note_en,
        prov=each.provenance,
        elements=record_of(each.elements),
    )
    if each.legal_bases != matter.legal_bases:
        row["legal_basis"] = bases_of(each.legal_bases)
    return row


def _source(source: SourceSpec) -> str:
    after = source.matter or source.resource
    said = _SOURCES[source.kind]
    return f"{said}:{after}" if after else said


def _field(each: FieldSpec, shared: FieldSpec) -> Row | str:
    """The code alone where nothing differs from the shared element."""
    row: Row = row_of(element=each.element)
    if (each.label, each.label_en) != (shared.label, shared.label_en):
        row |= {"label": each.label, "label_en": each.label_en}
    if (each.kind, each.choices) != (shared.kind, shared.choices):
        row |= {"kind": each.kind, "choices": choices_of(each)}
    if (each.hint, each.hint_en) != (shared.hint, shared.hint_en):
        row |= {"hint": each.hint, "hint_en": each.hint_en}
    if each.prefill != shared.prefill:
        row["prefill"] = list(each.prefill)
    if not each.required:
        row["required"] = False
    row |= row_of(when=when_of(each.condition))
    return row if len(row) > 1 else each.element


def _procedure(each: ProcedureSpec) -> Row:
    row = row_of(name=each.name, name_en=each.name_en)
    row["days"] = each.days
    if each.unit is not DayUnit.WORKING:
        row["unit"] = _UNITS[each.unit]
    return row | row_of(attended=each.attended, when=when_of(each.condition))
