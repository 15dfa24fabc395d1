"""What the publication checks say of a draft, worked out once for each content of it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from services.catalogue.read import fingerprint
from services.catalogue.spec import Condition, LifeEventSpec
from services.catalogue.text import Text
from services.checks.findings import Finding, Severity
from services.checks.registry import Checked, Coverage, check_life_event
from services.revisions.sentences import condition_in_words, spot_in_words
from windows.web.editor.place import link_to, place_in

MOST = 64
_known: OrderedDict[str, Checked] = OrderedDict()
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
    checked = _known.get(fingerprint(spec))
    return _shown(checked, spec) if checked else None


def findings_of(spec: LifeEventSpec) -> Findings:
    key = fingerprint(spec)
    checked = _known.get(key)
    if checked is None:
        checked = check_life_event(spec)
        with _lock:
            _known[key] = checked
            while len(_known) > MOST:
                _known.popitem(last=False)
    return _shown(checked, spec)


def _shown(checked: Checked, spec: LifeEventSpec) -> Findings:
    order = list(Severity)
    found = sorted(checked.findings, key=lambda each: order.index(each.severity))
    count = {kind: sum(each.severity is kind for each in found) for kind in order}
    return Findings(
        rows=tuple(
            Shown(
                each,
                spot_in_words(each.spot, spec),
                link_to(place_in(spec, each.spot)),
                _situation(each, spec),
            )
            for each in found
        ),
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        advice=count[Severity.ADVICE],
        coverage=checked.coverage,
    )


def _situation(finding: Finding, spec: LifeEventSpec) -> Text | None:
    """The answers that show it, in words."""
    pairs = tuple((question, values) for question, values in finding.answers if values)
    return condition_in_words(Condition((pairs,)), spec) if pairs else None
