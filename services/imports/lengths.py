"""What the tables have no room for: said while a row is read, not by the database afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from services.catalogue.spec import DepartmentSpec, MaterialTypeSpec, MatterSpec
from services.checks.findings import Spot
from services.imports.findings import RowFinding, found
from services.models import Department, Edition, LegalBasis
from services.revisions.soundness import FIELD, MOST_DAYS, REQUIREMENT, most_characters

MATERIAL = {"code": 64, "name": 200, "name_en": 300}
# The tables of materials are above this package.
CODE = 40
"""基本编码 and 实施编码, as the matter itself keeps them."""

Locate = Callable[[Spot, str], str]
"""The place in the file of a column of this part of the matter; "" where nobody knows."""


def nowhere(_spot: Spot, _column: str) -> str:
    return ""


def unfit(
    matter: MatterSpec,
    department: DepartmentSpec,
    materials: Iterable[MaterialTypeSpec],
    locate: Locate,
) -> Iterator[RowFinding]:
    """A finding for each value that is too long or too large for its column."""
    here = Spot(matter=matter.code)
    for part, lengths, spot in _parts(matter, department, materials):
        for column, most in lengths.items():
            held = getattr(part, column, "")
            if isinstance(held, str) and len(held) > most:
                yield _too_long(spot, column, len(held), most, locate)
    codes = {"catalog_code": matter.elements.catalog_code, "task_code": matter.elements.task_code}
    for column, code in codes.items():
        if len(code) > CODE:
            yield _too_long(here, f"elements.{column}", len(code), CODE, locate)
    for column, days in (
        ("promised_days", matter.promised_days),
        ("statutory_days", matter.statutory_days or 0),
    ):
        if days > MOST_DAYS:
            yield found(
                "value.too_large",
                column,
                where=locate(here, column),
                column=column,
                held=days,
                most=MOST_DAYS,
            )


def _parts(
    matter: MatterSpec, department: DepartmentSpec, materials: Iterable[MaterialTypeSpec]
) -> Iterator[tuple[object, Mapping[str, int], Spot]]:
    here = Spot(matter=matter.code)
    yield matter, most_characters(Edition), here
    yield department, most_characters(Department), here
    keys = {each.material: each.key for each in reversed(matter.requirements)}
    for each in materials:
        yield each, MATERIAL, Spot(matter=matter.code, requirement=keys.get(each.code, ""))
    for output in matter.outputs:
        yield output, {"material": MATERIAL["code"], "name": MATERIAL["name"]}, here
    for basis in matter.legal_bases:
        yield basis, most_characters(LegalBasis), here
    for requirement in matter.requirements:
        spot = Spot(matter=matter.code, requirement=requirement.key)
        yield requirement, REQUIREMENT, spot
        for basis in requirement.legal_bases:
            yield basis, most_characters(LegalBasis), spot
    for field in matter.fields:
        yield field, FIELD, Spot(matter=matter.code, element=field.element)


def _too_long(spot: Spot, column: str, held: int, most: int, locate: Locate) -> RowFinding:
    where = locate(spot, column)
    return found("value.too_long", column, where=where, column=column, held=held, most=most)
