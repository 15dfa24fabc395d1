"""Rows that were read and approved some time ago: which of them may be published now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.accounts.actor import Actor
from services.catalogue.lookups import specs_by_id
from services.catalogue.spec import MatterSpec
from services.checks.registry import MatterChecker
from services.imports.content import Content, content_of
from services.imports.findings import RowFinding, found, from_check
from services.imports.hands import Hands, hands_in
from services.imports.judge import life_events_of, published_editions
from services.imports.lengths import nowhere, unfit
from services.imports.readers.formats import reader_for
from services.imports.weighing import Weighed, reasons_against, weigh
from services.models import Edition, ImportRow, ImportRun


@dataclass(frozen=True, slots=True)
class Candidate:
    row: ImportRow
    content: Content
    weighed: Weighed | None
    """What it costs the public, where it replaces something."""


@dataclass(frozen=True, slots=True)
class _Now:
    """The catalogue as it is at this moment."""

    editions: Mapping[str, Edition]
    events: Mapping[str, tuple[str, ...]]
    before: Mapping[int, MatterSpec]
    softened: frozenset[str]
    hands: Hands
    checker: MatterChecker


def still_good(
    rows: Sequence[ImportRow], run: ImportRun, *, actor: Actor
) -> tuple[list[Candidate], list[tuple[ImportRow, RowFinding]]]:
    """What may be published, and the others with the reason against each."""
    codes = {row.code for row in rows}
    editions = published_editions(codes)
    now = _Now(
        editions=editions,
        events=life_events_of(codes),
        before=specs_by_id([edition.pk for edition in editions.values()]),
        softened=reader_for(run.format).softened,
        hands=hands_in(run),
        checker=MatterChecker(),
    )
    good: list[Candidate] = []
    refused: list[tuple[ImportRow, RowFinding]] = []
    for row in rows:
        judged = _judged(row, run, now, actor=actor)
        if isinstance(judged, Candidate):
            good.append(judged)
        else:
            refused.append((row, judged))
    return good, refused


def _judged(row: ImportRow, run: ImportRun, now: _Now, *, actor: Actor) -> Candidate | RowFinding:
    content, edition = content_of(row), now.editions.get(row.code)
    if against := _against(content, edition, now):
        return against
    if edition is None:
        return Candidate(row, content, None)
    weighed = weigh(now.before[edition.pk], content.matter)
    if isinstance(weighed, RowFinding):
        return weighed
    reason = reasons_against(weighed, run, now.hands, actor=actor)
    return reason or Candidate(row, content, weighed)


def _against(content: Content, edition: Edition | None, now: _Now) -> RowFinding | None:
    matter = content.matter
    if matter.code in now.events:
        return found("life_event.revise", events="、".join(now.events[matter.code]))
    if (edition.fingerprint if edition else "") != content.base:
        return found("publish.meanwhile")
    findings = [
        *unfit(matter, content.department, content.materials, nowhere),
        *(from_check(each, softened=now.softened) for each in now.checker.check(matter)),
    ]
    return next((each for each in findings if each.is_error), None)
