"""Publishing an approved import, batch by batch, through the catalogue's loader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.load import journal_loading, lock_catalogue, publish_catalogue
from services.catalogue.lookups import matter_specs
from services.catalogue.spec import CatalogueSpec, DepartmentSpec, MaterialTypeSpec
from services.imports.actions import STREAM
from services.imports.content import Content, content_of
from services.imports.findings import found
from services.imports.judge import life_events_of, published_editions, with_finding
from services.imports.moving import locked, move
from services.imports.policy import must_be_able_to_review
from services.imports.states import MOVES
from services.imports.weighing import Weighed, disclose, reasons_against, weigh
from services.models import ImportRow, ImportRun, Verdict

BATCH = 500
TO_PUBLISH = (Verdict.NEW, Verdict.CHANGED)


@transaction.atomic
def publish_batch(run: ImportRun, *, actor: Actor) -> ImportRun:
    """Publish the next rows; with the last of them the run is published.

    A row whose matter somebody changed since it was read, or took into a life event, or that asks
    more of people without a basis, is refused with its reason. What changes is told publicly.
    Raises MoveRefused, ReviewerIsAuthor, MayNotImport.
    """
    lock_catalogue()
    run = locked(run)
    must_be_able_to_review(actor, run)
    MOVES.check(run.state, "finish_publishing")
    rows = list(run.rows.filter(verdict__in=TO_PUBLISH).order_by("number")[run.published :][:BATCH])
    good, changed = _still_good(rows, run, actor=actor)
    for region, group in _by_region(good).items():
        spec = _spec(run, group)
        report = publish_catalogue(spec, actor=actor, region=region)
        if not report.changed_nothing:
            journal_loading(spec, report, actor=actor, region=region)
    for weighed in changed:
        disclose(weighed, run, actor=actor)
    run.published += len(good)
    if len(rows) < BATCH:
        move(run, "finish_publishing", actor=actor)
        run.finished_at = timezone.now()
        record(
            STREAM,
            "import.published",
            actor=actor,
            run=run.pk,
            name=run.name,
            matters=run.published,
            author=run.author_name,
            why=run.why,
        )
    run.save(update_fields=["published", "state", "finished_at"])
    return run


def _still_good(
    rows: Sequence[ImportRow], run: ImportRun, *, actor: Actor
) -> tuple[list[Content], list[Weighed]]:
    """What may be published, and of it what replaces something; the other rows are refused."""
    codes = {row.code for row in rows}
    editions, events = published_editions(codes), life_events_of(codes)
    before = matter_specs(list(editions.values()))
    good: list[Content] = []
    changed: list[Weighed] = []
    refused: list[ImportRow] = []
    for row in rows:
        edition, content = editions.get(row.code), content_of(row)
        weighed = weigh(before[edition.pk], content.matter) if edition else None
        reason = weighed and reasons_against(weighed, run, actor=actor)
        if row.code in events:
            reason = found("life_event.revise", events="、".join(events[row.code]))
        elif (edition.fingerprint if edition else "") != content.base:
            reason = found("publish.meanwhile")
        if reason:
            refused.append(with_finding(row, reason))
            continue
        good.append(content)
        changed += [weighed] if weighed else []
    ImportRow.objects.bulk_update(refused, ["verdict", "findings"])
    return good, changed


def _by_region(contents: Sequence[Content]) -> dict[str, list[Content]]:
    groups: dict[str, list[Content]] = defaultdict(list)
    for content in contents:
        groups[content.region].append(content)
    return groups


def _spec(run: ImportRun, contents: Sequence[Content]) -> CatalogueSpec:
    departments: dict[str, DepartmentSpec] = {}
    types: dict[str, MaterialTypeSpec] = {}
    for content in contents:
        departments.setdefault(content.department.name, content.department)
        for each in content.materials:
            types.setdefault(each.code, each)
    return CatalogueSpec(
        title=run.name,
        departments=tuple(departments.values()),
        materials=tuple(types.values()),
        matters=tuple(content.matter for content in contents),
    )
