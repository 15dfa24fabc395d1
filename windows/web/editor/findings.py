"""What the publication checks say of a draft, worked out once for each content of it and of what
it is checked against.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

from django.db.models import Count, Max, Q

from portal.journal.models import Entry
from services.catalogue.read import fingerprint
from services.catalogue.spec import Condition, LifeEventSpec
from services.catalogue.text import Text
from services.checks.findings import Finding, Severity, Spot, errors
from services.checks.registry import Coverage, check_life_event
from services.models import EditionState, LifeEventEdition
from services.revisions.affected import affected_by
from services.revisions.homes import home_of
from services.revisions.judging import check_everywhere
from services.revisions.sentences import condition_in_words, spot_in_words
from services.revisions.soundness import check_soundness
from windows.planning.names import both
from windows.web.editor.place import Place, link_to, place_in

MOST = 64
STREAMS = ("catalogue", "statutes")
"""Of the journal: what was loaded, laws among it, and what regions decided."""
Key = tuple[str, int | None, int | None, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """Each finding with the life event that it is about, the worst first."""

    rows: tuple[tuple[Finding, LifeEventSpec], ...]
    coverage: Coverage


_known: OrderedDict[Key, Kept] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Shown:
    finding: Finding
    where: Text
    link: str
    """To the row it speaks of, on the editing page."""
    answers: Text | None


@dataclass(frozen=True, slots=True)
class Findings:
    """By how bad they are: (severity, how many)."""

    rows: tuple[Shown, ...]
    errors: int
    warnings: int
    advice: int
    coverage: Coverage


def known_findings(spec: LifeEventSpec) -> Findings | None:
    """Those of this very content, if it was checked in this process before."""
    kept = _known.get(_key(spec))
    return _shown(kept, spec) if kept else None


def findings_of(spec: LifeEventSpec) -> Findings:
    """What the gate would say: of this life event, and of those that share a changed matter."""
    key = _key(spec)
    kept = _known.get(key)
    if kept is None:
        kept = _checked(spec)
        with _lock:
            _known[key] = kept
            while len(_known) > MOST:
                _known.popitem(last=False)
    return _shown(kept, spec)


def _key(spec: LifeEventSpec) -> Key:
    """The content, and the state of all that it is checked against."""
    journal = Entry.objects.filter(stream__in=STREAMS).aggregate(newest=Max("pk"))
    published = Count("pk", filter=Q(state=EditionState.PUBLISHED))
    online = LifeEventEdition.objects.aggregate(newest=Max("pk"), published=published)
    return fingerprint(spec), journal["newest"], online["newest"], online["published"]


def _checked(spec: LifeEventSpec) -> Kept:
    """What is not even sound is not asked about others, as at the gate."""
    unsound = list(check_soundness(spec, Coverage(), region=home_of(spec.code)))
    is_sound = not errors(unsound)
    events = (spec, *affected_by(spec)) if is_sound else (spec,)
    checked = list(check_everywhere(events)) if is_sound else [check_life_event(spec)]
    rows = [
        (finding, event)
        for event, each in zip(events, checked, strict=True)
        for finding in each.findings
    ]
    said = {finding for finding, _event in rows}
    rows += [(finding, spec) for finding in unsound if finding not in said]
    order = list(Severity)
    rows.sort(key=lambda row: order.index(row[0].severity))
    return Kept(tuple(rows), checked[0].coverage)


def _shown(kept: Kept, spec: LifeEventSpec) -> Findings:
    count = Counter(finding.severity for finding, _event in kept.rows)
    return Findings(
        rows=tuple(
            Shown(
                finding,
                _where(finding, event, spec),
                link_to(_place(finding, event, spec)),
                _situation(finding, event),
            )
            for finding, event in kept.rows
        ),
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        advice=count[Severity.ADVICE],
        coverage=kept.coverage,
    )


def _where(finding: Finding, event: LifeEventSpec, spec: LifeEventSpec) -> Text:
    """For another life event its name comes first."""
    where = spot_in_words(finding.spot, event)
    if event.code == spec.code:
        return where
    name = both(event.name, event.name_en)
    return name if where == name else Text(f"{name.zh} · {where.zh}", f"{name.en} · {where.en}")


def _place(finding: Finding, event: LifeEventSpec, spec: LifeEventSpec) -> Place:
    """Of what is found in another life event, the matter that both share can be mended here."""
    spot = finding.spot
    if event.code == spec.code:
        return place_in(spec, spot)
    if any(each.matter.code == spot.matter for each in spec.matters):
        return place_in(spec, replace(spot, question="", option=""))
    return place_in(spec, Spot(spec.code))


def _situation(finding: Finding, spec: LifeEventSpec) -> Text | None:
    """The answers that show it, in words."""
    pairs = tuple((question, values) for question, values in finding.answers if values)
    return condition_in_words(Condition((pairs,)), spec) if pairs else None
