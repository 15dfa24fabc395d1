"""Departments of one region, by name."""

from __future__ import annotations

from collections.abc import Iterable

from services.catalogue.sections import Tally
from services.catalogue.spec import DepartmentSpec
from services.catalogue.words import spelling
from services.models import Department, Region

COLUMNS = ("name_en", "kind", "short_name", "credit_code")


def bring_departments(
    specs: Iterable[DepartmentSpec], region: Region
) -> tuple[dict[str, Department], Tally]:
    """Every department named, made or brought up to date.

    A file that gives only a name takes nothing away from what an earlier file said about it.
    """
    tally = Tally()
    kept = {each.name: each for each in Department.objects.filter(region=region)}
    codes = set(Department.objects.values_list("code", flat=True))
    created, changed = [], []
    for spec in specs:
        department = kept.get(spec.name)
        if department is None:
            department = Department(
                code=_free_code(spec.name, region, codes), name=spec.name, region=region
            )
            _take_over(department, spec)
            created.append(department)
            tally.created.append(spec.name)
        elif _take_over(department, spec):
            changed.append(department)
            tally.changed.append(spec.name)
        else:
            tally.unchanged.append(spec.name)
        kept[spec.name] = department
    Department.objects.bulk_create(created)
    Department.objects.bulk_update(changed, COLUMNS)
    return kept, tally


def _take_over(department: Department, spec: DepartmentSpec) -> bool:
    """Whether anything that the file says differs from the row; the row then says it too."""
    said = {column: getattr(spec, column) for column in COLUMNS}
    if spec == DepartmentSpec(name=spec.name):
        return False
    differing = {
        column: value
        for column, value in said.items()
        if value and value != getattr(department, column)
    }
    for column, value in differing.items():
        setattr(department, column, value)
    return bool(differing)


def _free_code(name: str, region: Region, codes: set[str]) -> str:
    """`330100-minzhengju`, or with a number behind where two names sound alike."""
    stem = f"{region.code}-{spelling(name)}"[:70]
    code, number = stem, 2
    while code in codes:
        code, number = f"{stem}-{number}", number + 1
    codes.add(code)
    return code
