"""A regional edition against the standard, line by line. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from services.catalogue.elements import MatterElements
from services.catalogue.spec import FieldSpec, LegalBasisSpec, MatterSpec
from services.catalogue.text import Text
from services.overlays.differences import Difference, Kind, new_bases
from services.overlays.fees import fee_differences
from services.overlays.limits import limit_differences
from services.overlays.materials import material_differences

FEES = ("fee_basis", "charges", "is_fee")
"""Elements that `fees` compares; all others are words for the guide."""


def compare(standard: MatterSpec, local: MatterSpec) -> tuple[Difference, ...]:
    """What a person in the region meets that the standard does not say, and what it rests on.

    Matter-wide additions (limit, visit, field, procedure) rest on the legal bases which the local
    edition cites beyond the standard's; a requirement on its own; a fee on its charge's.
    """
    grounds = new_bases(local.legal_bases, standard.legal_bases)
    return (
        *material_differences(standard, local),
        *limit_differences(standard, local, grounds),
        *_visit(standard, local, grounds),
        *fee_differences(standard, local),
        *_fields(standard, local, grounds),
        *_procedures(standard, local, grounds),
        *_outputs(standard, local, grounds),
        *_words(standard, local),
    )


def _visit(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    if local.visit_reason and not standard.visit_reason:
        text = Text(
            f"要多来一次：{local.visit_reason}",
            f"One more visit: {local.visit_reason_en or local.visit_reason}",
        )
        yield Difference(Kind.EXTRA_VISIT, text, adds=True, legal_bases=grounds)
    elif standard.visit_reason and not local.visit_reason:
        text = Text("不用到场", "No need to come in person")
        yield Difference(Kind.DROPPED_VISIT, text, adds=False)


def _fields(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    before = {field.element: field for field in standard.fields}
    after = {field.element: field for field in local.fields}
    for element, field in after.items():
        old = before.get(element)
        name, name_en = field.label, field.label_en or field.label
        found: list[tuple[Kind, Text, bool]] = []
        if old is None:
            text = Text(f"多填一项：{name}", f"One more field to fill in: {name_en}")
            found.append((Kind.EXTRA_FIELD, text, True))
        else:
            if field.required != old.required:
                stricter = field.required
                text = (
                    Text(f"“{name}”变成必填", f"“{name_en}” must be filled in")
                    if stricter
                    else Text(f"“{name}”可以不填", f"“{name_en}” may be left empty")
                )
                kind = Kind.STRICTER_FIELD if stricter else Kind.EASIER_FIELD
                found.append((kind, text, stricter))
            if not _prefills(old) <= _prefills(field):
                text = Text(f"“{name}”要自己填", f"“{name_en}” is no longer filled in for you")
                found.append((Kind.WORSE_SOURCE, text, True))
            if field.condition != old.condition:
                adds = bool(old.condition.alternatives)
                text = Text(
                    f"“{name}”在别的情形下要填", f"“{name_en}” is asked in other situations"
                )
                kind = Kind.OTHER_CONDITION if adds else Kind.NARROWER_CONDITION
                found.append((kind, text, adds))
        for kind, text, adds in found:
            bases = grounds if adds else ()
            yield Difference(kind, text, adds=adds, legal_bases=bases, element=element)
    for element, field in before.items():
        if element not in after:
            text = Text(
                f"不用填：{field.label}", f"No need to fill in: {field.label_en or field.label}"
            )
            yield Difference(Kind.DROPPED_FIELD, text, adds=False, element=element)


def _prefills(field: FieldSpec) -> set[str]:
    return set(field.prefill)


def _procedures(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    """A special procedure that reads differently counts as one taken away and one added."""
    for each in local.procedures:
        if each not in standard.procedures:
            text = Text(
                f"多一道程序：{each.name}", f"One more procedure: {each.name_en or each.name}"
            )
            yield Difference(Kind.EXTRA_PROCEDURE, text, adds=True, legal_bases=grounds)
    for each in standard.procedures:
        if each not in local.procedures:
            text = Text(
                f"少一道程序：{each.name}", f"One procedure less: {each.name_en or each.name}"
            )
            yield Difference(Kind.DROPPED_PROCEDURE, text, adds=False)


def _outputs(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    before = {output.material: output for output in standard.outputs}
    after = {output.material: output for output in local.outputs}
    for code, output in after.items():
        name, name_en = output.name, output.name_en or output.name
        old = before.get(code)
        if old is None:
            text = Text(f"多给一份结果：{name}", f"One more result: {name_en}")
            yield Difference(Kind.EXTRA_OUTPUT, text, adds=False)
        elif output.window_only and not old.window_only:
            text = Text(f"“{name}”只能到窗口领", f"“{name_en}” can be had only in person")
            yield Difference(Kind.EXTRA_VISIT, text, adds=True, legal_bases=grounds)
    for code, output in before.items():
        if code not in after:
            text = Text(f"不再出具：{output.name}", f"No longer issued: {output.name_en}")
            yield Difference(Kind.DROPPED_OUTPUT, text, adds=True, legal_bases=grounds)


def _words(standard: MatterSpec, local: MatterSpec) -> Iterator[Difference]:
    if _said(standard) != _said(local):
        text = Text("地点、时间、电话或说明用当地的", "Local place, hours, phone or remarks")
        yield Difference(Kind.OTHER_WORDS, text, adds=False)


def _said(spec: MatterSpec) -> tuple[object, ...]:
    elements = replace(spec.elements, **{name: getattr(MatterElements(), name) for name in FEES})
    return (spec.name, spec.name_en, spec.note, spec.note_en, elements)
