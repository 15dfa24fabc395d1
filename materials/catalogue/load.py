"""The materials' part of loading a catalogue: shared types and elements, then each edition's lists.

Called by the loader in its one transaction; a handful of statements for a whole file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from materials.catalogue.models import (
    DataElement,
    FieldRequirement,
    MaterialType,
    Requirement,
    RequirementBasis,
)
from portal.accounts.actor import Actor
from services.catalogue.form_elements import ElementSpec
from services.catalogue.read import as_json
from services.catalogue.sections import Tally
from services.catalogue.spec import (
    CatalogueSpec,
    FieldSpec,
    MaterialTypeSpec,
    MatterSpec,
    RequirementSpec,
)
from services.models import Edition, LegalBasis

TYPE_COLUMNS = ["name", "name_en", "kind"]
ELEMENT_COLUMNS = [
    *("label", "label_en", "kind", "hint", "hint_en", "choices"),
    *("section", "is_lasting", "uses"),
]

New = Sequence[tuple[Edition, MatterSpec]]


class MaterialsSection:
    """Registered with `services.catalogue.sections` under the name "materials"."""

    def prepare(self, spec: CatalogueSpec, *, actor: Actor) -> dict[str, Tally]:
        """Bring canonical types and elements up to date; what the file does not name stays."""
        return {"materials": _bring_types(spec), "elements": _bring_elements(spec)}

    def store(self, editions: New, *, actor: Actor) -> None:
        """Keep what each new edition requires and asks."""
        _store_requirements(editions)
        _store_fields(editions)


def _bring_types(spec: CatalogueSpec) -> Tally:
    wanted = {each.code: each for each in (*_mentioned_types(spec), *spec.materials)}
    kept = MaterialType.objects.in_bulk(list(wanted), field_name="code")
    tally, created, changed = Tally(), [], []
    for code, each in wanted.items():
        row = kept.get(code)
        if row is None:
            tally.created.append(each.name)
            created.append(
                MaterialType(code=code, name=each.name, name_en=each.name_en, kind=each.kind)
            )
        elif (row.name, row.name_en, row.kind) == (each.name, each.name_en, each.kind):
            tally.unchanged.append(each.name)
        else:
            tally.changed.append(each.name)
            row.name, row.name_en, row.kind = each.name, each.name_en, each.kind
            changed.append(row)
    MaterialType.objects.bulk_create(created)
    MaterialType.objects.bulk_update(changed, TYPE_COLUMNS)
    return tally


def _mentioned_types(spec: CatalogueSpec) -> Iterator[MaterialTypeSpec]:
    """Types which a matter needs or gives and the list of types leaves out."""
    listed = {each.code for each in spec.materials}
    known = set(MaterialType.objects.exclude(code__in=listed).values_list("code", flat=True))
    for matter in _matters(spec):
        for requirement in matter.requirements:
            if requirement.material not in listed | known:
                known.add(requirement.material)
                yield MaterialTypeSpec(requirement.material, requirement.name, requirement.name_en)
        for output in matter.outputs:
            if output.material not in listed | known:
                known.add(output.material)
                kind = "licence" if output.is_licence else "document"
                yield MaterialTypeSpec(output.material, output.name, output.name_en, kind)


def _bring_elements(spec: CatalogueSpec) -> Tally:
    """The first matter to ask for an element words its canonical row. What a file leaves unsaid
    of it (section, use) stays as it was.
    """
    wanted: dict[str, FieldSpec] = {}
    for matter in _matters(spec):
        for field in matter.fields:
            wanted.setdefault(field.element, field)
    kept = DataElement.objects.in_bulk(list(wanted), field_name="code")
    said = {each.code: each for each in spec.elements}
    tally, created, changed = Tally(), [], []
    for code, field in wanted.items():
        words = _words(field) | _said_once(said.get(code))
        row = kept.get(code)
        if row is None:
            tally.created.append(field.label)
            created.append(DataElement(code=code, **words))
        elif all(getattr(row, name) == value for name, value in words.items()):
            tally.unchanged.append(field.label)
        else:
            tally.changed.append(field.label)
            for name, value in words.items():
                setattr(row, name, value)
            changed.append(row)
    DataElement.objects.bulk_create(created)
    DataElement.objects.bulk_update(changed, ELEMENT_COLUMNS)
    return tally


def _words(field: FieldSpec) -> dict[str, object]:
    return {
        "label": field.label,
        "label_en": field.label_en,
        "kind": field.kind,
        "hint": field.hint,
        "hint_en": field.hint_en,
        "choices": as_json(field.choices),
    }


def _said_once(said: ElementSpec | None) -> dict[str, object]:
    if said is None:
        return {}
    return {"section": said.section, "is_lasting": said.is_lasting, "uses": list(said.uses)}


def _matters(spec: CatalogueSpec) -> Iterator[MatterSpec]:
    for life_event in spec.life_events:
        for included in life_event.matters:
            yield included.matter
    yield from spec.matters


def _store_requirements(editions: New) -> None:
    wanted = [
        (edition, order, each)
        for edition, matter in editions
        for order, each in enumerate(matter.requirements)
    ]
    types = MaterialType.objects.in_bulk(
        {each.material for _, _, each in wanted}, field_name="code"
    )
    rows = Requirement.objects.bulk_create(
        Requirement(
            edition=edition,
            key=each.key,
            order=order,
            material_type=types[each.material],
            name=each.name,
            name_en=each.name_en,
            necessity=each.necessity.value,
            sources=as_json(each.sources),
            condition=as_json(each.condition),
            about=as_json(each.about),
            original_at_window=each.original_at_window,
            generated_form=each.generated_form,
            note=each.note,
            note_en=each.note_en,
            provenance=each.provenance,
            elements=as_json(each.elements),
        )
        for edition, order, each in wanted
    )
    bases = _bases_of(each for _, _, each in wanted)
    RequirementBasis.objects.bulk_create(
        RequirementBasis(
            requirement=row,
            basis=bases[basis.law, basis.article],
            order=order,
            checked=basis.checked,
            text=basis.text,
        )
        for row, (_, _, each) in zip(rows, wanted, strict=True)
        for order, basis in enumerate(each.legal_bases)
    )


def _bases_of(requirements: Iterable[RequirementSpec]) -> dict[tuple[str, str], LegalBasis]:
    """The rows of the articles cited; the loader has brought them before any edition."""
    laws = {basis.law for requirement in requirements for basis in requirement.legal_bases}
    found = LegalBasis.objects.filter(law__in=laws)
    return {(basis.law, basis.article): basis for basis in found}


def _store_fields(editions: New) -> None:
    wanted = [
        (edition, order, field)
        for edition, matter in editions
        for order, field in enumerate(matter.fields)
    ]
    elements = DataElement.objects.in_bulk(
        {field.element for _, _, field in wanted}, field_name="code"
    )
    FieldRequirement.objects.bulk_create(
        FieldRequirement(
            edition=edition,
            element=elements[field.element],
            order=order,
            required=field.required,
            prefill=as_json(field.prefill),
            condition=as_json(field.condition),
            **_words(field),
        )
        for edition, order, field in wanted
    )
