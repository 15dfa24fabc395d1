"""YAML → `CatalogueSpec`: the whole document is read and judged before anything is written.

The format is docs/catalogue-format.md. Reading goes on after a fault, so that an editor sees all of
them at once, each with file, line and path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from services.catalogue.faults import Fault, Findings, Place
from services.catalogue.form_elements import ElementSpec
from services.catalogue.parsing.book import (
    Book,
    Known,
    read_departments,
    read_elements,
    read_materials,
)
from services.catalogue.parsing.cursor import SHORT, Cursor
from services.catalogue.parsing.events import read_event, read_lone_matter
from services.catalogue.parsing.files import read_files
from services.catalogue.parsing.matters import DraftMatter, declare
from services.catalogue.parsing.vocabulary import CODE
from services.catalogue.spec import CatalogueSpec, LifeEventSpec, MatterSpec

__all__ = ["Known", "Parsed", "parse"]

_REGION = re.compile(r"\d{6}(\d{3}(\d{3})?)?")


@dataclass(frozen=True, slots=True)
class Parsed:
    """`spec` is None as soon as there is one fault."""

    spec: CatalogueSpec | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    places: Mapping[str, Place] = field(default_factory=dict)
    """Code of a life event, or of a matter that stands alone → where it begins."""


def parse(path: Path, *, known: Known | None = None, takes_wrong_codes: bool = False) -> Parsed:
    """Read a file or a folder. `known` is what the database has, for references to other files.

    A wrong code of 12, 31 or 33 characters is a fault; not so with `takes_wrong_codes`, for callers
    that run the checks themselves.
    """
    findings = Findings()
    tops = read_files(path, findings)
    book = Book(findings, known or Known(), takes_wrong_codes=takes_wrong_codes)
    title, region = _meta(tops)
    for read in (read_departments, read_materials, read_elements):
        for top in tops:
            read(top, book)
    rows = [row for top in tops for row in top.mappings("onethings")]
    lone = [row for top in tops for row in top.mappings("matters")]
    if tops and not rows and not lone and not findings.faults:
        findings.fault(Place(tops[0].file, 1, "onethings"), _("文件里没有任何一件事。"))
    _name_events(rows, book)
    drafts = [_declare(row, book) for row in rows]
    lone_drafts = [declare(row, "", book) for row in lone]
    events = [read_event(row, each, book) for row, each in zip(rows, drafts, strict=True)]
    matters = tuple(read_lone_matter(each, book) for each in lone_drafts)
    _one_meaning(events, drafts, lone_drafts, matters)
    for top in tops:
        top.finish()
    if findings.faults:
        return Parsed(None, _in_order(findings.faults), _in_order(findings.warnings))
    spec = CatalogueSpec(
        title=title,
        departments=tuple(book.departments.values()),
        materials=tuple(book.materials.values()),
        life_events=tuple(event for event in events if isinstance(event, LifeEventSpec)),
        matters=matters,
        region=region,
        warnings=tuple(str(warning) for warning in _in_order(findings.warnings)),
        elements=_elements(events, matters, book),
    )
    places = {draft.code: draft.row.at() for draft in lone_drafts}
    places |= {row.text("code", most=SHORT): row.at() for row in rows}
    return Parsed(spec, (), _in_order(findings.warnings), places)


def _elements(
    events: Sequence[LifeEventSpec | None], lone: Sequence[MatterSpec], book: Book
) -> tuple[ElementSpec, ...]:
    """What the file says once for all of those that some matter asks, in the order of asking."""
    included = [each.matter for event in events if event for each in event.matters]
    asked = dict.fromkeys(field.element for matter in (*included, *lone) for field in matter.fields)
    said = (book.canonical[code] for code in asked if code in book.canonical)
    return tuple(each for each in said if each.says_something)


def _meta(tops: list[Cursor]) -> tuple[str, str]:
    """(title, region) of the first file that says them; other keys of `meta` are for readers."""
    title = region = ""
    for top in tops:
        meta = top.mapping("meta")
        if meta is None:
            continue
        title = title or meta.text("title")
        said = meta.text("region", most=SHORT)
        if said and not _REGION.fullmatch(said):
            meta.fault("region", _("行政区划代码应当是 6、9 或 12 位数字。"))
        region = region or said
    return title, region


def _name_events(rows: list[Cursor], book: Book) -> None:
    for row in rows:
        code, name = row.text("code", most=SHORT), row.text("name")
        if code and not CODE.fullmatch(code):
            row.fault("code", _("代码 “%(c)s” 只能用字母、数字、点、横线和下划线。") % {"c": code})
        if code and code in book.life_events:
            row.fault("code", _("一件事 %(c)s 写了两次。") % {"c": code}, _("请换一个代码。"))
        book.life_events[code] = name


def _declare(row: Cursor, book: Book) -> list[DraftMatter]:
    code = row.text("code", most=SHORT)
    return [declare(each, code, book) for each in row.mappings("matters")]


def _one_meaning(
    events: Sequence[LifeEventSpec | None],
    drafts: list[list[DraftMatter]],
    lone_drafts: list[DraftMatter],
    lone: Sequence[MatterSpec],
) -> None:
    """A matter may stand in several life events of a file, with the same content in each."""
    met: dict[str, MatterSpec] = {}
    for event, own in zip(events, drafts, strict=True):
        included = event.matters if event is not None else ()
        for draft, each in zip(own, included, strict=False):
            if met.setdefault(each.matter.code, each.matter) != each.matter:
                draft.row.fault(
                    "id",
                    _("事项 %(c)s 在另一件事里写得不一样。") % {"c": draft.code},
                    _("请换一个代码，或者改成一样的内容。"),
                )
    for draft, matter in zip(lone_drafts, lone, strict=True):
        if met.setdefault(matter.code, matter) is not matter:
            draft.row.fault(
                "id", _("事项 %(c)s 写了两次。") % {"c": draft.code}, _("请只保留一个。")
            )


def _in_order(found: list[Fault]) -> tuple[Fault, ...]:
    """By file and line, each once: a value that is read twice is told once."""
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.place.file, each.place.line)))
