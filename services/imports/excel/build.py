"""The rows of one matter put onto the matter as it is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl.utils import get_column_letter

from services.catalogue.spec import (
    DayUnit,
    FieldSpec,
    Handling,
    LegalBasisSpec,
    MaterialTypeSpec,
    MatterSpec,
    Necessity,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.checks.findings import Spot
from services.imports.excel.cells import (
    LONGEST_CELL,
    WrongCell,
    choice_from,
    from_cell,
    source_from,
)
from services.imports.excel.columns import BASES, FIELDS, MATERIALS, MATTERS, SHEETS
from services.imports.findings import RowFinding, found
from services.imports.readers.parts import material_code, material_type

Cells = Mapping[str, str]
LAST_RESORT = SourceSpec(SourceKind.APPLICANT)


@dataclass
class Building:
    """Collects what is wrong while the cells of one matter are read, and knows where they are."""

    rows: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Sheet → its rows of this matter, as Excel numbers them."""
    moved: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    findings: list[RowFinding] = field(default_factory=list)
    materials: dict[str, MaterialTypeSpec] = field(default_factory=dict)
    keys: dict[tuple[str, str], int] = field(default_factory=dict)
    """Sheet and key of a material, field or basis → which of the sheet's rows it is."""
    at: tuple[str, int] = (MATTERS, 0)
    """Sheet and row that are being read."""

    def cell(self, path: str) -> str:
        """`事项!K5`, of the row that is being read."""
        return self._place(*self.at, path)

    def locate(self, spot: Spot, column: str) -> str:
        """The cell of this column, for the checks; of the matter where it is in no list."""
        for sheet, key in ((MATERIALS, spot.requirement), (FIELDS, spot.element)):
            if (sheet, key) in self.keys:
                path = "element" if column == key else column
                return self._place(sheet, self.keys[sheet, key], path)
        return self._place(MATTERS, 0, column)

    def _place(self, sheet: str, place: int, path: str) -> str:
        numbers = self.rows.get(sheet, ())
        if place >= len(numbers):
            return sheet
        paths = [column.path for column in SHEETS[sheet]]
        path = f"elements.{path}" if f"elements.{path}" in paths else path
        letter = self.moved.get(sheet, {}).get(path)
        if not letter and path in paths:
            letter = get_column_letter(paths.index(path) + 1)
        return f"{sheet}!{letter or ''}{numbers[place]}"

    def values(self, sheet: str, cells: Cells, place: int = 0) -> dict[str, Any]:
        self.at = (sheet, place)
        read: dict[str, Any] = {}
        for column in SHEETS[sheet]:
            said = cells.get(column.path, "")
            if len(said) >= LONGEST_CELL:
                continue
            try:
                read[column.path] = from_cell(column, said)
            except WrongCell as wrong:
                self.wrong(column.path, said, wrong)
        return read

    def wrong(self, path: str, said: str, wrong: WrongCell) -> None:
        self.findings.append(
            found(
                "record.wrong",
                path,
                where=self.cell(path),
                value=said,
                why=wrong.zh,
                why_en=wrong.en,
            )
        )


def build_matter(
    raw: Mapping[str, Any], base: MatterSpec, known: Mapping[str, str], building: Building
) -> MatterSpec:
    """`base` is the matter in force, or an empty one; what no sheet holds stays."""
    values = building.values(MATTERS, raw["matter"])
    values.pop("key", None)
    elements = _within(values, "elements.")
    statutory, promised = values.get("statutory_days"), values.get("promised_days") or 0
    if statutory is not None and promised > statutory:
        wrong = WrongCell(
            "承诺时限不能比法定时限长", "The promise may not exceed the statutory limit"
        )
        building.wrong("promised_days", str(promised), wrong)
    bases = _bases(raw["bases"], building)
    return replace(
        base,
        **_plain(values, skip=("handling", "day_unit", "promised_days")),
        handling=Handling(values.get("handling") or Handling.PROMISED),
        day_unit=DayUnit(values.get("day_unit") or DayUnit.WORKING),
        promised_days=promised,
        elements=replace(base.elements, **elements),
        requirements=_requirements(raw["materials"], base, bases, known, building),
        fields=_fields(raw["fields"], base, building),
        legal_bases=bases.get("", ()),
    )


def _requirements(
    rows: Sequence[Cells],
    base: MatterSpec,
    bases: Mapping[str, tuple[LegalBasisSpec, ...]],
    known: Mapping[str, str],
    building: Building,
) -> tuple[RequirementSpec, ...]:
    before = {each.key: each for each in base.requirements}
    used: Counter[str] = Counter()
    made = []
    for place, row in enumerate(rows):
        values = building.values(MATERIALS, row, place)
        name = values.get("name", "")
        if not name:
            building.wrong("name", "", WrongCell("材料没有名称", "The material has no name"))
        code = values.get("material") or material_code(name, known)
        key = values.get("key") or code
        building.keys.setdefault((MATERIALS, key), place)
        used[key] += 1
        if used[key] > 1:
            building.wrong("key", key, WrongCell("材料键重复", "The material key stands twice"))
        start = before.get(key, RequirementSpec(key=key, material=code, name=name))
        if key not in before:
            building.materials[code] = material_type(code, name)
        elements = _within(values, "elements.")
        made.append(
            replace(
                start,
                **_plain(values, skip=("code", "key", "material", "necessity", "sources")),
                material=code,
                necessity=Necessity(values.get("necessity") or Necessity.REQUIRED),
                sources=_sources(values.get("sources", ()), building),
                legal_bases=bases.get(key, ()),
                elements=replace(start.elements, **elements),
            )
        )
    return tuple(made)


def _sources(said: Sequence[str], building: Building) -> tuple[SourceSpec, ...]:
    found_sources = []
    for each in said:
        try:
            found_sources.append(source_from(each))
        except WrongCell as wrong:
            building.wrong("sources", each, wrong)
    return tuple(found_sources) or (LAST_RESORT,)


def _fields(rows: Sequence[Cells], base: MatterSpec, building: Building) -> tuple[FieldSpec, ...]:
    before = {each.element: each for each in base.fields}
    made: dict[str, FieldSpec] = {}
    for place, row in enumerate(rows):
        values = building.values(FIELDS, row, place)
        element = values.get("element", "")
        building.keys.setdefault((FIELDS, element), place)
        if not element or element in made:
            wrong = WrongCell("数据项编码没有写或重复", "The element is missing or stands twice")
            building.wrong("element", element, wrong)
        start = before.get(element, FieldSpec(element=element, label=""))
        made[element] = replace(
            start,
            **_plain(values, skip=("code", "choices")),
            choices=tuple(choice_from(each) for each in values.get("choices", ())),
        )
    return tuple(made.values())


def _bases(rows: Sequence[Cells], building: Building) -> dict[str, tuple[LegalBasisSpec, ...]]:
    bases: dict[str, tuple[LegalBasisSpec, ...]] = {}
    for place, row in enumerate(rows):
        values = building.values(BASES, row, place)
        key = values.get("requirement", "")
        basis = LegalBasisSpec(
            values.get("law", ""),
            values.get("article", ""),
            bool(values.get("checked")),
            values.get("text", ""),
        )
        have = bases.get(key, ())
        if not basis.law or any(
            each.law == basis.law and each.article == basis.article for each in have
        ):
            wrong = WrongCell(
                "法律名称没有写，或同一条写了两次", "The law is missing or cited twice"
            )
            building.wrong("law", basis.law, wrong)
            continue
        bases[key] = (*have, basis)
    return bases


def _within(values: dict[str, Any], stem: str) -> dict[str, Any]:
    return {name.removeprefix(stem): held for name, held in values.items() if name.startswith(stem)}


def _plain(values: dict[str, Any], *, skip: tuple[str, ...]) -> dict[str, Any]:
    """Columns that are fields of the spec itself; an unanswered yes or no is no."""
    return {
        name: bool(held) if held is None and name in ("original_at_window", "required") else held
        for name, held in values.items()
        if "." not in name and name not in skip
    }
