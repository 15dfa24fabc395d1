"""Publishing an approved import, batch by batch, through the catalogue's loader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.errors import DomainError
from portal.journal.actions import record
from services.catalogue.load import journal_loading, lock_catalogue, publish_catalogue
from services.catalogue.lookups import material_types
from services.catalogue.spec import CatalogueSpec, DepartmentSpec, MaterialTypeSpec
from services.catalogue.text import Text
from services.imports.actions import keep_refused
from services.imports.content import Content
from services.imports.findings import RowFinding, found
from services.imports.hands import STREAM
from services.imports.moving import locked, move
from services.imports.policy import must_be_able_to_review
from services.imports.saying import in_both
from services.imports.states import MOVES
from services.imports.still_good import Candidate, still_good
from services.imports.telling import tell_changed_matter, tell_new_matters
from services.models import ImportRun, Verdict

BATCH = 500
TO_PUBLISH = (Verdict.NEW, Verdict.CHANGED)
NOT_TAKEN = Text("数据库没有接受这一行", "The database did not accept this row")


@dataclass(frozen=True, slots=True)
class Refused:
    candidate: Candidate
    finding: RowFinding


@transaction.atomic
def publish_batch(run: ImportRun, *, actor: Actor) -> ImportRun:
    """Publish the next rows; with the last of them the run is published.

    A row whose matter somebody changed since it was read, or took into a life event, or that asks
    more of people without a basis, or that the loader refuses, is refused with its reason, and the
    others go on. What changes is told publicly at once, what is new at the end. Raises MoveRefused,
    ReviewerIsAuthor, MayNotImport, MayNotImportThere.
    """
    lock_catalogue()
    run = locked(run)
    must_be_able_to_review(actor, run)
    MOVES.check(run.state, "finish_publishing")
    left = run.rows.filter(verdict__in=TO_PUBLISH, number__gt=run.handled)
    rows = list(left.defer("raw", "changes").order_by("number")[:BATCH])
    good, refused = still_good(rows, run, actor=actor)
    for region, group in _by_region(good).items():
        for each in _load(run, group, region=region, actor=actor):
            refused.append((each.candidate.row, each.finding))
            good.remove(each.candidate)
    for candidate in good:
        if candidate.weighed is not None:
            tell_changed_matter(candidate.weighed, run, actor=actor)
    keep_refused(run, refused)
    run.published += len(good)
    run.handled = rows[-1].number if rows else run.handled
    if len(rows) < BATCH:
        _finish(run, actor=actor)
    run.save(update_fields=["published", "handled", "tally", "state", "finished_at"])
    return run


def _finish(run: ImportRun, *, actor: Actor) -> None:
    tell_new_matters(run)
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


def _load(
    run: ImportRun, group: Sequence[Candidate], *, region: str, actor: Actor
) -> list[Refused]:
    """All of them at once; where that is refused, each half by itself, down to the single rows
    that cannot be published.
    """
    try:
        with transaction.atomic():
            spec = _spec(run, [each.content for each in group])
            report = publish_catalogue(spec, actor=actor, region=region)
            if not report.changed_nothing:
                journal_loading(spec, report, actor=actor, region=region)
    except DomainError as refusal:
        why = in_both(refusal)
    except (DataError, IntegrityError) as fault:
        said = str(fault).split("\n", 1)[0][:200]
        why = Text(f"{NOT_TAKEN.zh}（{said}）", f"{NOT_TAKEN.en} ({said})")
    else:
        return []
    if len(group) == 1:
        return [Refused(group[0], found("publish.refused", said=why.zh, said_en=why.en))]
    half = len(group) // 2
    return [
        *_load(run, group[:half], region=region, actor=actor),
        *_load(run, group[half:], region=region, actor=actor),
    ]


def _by_region(good: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for each in good:
        groups[each.content.region].append(each)
    return groups


def _spec(run: ImportRun, contents: Sequence[Content]) -> CatalogueSpec:
    """Materials that the catalogue has by now are left out: an import never rewords them."""
    departments: dict[str, DepartmentSpec] = {}
    types: dict[str, MaterialTypeSpec] = {}
    for content in contents:
        departments.setdefault(content.department.name, content.department)
        for each in content.materials:
            types.setdefault(each.code, each)
    known = material_types(types.keys())
    return CatalogueSpec(
        title=run.name,
        departments=tuple(departments.values()),
        materials=tuple(each for code, each in types.items() if code not in known),
        matters=tuple(content.matter for content in contents),
    )
