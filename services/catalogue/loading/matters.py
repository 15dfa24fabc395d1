"""Matters and their editions: a matter that reads differently gets one more edition."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from portal.accounts.actor import Actor
from services.catalogue.loading.law import Cited
from services.catalogue.read import as_json, fingerprint
from services.catalogue.sections import Tally, sections
from services.catalogue.spec import MatterSpec
from services.models import (
    Department,
    Edition,
    EditionLegalBasis,
    EditionState,
    Matter,
    Region,
)

CURRENT = ["name", "name_en", "type", "department", "catalogue_code", "task_code"]


@dataclass
class Matters:
    """The published edition of every matter in the file, after `bring_matters`."""

    editions: dict[str, Edition] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)


def bring_matters(
    specs: Sequence[MatterSpec],
    departments: Mapping[str, Department],
    cited: Cited,
    *,
    now: datetime,
    actor: Actor,
) -> Matters:
    """Publish a new edition of each matter whose fingerprint is not the published one's."""
    found = Matters()
    wanted = {spec.code: fingerprint(spec) for spec in specs}
    published = {
        edition.matter.code: edition
        for edition in Edition.objects.filter(
            matter__code__in=wanted, state=EditionState.PUBLISHED, region=None
        ).select_related("matter")
    }
    new: list[MatterSpec] = []
    for spec in specs:
        before = published.get(spec.code)
        name = f"{spec.code} {spec.name}"
        if before is not None and before.fingerprint == wanted[spec.code]:
            found.editions[spec.code] = before
            found.tally.unchanged.append(name)
        else:
            (found.tally.changed if before else found.tally.created).append(name)
            new.append(spec)
    if new:
        rows = _matter_rows(new, departments)
        editions = _drafts(new, rows, departments, wanted)
        for code, edition in editions.items():
            edition.valid_until = published[code].valid_until if code in published else None
        _write_law(new, editions, cited)
        pairs = [(editions[spec.code], spec) for spec in new]
        for section in sections():
            section.store(pairs, actor=actor)
        _publish(editions, now)
        found.editions |= editions
    return found


def bring_regional(
    spec: MatterSpec,
    standard: Edition,
    cited: Cited,
    *,
    region: Region,
    why: str,
    why_en: str,
    now: datetime,
    actor: Actor,
) -> Edition:
    """Publish what `region` does instead of `standard`; the one it had before retires.

    The row of the matter itself says what the standard says, and stays.
    """
    rows = {spec.code: standard.matter}
    departments = {spec.department: standard.department}
    edition = _drafts([spec], rows, departments, {spec.code: fingerprint(spec)})[spec.code]
    edition.region, edition.why_different, edition.why_different_en = region, why, why_en
    edition.save(update_fields=["region", "why_different", "why_different_en"])
    _write_law([spec], {spec.code: edition}, cited)
    for section in sections():
        section.store([(edition, spec)], actor=actor)
    retire_regional([standard.matter_id], region, now=now)
    edition.state, edition.published_at = EditionState.PUBLISHED, now
    edition.valid_from = timezone.localdate(now)
    edition.save(update_fields=["state", "published_at", "valid_from"])
    return edition


def retire_regional(matters: Collection[int] | None, region: Region, *, now: datetime) -> list[int]:
    """Matters whose regional edition went out of force, today being its last day; None means all
    that the region has.
    """
    found = Edition.objects.filter(state=EditionState.PUBLISHED, region=region)
    if matters is not None:
        found = found.filter(matter__in=matters)
    gone = list(found.values_list("matter", flat=True))
    found.update(state=EditionState.RETIRED, retired_at=now, valid_until=timezone.localdate(now))
    return gone


def _matter_rows(
    specs: Sequence[MatterSpec], departments: Mapping[str, Department]
) -> dict[str, Matter]:
    rows = Matter.objects.in_bulk([spec.code for spec in specs], field_name="code")
    created, changed = [], []
    for spec in specs:
        row = rows.get(spec.code)
        if row is None:
            row = rows[spec.code] = Matter(code=spec.code)
            created.append(row)
        else:
            changed.append(row)
        row.name, row.name_en, row.type = spec.name, spec.name_en, spec.type
        row.department = departments[spec.department]
        row.catalogue_code = spec.elements.catalog_code or None
        row.task_code = spec.elements.task_code or None
    Matter.objects.bulk_create(created)
    Matter.objects.bulk_update(changed, CURRENT)
    return rows


def _drafts(
    specs: Sequence[MatterSpec],
    rows: Mapping[str, Matter],
    departments: Mapping[str, Department],
    fingerprints: Mapping[str, str],
) -> dict[str, Edition]:
    last = dict(
        Edition.objects.filter(matter__in=rows.values())
        .values_list("matter_id")
        .annotate(last=Max("number"))
    )
    editions = {
        spec.code: Edition(
            matter=rows[spec.code],
            number=last.get(rows[spec.code].pk, 0) + 1,
            fingerprint=fingerprints[spec.code],
            name=spec.name,
            name_en=spec.name_en,
            department=departments[spec.department],
            type=spec.type,
            handling=spec.handling.value,
            statutory_days=spec.statutory_days,
            promised_days=spec.promised_days,
            day_unit=spec.day_unit.value,
            fee=spec.fee,
            fee_en=spec.fee_en,
            visit_reason=spec.visit_reason,
            visit_reason_en=spec.visit_reason_en,
            note=spec.note,
            note_en=spec.note_en,
            procedures=as_json(spec.procedures),
            outputs=as_json(spec.outputs),
            provenance=as_json(spec.provenance),
            elements=as_json(spec.elements),
        )
        for spec in specs
    }
    Edition.objects.bulk_create(editions.values())
    return editions


def _write_law(specs: Sequence[MatterSpec], editions: Mapping[str, Edition], cited: Cited) -> None:
    EditionLegalBasis.objects.bulk_create(
        EditionLegalBasis(
            edition=editions[spec.code],
            legal_basis=cited[basis.law, basis.article],
            checked=basis.checked,
            text=basis.text,
            order=order,
        )
        for spec in specs
        for order, basis in enumerate(spec.legal_bases)
    )


def _publish(editions: Mapping[str, Edition], now: datetime) -> None:
    """The edition before retires in the same moment; cases that began with it keep it."""
    matters = [edition.matter_id for edition in editions.values()]
    Edition.objects.filter(matter__in=matters, state=EditionState.PUBLISHED, region=None).update(
        state=EditionState.RETIRED, retired_at=now
    )
    said = {
        "state": EditionState.PUBLISHED,
        "published_at": now,
        "valid_from": timezone.localdate(now),
    }
    Edition.objects.filter(pk__in=[each.pk for each in editions.values()]).update(**said)
    for edition in editions.values():
        for column, value in said.items():
            setattr(edition, column, value)
    ending = [each for each in editions.values() if each.valid_until is not None]
    Edition.objects.bulk_update(ending, ["valid_until"])
