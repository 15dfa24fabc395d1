"""Records of one batch as rows: what each becomes, and the verdict about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from services.catalogue.lookups import material_codes, material_types, specs_by_id
from services.catalogue.read import as_json, fingerprint
from services.catalogue.spec import DepartmentSpec, MaterialTypeSpec, MatterSpec
from services.checks.findings import Spot
from services.checks.registry import MatterChecker
from services.imports.changes import changes_between
from services.imports.content import Content
from services.imports.findings import RowFinding, found, from_check, refuses
from services.imports.lengths import unfit
from services.imports.readers.built import Built, Known, RawRecord, Reader
from services.imports.weighing import Weighed, told_when_read, weigh
from services.models import (
    Edition,
    EditionState,
    ImportRow,
    ImportRun,
    LifeEventMatter,
    Matter,
    Region,
    Verdict,
)
from services.region_codes import lies_in

_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
NAME_ROOM = 300


@dataclass(frozen=True, slots=True)
class Context:
    """What the database says about the codes of one batch."""

    run: ImportRun
    known: Known
    editions: Mapping[str, Edition]
    life_events: Mapping[str, tuple[str, ...]]
    homes: Mapping[str, str]
    regions: Mapping[str, Region]
    seen: dict[str, int]
    """Codes of earlier rows of the same run, with their numbers."""
    softened: frozenset[str]
    types: dict[str, MaterialTypeSpec] = field(default_factory=dict)
    changed: list[tuple[ImportRow, MatterSpec, Edition]] = field(default_factory=list)
    checker: MatterChecker = field(default_factory=MatterChecker)


def judge(run: ImportRun, reader: Reader, records: Sequence[RawRecord]) -> list[ImportRow]:
    """Rows, not yet kept. Reads the catalogue and changes nothing; the number of queries does not
    depend on the number of records.
    """
    context = _context(run, records, reader)
    read = [_read(reader, record, context) for record in records]
    built = [each for _row, _findings, each in read if each is not None]
    context.types.update(material_types({one.code for each in built for one in each.materials}))
    for row, findings, each in read:
        if each is not None:
            findings.extend(each.findings)
            if each.matter is not None:
                findings.extend(_fill(row, each, each.matter, context))
        if refuses(findings):
            row.verdict = Verdict.REFUSED
        row.findings = [finding.as_json() for finding in findings]
    _tell_changes(context)
    return [row for row, _findings, _built in read]


def _tell_changes(context: Context) -> None:
    before = specs_by_id([edition.pk for _row, _matter, edition in context.changed])
    for row, matter, edition in context.changed:
        row.changes = changes_between(before[edition.pk], matter)
        if row.verdict == Verdict.CHANGED:
            _tell_cost(row, weigh(before[edition.pk], matter))


def _tell_cost(row: ImportRow, weighed: Weighed | RowFinding) -> None:
    finding = told_when_read(weighed)
    if finding is None:
        return
    row.findings = [*row.findings, finding.as_json()]
    if finding.is_error:
        row.verdict = Verdict.REFUSED


def _read(
    reader: Reader, record: RawRecord, context: Context
) -> tuple[ImportRow, list[RowFinding], Built | None]:
    findings = [*record.findings, *_before(record, context.seen)]
    row = ImportRow(
        run=context.run,
        number=record.number,
        code=record.code[:64],
        name=record.name[:NAME_ROOM],
        raw=record.raw,
        verdict=Verdict.REFUSED,
    )
    if record.code:
        context.seen.setdefault(record.code, record.number)
    built = None if refuses(findings) else reader.build(record, context.known)
    return row, findings, built


def _before(record: RawRecord, seen: Mapping[str, int]) -> list[RowFinding]:
    if refuses(record.findings):
        return []
    if not record.code:
        return [found("record.no_code")]
    if not _CODE.fullmatch(record.code):
        return [found("code.characters", "TASK_CODE", code=record.code[:80])]
    if record.code in seen:
        return [found("code.twice", "TASK_CODE", code=record.code, row=seen[record.code])]
    return []


def _fill(row: ImportRow, built: Built, matter: MatterSpec, context: Context) -> list[RowFinding]:
    department = built.department or DepartmentSpec(matter.department)
    home, findings = _home(built.region, context)
    findings += _faults(matter, home, context)
    new, about_types = _new_types(matter, built, context)
    findings += about_types
    findings += unfit(matter, department, new, built.locate)
    edition = context.editions.get(matter.code)
    row.spec = as_json(
        Content(
            matter=matter,
            department=department,
            materials=new,
            region=home,
            base=edition.fingerprint if edition else "",
        )
    )
    is_same = edition is not None and edition.fingerprint == fingerprint(row.spec["matter"])
    findings += _checked(
        matter, built, context.checker, softened=None if is_same else context.softened
    )
    if edition is None:
        row.verdict = Verdict.NEW
    elif is_same:
        row.verdict = Verdict.UNCHANGED
    else:
        row.verdict = Verdict.CHANGED
        context.changed.append((row, matter, edition))
        findings += _published_parts(matter.code, context)
        if built.base is not None and built.base != edition.fingerprint:
            findings.append(found("row.stale", "key"))
    row.name = matter.name[:NAME_ROOM]
    return findings


def _checked(
    matter: MatterSpec, built: Built, checker: MatterChecker, *, softened: frozenset[str] | None
) -> Iterator[RowFinding]:
    """None: it is published already and would change nothing, so nothing refuses it."""
    for finding in checker.check(matter):
        spot = finding.spot
        yield from_check(
            finding,
            softened={finding.rule} if softened is None else softened,
            where=built.locate(spot, spot.element),
        )


def _home(said: str, context: Context) -> tuple[str, list[RowFinding]]:
    """Where the matter belongs: the region that the record names, if it is loaded."""
    own, region = context.run.region_id, context.regions.get(said)
    if not said:
        return own, []
    if region is None:
        return own, [found("region.other", "AREACODE", said=said, used=own)]
    if not lies_in(said, own):
        return own, [found("region.outside", "AREACODE", said=said, used=own)]
    return region.code, []


def _new_types(
    matter: MatterSpec, built: Built, context: Context
) -> tuple[tuple[MaterialTypeSpec, ...], list[RowFinding]]:
    """The materials that the catalogue does not have; those it has are told where they differ."""
    findings = []
    for each in built.materials:
        known = context.types.get(each.code)
        if known is None or known.name == each.name:
            continue
        key = next((one.key for one in matter.requirements if one.material == each.code), "")
        where = built.locate(Spot(matter=matter.code, requirement=key), "name")
        said = {"code": each.code, "name": known.name, "said": each.name}
        findings.append(found("material.known", "material", where=where, **said))
    return tuple(each for each in built.materials if each.code not in context.types), findings


def _faults(matter: MatterSpec, home: str, context: Context) -> list[RowFinding]:
    findings = []
    if not matter.name:
        findings.append(found("record.no_name", "TASK_NAME"))
    if not matter.department:
        findings.append(found("record.no_department", "DEPT_NAME"))
    elsewhere = context.homes.get(matter.code, home)
    if elsewhere != home:
        findings.append(found("code.elsewhere", "TASK_CODE", code=matter.code, region=elsewhere))
    return findings


def _published_parts(code: str, context: Context) -> list[RowFinding]:
    events = context.life_events.get(code)
    return [found("life_event.revise", events="、".join(events))] if events else []


def _context(run: ImportRun, records: Sequence[RawRecord], reader: Reader) -> Context:
    names = {name for record in records for name in reader.material_names(record) if name}
    codes = {record.code for record in records if record.code}
    regions = {
        str(value)
        for record in records
        for name in ("AREACODE", "AREA_CODE", "REGION_CODE")
        if (value := record.raw.get(name))
    }
    editions = published_editions(codes)
    specs = specs_by_id([each.pk for each in editions.values()]) if reader.is_edit else {}
    homes = Matter.objects.filter(code__in=codes)
    earlier = run.rows.filter(code__in=codes).order_by("-number")
    return Context(
        run=run,
        known=Known(
            matters={code: specs[each.pk] for code, each in editions.items() if reader.is_edit},
            materials=material_codes(names),
        ),
        editions=editions,
        life_events=life_events_of(codes),
        homes=dict(homes.values_list("code", "department__region_id")),
        regions=Region.objects.in_bulk(regions),
        seen=dict(earlier.values_list("code", "number")),
        softened=reader.softened,
    )


def published_editions(codes: set[str]) -> dict[str, Edition]:
    """By code, with their fingerprints and no more: the whole of them is much."""
    rows = Edition.objects.filter(
        matter__code__in=codes, state=EditionState.PUBLISHED, region=None
    ).select_related("matter")
    return {each.matter.code: each for each in rows.only("fingerprint", "matter__code")}


def life_events_of(codes: set[str]) -> dict[str, tuple[str, ...]]:
    """Code of a matter → names of the published life events that it is part of."""
    rows = LifeEventMatter.objects.filter(
        edition__state=EditionState.PUBLISHED, matter_edition__matter__code__in=codes
    ).order_by("edition__life_event__code")
    found: dict[str, tuple[str, ...]] = {}
    for code, name in rows.values_list("matter_edition__matter__code", "edition__name"):
        found[code] = (*found.get(code, ()), name)
    return found
