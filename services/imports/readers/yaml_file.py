"""Matters that stand alone in a catalogue file (docs/catalogue-format.md)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from services.catalogue.parse import parse
from services.catalogue.read import as_json, from_json
from services.catalogue.spec import CatalogueSpec, DepartmentSpec
from services.checks.findings import Spot
from services.errors import CatalogueRefused
from services.imports.content import Content
from services.imports.findings import found
from services.imports.readers.built import Built, Known, RawRecord
from services.imports.readers.c0109 import without_nul
from services.queries import known


class YamlReader:
    """One record a matter. Life events are refused: they are published whole, or revised."""

    is_edit = False
    is_read_whole = True
    softened: frozenset[str] = frozenset()

    def records(self, file: BinaryIO, *, skip: int) -> Iterator[RawRecord]:
        spec = _parsed(file)
        departments = {each.name: each for each in spec.departments}
        types = {each.code: each for each in spec.materials}
        number = 0
        for matter in spec.matters:
            number += 1
            used = [
                types[code]
                for code in dict.fromkeys(each.material for each in matter.requirements)
                if code in types
            ]
            content = Content(
                matter=matter,
                department=departments.get(matter.department, DepartmentSpec(matter.department)),
                materials=tuple(used),
            )
            if number > skip:
                yield RawRecord(number, without_nul(as_json(content)), matter.code, matter.name)
        for event in spec.life_events:
            number += 1
            if number > skip:
                finding = found("life_event.file", code=event.code)
                raw = without_nul(as_json(replace(event, warnings=())))
                yield RawRecord(number, raw, event.code, event.name, (finding,))

    def material_names(self, record: RawRecord) -> Iterator[str]:
        yield from ()

    def build(self, record: RawRecord, known: Known) -> Built:
        content = from_json(Content, record.raw)
        return Built(
            matter=content.matter,
            department=content.department,
            materials=content.materials,
            locate=partial(_locate, record.number),
        )


def _locate(number: int, spot: Spot, column: str) -> str:
    """`matters[3] / form / name`: which matter of the list, counted from 1, and what of it."""
    parts = (f"matters[{number}]", spot.requirement, spot.element, column)
    return " / ".join(dict.fromkeys(part for part in parts if part))


def _parsed(file: BinaryIO) -> CatalogueSpec:
    """Raises CatalogueRefused with every fault of the file."""
    file.seek(0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.yaml"
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        parsed = parse(path, known=known(), takes_wrong_codes=True)
    if parsed.spec is None:
        raise CatalogueRefused(parsed.faults, parsed.warnings)
    return parsed.spec
