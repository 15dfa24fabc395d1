"""The tree of regions: read from a file, and kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.faults import Fault, Findings
from services.catalogue.parsing.cursor import SHORT, Cursor
from services.catalogue.parsing.files import read_files
from services.catalogue.sections import Tally
from services.errors import CatalogueRefused
from services.models import Region
from services.policy import must_be_able_to_load

SHIPPED_REGIONS = Path(__file__).resolve().parents[1] / "data" / "regions.yaml"
LOWEST_LEVEL = 5
COLUMNS = ("name", "name_en", "level", "parent_id")
_CODE = re.compile(r"\d{6}(\d{3}(\d{3})?)?")


@dataclass(frozen=True, slots=True)
class RegionSpec:
    code: str
    name: str
    name_en: str
    level: int
    parent: str | None


def read_regions(path: Path) -> tuple[tuple[RegionSpec, ...], tuple[Fault, ...]]:
    """Parents before their children; and every fault of the file."""
    findings = Findings()
    found: dict[str, RegionSpec] = {}
    for top in read_files(path, findings):
        top.skip("meta")
        for row in top.mappings("regions"):
            _read(row, None, found)
        top.finish()
    return tuple(found.values()), tuple(findings.faults)


def _read(row: Cursor, above: RegionSpec | None, found: dict[str, RegionSpec]) -> None:
    code = row.text("code", is_required=True, most=SHORT)
    name, name_en = row.pair("name", is_required=True, most=60)
    level = row.whole("level") or (above.level + 1 if above else 1)
    if code and not _CODE.fullmatch(code):
        row.fault("code", _("行政区划代码应当是 6、9 或 12 位数字。"))
    if code in found:
        row.fault("code", _("行政区划 %(c)s 写了两次。") % {"c": code}, _("请只保留一个。"))
    if above and not code.startswith(_stem(above)):
        row.fault("code", _("代码 %(c)s 不在 %(a)s 之内。") % {"c": code, "a": above.code})
    if level > LOWEST_LEVEL or (level == 1) != (above is None):
        row.fault("level", _("层级 %(n)s 与所在位置不符。") % {"n": level})
    spec = RegionSpec(code, name, name_en, level, above.code if above else None)
    found[code] = spec
    for child in row.mappings("children"):
        _read(child, spec, found)
    row.finish()


def _stem(region: RegionSpec) -> str:
    """What the codes of all its parts begin with: 33 for a province, 3301 for a city."""
    return region.code[: region.level * 2] if region.level <= 3 else region.code


@transaction.atomic(savepoint=False)
def load_regions(specs: Sequence[RegionSpec], *, actor: Actor) -> Tally:
    """Make and update regions; none is ever removed, since departments and cases name them."""
    must_be_able_to_load(actor)
    tally, created, changed = Tally(), [], []
    kept = Region.objects.select_for_update().in_bulk([spec.code for spec in specs])
    for spec in specs:
        said = dict(zip(COLUMNS, (spec.name, spec.name_en, spec.level, spec.parent), strict=True))
        row = kept.get(spec.code)
        if row is None:
            created.append(Region(code=spec.code, **said))
            tally.created.append(spec.name)
        elif all(getattr(row, column) == value for column, value in said.items()):
            tally.unchanged.append(spec.name)
        else:
            for column, value in said.items():
                setattr(row, column, value)
            changed.append(row)
            tally.changed.append(spec.name)
    Region.objects.bulk_create(created)
    Region.objects.bulk_update(changed, ["name", "name_en", "level", "parent"])
    if created or changed:
        record(
            "catalogue",
            "catalogue.regions_loaded",
            actor=actor,
            created=len(created),
            changed=len(changed),
        )
    return tally


def load_regions_file(path: Path, *, actor: Actor) -> Tally:
    """The same from a file, in a transaction of its own. Raises CatalogueRefused."""
    specs, faults = read_regions(path)
    if faults:
        raise CatalogueRefused(faults)
    with transaction.atomic(durable=True):
        return load_regions(specs, actor=actor)
