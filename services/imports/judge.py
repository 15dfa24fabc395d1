"""Records of one batch as rows: what each becomes, and the verdict about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.catalogue.lookups import material_codes, matter_specs
from services.catalogue.read import as_json, fingerprint
from services.catalogue.spec import DepartmentSpec, MatterSpec
from services.checks.registry import MatterChecker
from services.imports.changes import changes_between
from services.imports.content import Content
from services.imports.findings import RowFinding, found, from_check, refuses
from services.imports.readers.built import Built, Known, RawRecord, Reader
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

_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")


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
    changed: list[tuple[ImportRow, MatterSpec, Edition]] = field(default_factory=list)
    checker: MatterChecker = field(default_factory=MatterChecker)


def judge(run: ImportRun, reader: Reader, records: Sequence[RawRecord]) -> list[ImportRow]:
    """Rows, not yet kept. Reads the catalogue and changes nothing."""
    names = {name for record in records for name in reader.material_names(record) if name}
    context = _context(run, records, names, is_edit=reader.is_edit)
    rows = []
    for record in records:
        rows.append(_row(reader, record, context))
        if record.code:
            context.seen.setdefault(record.code, record.number)
    _tell_changes(context)
    return rows


def _tell_changes(context: Context) -> None:
    before = matter_specs([edition for _row, _matter, edition in context.changed])
    for row, matter, edition in context.changed:
        row.changes = changes_between(before[edition.pk], matter)


def _row(reader: Reader, record: RawRecord, context: Context) -> ImportRow:
    findings = list(record.findings)
    row = ImportRow(
        run=context.run,
        number=record.number,
        code=record.code[:64],
        name=record.name[:300],
        raw=record.raw,
        verdict=Verdict.REFUSED,
    )
    findings += _before(record, context.seen)
    if not refuses(findings):
        built = reader.build(record, context.known)
        findings += built.findings
        if built.matter is not None:
            findings += _fill(row, built, built.matter, context)
    if refuses(findings):
        row.verdict = Verdict.REFUSED
    row.findings = [finding.as_json() for finding in findings]
    return row


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
    findings = [from_check(finding) for finding in context.checker.check(matter)]
    region = context.regions.get(built.region)
    if built.region and region is None:
        findings.append(
            found("region.other", "AREACODE", said=built.region, used=context.run.region_id)
        )
    home = region.code if region else context.run.region_id
    findings += _faults(matter, home, context)
    edition = context.editions.get(matter.code)
    if edition is None:
        row.verdict = Verdict.NEW
    elif edition.fingerprint == fingerprint(matter):
        row.verdict = Verdict.UNCHANGED
    else:
        row.verdict = Verdict.CHANGED
        context.changed.append((row, matter, edition))
        findings += _published_parts(matter.code, context)
        if built.base is not None and built.base != edition.fingerprint:
            findings.append(found("row.stale", "key"))
    row.name = matter.name
    row.spec = as_json(
        Content(
            matter=matter,
            department=built.department or DepartmentSpec(matter.department),
            materials=built.materials,
            region=home,
            base=edition.fingerprint if edition else "",
        )
    )
    return findings


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


def _context(
    run: ImportRun, records: Sequence[RawRecord], names: set[str], *, is_edit: bool
) -> Context:
    codes = {record.code for record in records if record.code}
    regions = {
        str(value)
        for record in records
        for name in ("AREACODE", "AREA_CODE", "REGION_CODE")
        if (value := record.raw.get(name))
    }
    editions = published_editions(codes)
    specs = matter_specs(list(editions.values()) if is_edit else [])
    homes = Matter.objects.filter(code__in=codes)
    earlier = run.rows.filter(code__in=codes).order_by("-number")
    return Context(
        run=run,
        known=Known(
            matters={each.matter.code: specs[each.pk] for each in editions.values() if is_edit},
            materials=material_codes(names),
        ),
        editions=editions,
        life_events=life_events_of(codes),
        homes=dict(homes.values_list("code", "department__region_id")),
        regions=Region.objects.in_bulk(regions),
        seen=dict(earlier.values_list("code", "number")),
    )


def published_editions(codes: set[str]) -> dict[str, Edition]:
    rows = Edition.objects.filter(
        matter__code__in=codes, state=EditionState.PUBLISHED, region=None
    ).select_related("matter", "department")
    return {edition.matter.code: edition for edition in rows}


def life_events_of(codes: set[str]) -> dict[str, tuple[str, ...]]:
    """Code of a matter → names of the published life events that it is part of."""
    rows = LifeEventMatter.objects.filter(
        edition__state=EditionState.PUBLISHED, matter_edition__matter__code__in=codes
    ).order_by("edition__life_event__code")
    found: dict[str, tuple[str, ...]] = {}
    for code, name in rows.values_list("matter_edition__matter__code", "edition__name"):
        found[code] = (*found.get(code, ()), name)
    return found


def with_finding(row: ImportRow, finding: RowFinding) -> ImportRow:
    """The row, refused for one more reason."""
    row.verdict = Verdict.REFUSED
    row.findings = [*row.findings, finding.as_json()]
    return row
