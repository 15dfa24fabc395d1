"""The files of the open catalogue, each as pieces of text: nothing is held whole."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.imports.safe_cells import plain_cell
from services.opendata.columns import (
    BASIS,
    LIFE_EVENT,
    MATERIAL,
    MATTER,
    life_event_record,
    matter_record,
)
from services.opendata.published import published_life_event_specs, published_matters, version
from services.opendata.schema import dictionary, schema

BOM = "\ufeff"
"""So that Excel takes a CSV for UTF-8."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    name: str
    says: str | Promise
    media_type: str
    pieces: Callable[[], Iterator[str]]


class _Echo:
    def write(self, value: str) -> str:
        return value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def catalogue_json() -> Iterator[str]:
    yield f'{{"version": {_json(version())},\n"life_events": ['
    yield from _joined(life_event_record(each) for each in published_life_event_specs())
    yield '],\n"matters": ['
    yield from _joined(matter_record(each) for each in published_matters())
    yield "]}\n"


def _joined(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    for number, record in enumerate(records):
        yield f"{',' if number else ''}\n{_json(record)}"


def csv_pieces(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Cells that a spreadsheet would compute get an apostrophe before them."""
    writer = csv.writer(_Echo())
    yield BOM
    for row in rows:
        yield str(writer.writerow([plain_cell(_cell(cell)) for cell in row]))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "；".join(value)
    return str(value)


def life_events_csv() -> Iterator[str]:
    return csv_pieces(_table(LIFE_EVENT, map(life_event_record, published_life_event_specs())))


def matters_csv() -> Iterator[str]:
    return csv_pieces(_table(MATTER, map(matter_record, published_matters())))


def materials_csv() -> Iterator[str]:
    def rows() -> Iterator[dict[str, Any]]:
        for matter in map(matter_record, published_matters()):
            for each in matter["materials"]:
                yield {"matter": matter["code"], **each}

    return csv_pieces(_table(MATERIAL, rows(), first="matter"))


def legal_bases_csv() -> Iterator[str]:
    def rows() -> Iterator[dict[str, Any]]:
        for matter in map(matter_record, published_matters()):
            yield from ({"matter": matter["code"], **each} for each in matter["legal_bases"])
            for material in matter["materials"]:
                own = {"matter": matter["code"], "material": material["code"]}
                yield from ({**own, **each} for each in material["legal_bases"])
        for event in map(life_event_record, published_life_event_specs()):
            yield from ({"life_event": event["code"], **each} for each in event["legal_bases"])

    places = {"first": "matter", "second": "material", "third": "life_event"}
    return csv_pieces(_table(BASIS, rows(), **places))


def _table(
    columns: Iterable[Any], records: Iterable[dict[str, Any]], **more: str
) -> Iterator[list[Any]]:
    names = [*more.values(), *(column.name for column in columns)]
    yield names
    for record in records:
        yield [record.get(name) for name in names]


def schema_json() -> Iterator[str]:
    yield json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


_CSV, _JSON = "text/csv; charset=utf-8", "application/json"
FILES: Mapping[str, OpenFile] = {
    each.name: each
    for each in (
        OpenFile("catalogue.json", _("整个目录"), _JSON, catalogue_json),
        OpenFile(
            "schema.json", _("目录的结构（JSON Schema）"), "application/schema+json", schema_json
        ),
        OpenFile("life_events.csv", _("一件事"), _CSV, life_events_csv),
        OpenFile("matters.csv", _("事项"), _CSV, matters_csv),
        OpenFile("materials.csv", _("申请材料"), _CSV, materials_csv),
        OpenFile("legal_bases.csv", _("法律依据"), _CSV, legal_bases_csv),
        OpenFile("dictionary.csv", _("数据字典"), _CSV, lambda: csv_pieces(dictionary())),
    )
}
