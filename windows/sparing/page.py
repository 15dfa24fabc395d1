"""docs/sparing.md and the JSON document, written from the measurement. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from services.catalogue.text import Text
from windows.sparing.measuring import Spared, Total, total

SCHEMA = "sparing/1"
HEADER = (
    "<!-- Written by `manage.py measure_sparing --write`. Change what it measures, then run it. -->"
)
SEED_BEFORE, SEED_NOW = 860, 359
"""Proofs demanded in Zhejiang before and after its clean-up of October 2017: the share to beat."""

WAYS = {
    "output": Text("同一件里别的事项产生", "made by another matter of the same case"),
    "licence": Text("电子证照", "electronic licence held"),
    "document": Text("以前交过", "handed in before"),
    "generated": Text("系统生成表单", "form written by the portal"),
    "shared": Text("一份多用", "one paper for several matters"),
    "given": Text("承诺已签", "promise signed before"),
}


def as_json(rows: Sequence[Spared], everything: Total) -> dict[str, Any]:
    """`everything`: the totals if every interface on the list could be asked."""
    return {
        "schema": SCHEMA,
        "things": [asdict(row) | {"name": row.name.zh, "name_en": row.name.en} for row in rows],
        "total": _total(total(rows)),
        "total_with_every_interface": _total(everything),
        "to_beat": {"before": SEED_BEFORE, "asked": SEED_NOW, "spared_percent": _seed_share()},
    }


def as_page(rows: Sequence[Spared], everything: Total, names: Mapping[str, Text]) -> str:
    whole = total(rows)
    return "\n".join([*_head(whole, everything), *_table(rows, whole), *_sources(whole, names)])


def _head(whole: Total, everything: Total) -> Iterator[str]:
    yield HEADER
    yield "# What people are spared"
    yield ""
    yield (
        "For each life event of the shipped catalogue: the papers that a walk from door to door "
        "would ask (every requirement of every matter, for every party), those asked now, and what "
        "spared the others. The person is somebody of whom nothing is known beforehand: no "
        "electronic licence, no document on file. The answers are those that set the most "
        "departments to work, as in a [rehearsal](rehearse.md). Optional papers count on neither "
        "side; a promise to sign counts as asked."
    )
    yield ""
    yield (
        f"**Papers: {whole.before} before, {whole.asked} now, {whole.spared_share:.0f} % spared** "
        f"({whole.promised} of the {whole.asked} are promises to sign). Fields: "
        f"{whole.fields_before} before, {whole.fields_once} when each is asked once, "
        f"{whole.fields_asked} left to type."
    )
    yield ""
    yield (
        f"To beat: Zhejiang's clean-up of October 2017 brought the proofs demanded from "
        f"{SEED_BEFORE} to {SEED_NOW}, which is {_seed_share()} % fewer. Those are proofs of a "
        "whole province and these are papers of 22 life events, so it is the shares that compare."
    )
    yield ""
    yield (
        f"If every interface on the list of resources could be asked: {everything.asked} papers "
        f"now, {everything.spared_share:.0f} % spared, {everything.fields_asked} fields left to "
        "type."
    )
    yield ""
    yield (
        "What is really asked in a case may be more (a register without a record) or less (a "
        "licence held): `manage.py rehearse CODE` counts that, and each case page says it."
    )
    yield ""


def _table(rows: Sequence[Spared], whole: Total) -> Iterator[str]:
    yield (
        "| | life event | matters | papers before | asked now | spared by | fields before | "
        "typed now |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows:
        yield (
            f"| {row.code} | {row.name.zh}<br>{row.name.en} | {row.matters} | {row.before} | "
            f"{row.asked} | {_by(row.by_source)} | {row.fields_before} | {row.fields_asked} |"
        )
    yield (
        f"| | **all** | {sum(row.matters for row in rows)} | **{whole.before}** | "
        f"**{whole.asked}** | {_by(whole.by_source)} | **{whole.fields_before}** | "
        f"**{whole.fields_asked}** |"
    )
    yield ""


def _sources(whole: Total, names: Mapping[str, Text]) -> Iterator[str]:
    yield "| source | 来源 | papers spared |"
    yield "|---|---|---|"
    for way, count in sorted(whole.by_source.items(), key=lambda each: (-each[1], each[0])):
        name = WAYS.get(way) or names.get(way, Text(way, way))
        sign = f"{way} " if way in names else ""
        yield f"| {sign}{name.en or name.zh} | {name.zh} | {count} |"
    yield ""


def _by(by_source: Mapping[str, int]) -> str:
    return ", ".join(f"{way} {count}" for way, count in by_source.items()) or "—"


def _total(found: Total) -> dict[str, Any]:
    return asdict(found) | {"spared_percent": round(found.spared_share, 1)}


def _seed_share() -> int:
    return round(100 * (SEED_BEFORE - SEED_NOW) / SEED_BEFORE)
