"""The published catalogue into a folder, in one of the formats."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from services.catalogue.form_elements import ElementSpec
from services.catalogue.lookups import form_elements
from services.catalogue.spec import CatalogueSpec, DepartmentSpec, MatterSpec
from services.catalogue.write import write_yaml
from services.imports.excel.write import write_workbooks
from services.models import Department
from services.opendata.files import FILES
from services.opendata.published import published_life_event_specs, published_matters

FORMATS = ("yaml", "csv", "json", "xlsx")


def export_catalogue(folder: Path, *, format: str) -> list[Path]:  # noqa: A002  # the option's name
    """Write the files and give their paths. An existing file is replaced once it is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    if format == "xlsx":
        made = write_workbooks(folder / "catalogue.xlsx", published_matters())
        return [each.path for each in made]
    if format == "yaml":
        return _yaml(folder)
    endings = (".csv",) if format == "csv" else (".json",)
    return [
        _write(folder / file.name, file.pieces())
        for file in FILES.values()
        if file.name.endswith(endings)
    ]


def _yaml(folder: Path) -> list[Path]:
    """One file a life event, and one of the matters that stand alone: each can be loaded again."""
    written = []
    included: set[str] = set()
    departments = {each.name: each for each in Department.objects.all()}
    for event in published_life_event_specs():
        included |= {each.matter.code for each in event.matters}
        names = dict.fromkeys([event.lead, *(each.matter.department for each in event.matters)])
        spec = CatalogueSpec(
            title=event.name,
            departments=tuple(_department(departments[name]) for name in names if name),
            life_events=(event,),
            elements=_elements(each.matter for each in event.matters),
        )
        written.append(_write(folder / f"{event.code}.yaml", [write_yaml(spec)]))
    lone = tuple(each for each in published_matters() if each.code not in included)
    if lone:
        names = dict.fromkeys(each.department for each in lone)
        spec = CatalogueSpec(
            title="事项",
            departments=tuple(_department(departments[name]) for name in names),
            matters=lone,
            elements=_elements(lone),
        )
        written.append(_write(folder / "matters.yaml", [write_yaml(spec)]))
    return written


def _elements(matters: Iterable[MatterSpec]) -> tuple[ElementSpec, ...]:
    asked = {field.element: None for matter in matters for field in matter.fields}
    return tuple(each for each in form_elements(asked).values() if each.says_something)


def _department(row: Department) -> DepartmentSpec:
    return DepartmentSpec(
        name=row.name,
        name_en=row.name_en,
        kind=row.kind,
        short_name=row.short_name,
        credit_code=row.credit_code or "",
    )


def _write(path: Path, pieces: Iterable[str]) -> Path:
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8", newline="") as target:
        target.writelines(pieces)
    return part.replace(path)
