"""The parts of one matter: what it requires, asks, gives, waits for, and rests on."""

from __future__ import annotations

from dataclasses import replace

from services.catalogue.spec import (
    FieldSpec,
    LifeEventSpec,
    OutputSpec,
    ProcedureSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.revisions.edits import rows
from services.revisions.edits.matters import changed_matter, matter_of, takers_of_output
from services.revisions.edits.questions import refuse_if_used

LAWFUL_ORDER = list(SourceKind)


def requirement_of(spec: LifeEventSpec, matter: str, key: str) -> RequirementSpec:
    return rows.found(matter_of(spec, matter).matter.requirements, key, _key)


def with_requirement(
    spec: LifeEventSpec, matter: str, requirement: RequirementSpec
) -> LifeEventSpec:
    """Its sources stand in the lawful order, each once: the person is asked last."""
    held = matter_of(spec, matter).matter
    ordered = replace(requirement, sources=in_lawful_order(requirement.sources))
    return changed_matter(
        spec, replace(held, requirements=rows.put(held.requirements, ordered, _key))
    )


def in_lawful_order(sources: tuple[SourceSpec, ...]) -> tuple[SourceSpec, ...]:
    return tuple(dict.fromkeys(sorted(sources, key=lambda source: LAWFUL_ORDER.index(source.kind))))


def without_requirement(spec: LifeEventSpec, matter: str, key: str) -> LifeEventSpec:
    held = matter_of(spec, matter).matter
    return changed_matter(
        spec, replace(held, requirements=rows.without(held.requirements, key, _key))
    )


def moved_requirement(spec: LifeEventSpec, matter: str, key: str, steps: int) -> LifeEventSpec:
    held = matter_of(spec, matter).matter
    return changed_matter(
        spec, replace(held, requirements=rows.moved(held.requirements, key, _key, steps))
    )


def field_of(spec: LifeEventSpec, matter: str, element: str) -> FieldSpec:
    return rows.found(matter_of(spec, matter).matter.fields, element, _element)


def with_field(spec: LifeEventSpec, matter: str, field: FieldSpec) -> LifeEventSpec:
    held = matter_of(spec, matter).matter
    return changed_matter(spec, replace(held, fields=rows.put(held.fields, field, _element)))


def without_field(spec: LifeEventSpec, matter: str, element: str) -> LifeEventSpec:
    held = matter_of(spec, matter).matter
    return changed_matter(spec, replace(held, fields=rows.without(held.fields, element, _element)))


def moved_field(spec: LifeEventSpec, matter: str, element: str, steps: int) -> LifeEventSpec:
    held = matter_of(spec, matter).matter
    return changed_matter(
        spec, replace(held, fields=rows.moved(held.fields, element, _element, steps))
    )


def output_of(spec: LifeEventSpec, matter: str, material: str) -> OutputSpec:
    return rows.found(matter_of(spec, matter).matter.outputs, material, _material)


def with_output(spec: LifeEventSpec, matter: str, output: OutputSpec) -> LifeEventSpec:
    held = matter_of(spec, matter).matter
    return changed_matter(spec, replace(held, outputs=rows.put(held.outputs, output, _material)))


def without_output(spec: LifeEventSpec, matter: str, material: str) -> LifeEventSpec:
    """Raises PartInUse while another matter is met by this result."""
    held = matter_of(spec, matter).matter
    name = output_of(spec, matter, material).name
    refuse_if_used(name, takers_of_output(spec, matter, material))
    return changed_matter(
        spec, replace(held, outputs=rows.without(held.outputs, material, _material))
    )


def moved_output(spec: LifeEventSpec, matter: str, material: str, steps: int) -> LifeEventSpec:
    held = matter_of(spec, matter).matter
    return changed_matter(
        spec, replace(held, outputs=rows.moved(held.outputs, material, _material, steps))
    )


def with_procedure(
    spec: LifeEventSpec, matter: str, procedure: ProcedureSpec, place: str = ""
) -> LifeEventSpec:
    held = matter_of(spec, matter).matter
    return changed_matter(
        spec, replace(held, procedures=rows.put_at(held.procedures, procedure, place))
    )


def without_procedure(spec: LifeEventSpec, matter: str, place: str) -> LifeEventSpec:
    held = matter_of(spec, matter).matter
    return changed_matter(spec, replace(held, procedures=rows.without_at(held.procedures, place)))


def moved_procedure(spec: LifeEventSpec, matter: str, place: str, steps: int) -> LifeEventSpec:
    held = matter_of(spec, matter).matter
    return changed_matter(
        spec, replace(held, procedures=rows.moved_at(held.procedures, place, steps))
    )


def _key(requirement: RequirementSpec) -> str:
    return requirement.key


def _element(field: FieldSpec) -> str:
    return field.element


def _material(output: OutputSpec) -> str:
    return output.material
