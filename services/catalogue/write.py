"""`CatalogueSpec` → YAML in the full form: what `services.catalogue.parse` reads back as the same.

Exact but for `warnings`, which a reading makes anew. What a spec cannot hold is not written: the
aliases of material types and form elements that no matter asks for.

Branches that export (a command, a page, open data) call `write_yaml` with the life events, matters,
departments and material types they want in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from services.catalogue.form_elements import ElementSpec
from services.catalogue.spec import CatalogueSpec, FieldSpec
from services.catalogue.writing.events import event_row
from services.catalogue.writing.matters import Shared, choices_of, elements_of, matter_row
from services.catalogue.writing.plain import Row, row_of

WIDTH = 100
_BREAKS = re.compile(r"[\t\r\x85\u2028\u2029\ufeff]")
"""Characters that only an escape brings back: YAML takes some of them for ends of lines."""


class _Dumper(yaml.SafeDumper):
    """Lists stand inside what holds them, and nothing is an alias."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002 (the signature is PyYAML's)
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, said: str) -> yaml.ScalarNode:
    style = '"' if _BREAKS.search(said) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", said, style=style)


_Dumper.add_representer(str, _text)


def write_yaml(spec: CatalogueSpec) -> str:
    """One document; reading it gives `spec` again, without its warnings."""
    document = catalogue_rows(spec)
    return yaml.dump(
        document,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=WIDTH,
    )


def catalogue_rows(spec: CatalogueSpec) -> Row:
    """The document as plain mappings and lists."""
    shared = Shared(
        materials={each.code: each for each in spec.materials},
        elements=elements_of(_fields(spec)),
    )
    said = {each.code: each for each in spec.elements}
    return row_of(
        meta=row_of(title=spec.title, region=spec.region),
        departments=[
            row_of(
                name=each.name,
                name_en=each.name_en,
                kind="" if each.kind == "authority" else each.kind,
                short_name=each.short_name,
                credit_code=each.credit_code,
            )
            for each in spec.departments
        ],
        materials=[
            row_of(code=each.code, name=each.name, name_en=each.name_en, kind=each.kind)
            for each in spec.materials
        ],
        elements=[_element(each, said.get(each.element)) for each in shared.elements.values()],
        onethings=[event_row(each, shared) for each in spec.life_events],
        matters=[matter_row(each, shared) for each in spec.matters],
    )


def _fields(spec: CatalogueSpec) -> Iterator[FieldSpec]:
    for event in spec.life_events:
        for each in event.matters:
            yield from each.matter.fields
    for matter in spec.matters:
        yield from matter.fields


def _element(each: FieldSpec, said: ElementSpec | None) -> Row:
    once = said or ElementSpec(each.element)
    return row_of(
        code=each.element,
        label=each.label,
        label_en=each.label_en,
        kind=each.kind,
        hint=each.hint,
        hint_en=each.hint_en,
        choices=choices_of(each),
        prefill=each.prefill,
        section=once.section,
        lasting=once.is_lasting,
        used_for=once.uses,
    )
