"""What a loading must pass, as every publication: the checks, and what it costs the public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from services.catalogue.faults import Fault, Place
from services.catalogue.loading.before import editions_before, matters_before
from services.catalogue.read import fingerprint
from services.catalogue.reading import published_spec
from services.catalogue.spec import CatalogueSpec, LifeEventSpec
from services.catalogue.text import Text
from services.checks.findings import Finding, Severity, Spot, errors
from services.checks.registry import Coverage
from services.checks.reporting import answers_of, said
from services.checks.running import Run, Subject
from services.revisions.burden import Burden, Line, measure_burden
from services.revisions.measures import alone
from services.revisions.soundness import check_soundness
from services.revisions.taken_in import burdens_taken_in

NEW = Burden(situations=0, measures=(), lines=())
"""There was nothing before: it makes nothing worse for anybody."""

Places = Mapping[str, Place]
"""Code of a life event, or of a matter that stands alone → where the file says it."""

Change = tuple[LifeEventSpec | None, LifeEventSpec]
"""A life event before and after; None for a new one."""


@dataclass(frozen=True, slots=True)
class Judged:
    """`events` and `matters`: code → burden, of all that reads differently from before; `NEW`
    for what was not there. `matters` are those of their own, and those that were and that a life
    event takes in.
    """

    subjects: tuple[Subject, ...]
    errors: tuple[Finding, ...]
    events: Mapping[str, Burden]
    matters: Mapping[str, Burden]

    @property
    def adds(self) -> bool:
        return any(burden.adds for _code, burden in self.burdens())

    def burdens(self) -> Iterator[tuple[str, Burden]]:
        yield from self.events.items()
        yield from self.matters.items()


def unsound(spec: CatalogueSpec, places: Places, *, region: str) -> list[Fault]:
    """Faults of form. They come first: the other checks and the meter need not cope with them."""
    events = (*spec.life_events, *(alone(matter) for matter in spec.matters))
    return [
        _fault(finding, places)
        for event in events
        for finding in errors(check_soundness(event, Coverage(), region=region))
    ]


def judge_loading(spec: CatalogueSpec) -> Judged:
    """Every registered check over all that the file says, and the burden of what changes."""
    wrong: list[Finding] = []

    def tell(finding: Finding) -> None:
        if finding.severity is Severity.ERROR:
            wrong.append(finding)

    subjects = tuple(Run(tell).catalogue(spec))
    changed = list(_changed(spec))
    return Judged(
        subjects=subjects,
        errors=tuple(wrong),
        events={
            after.code: NEW if before is None else measure_burden(before, after)
            for before, after in changed
        },
        matters=_taken_in(spec, changed) | dict(_matters(spec)),
    )


def unfit(judged: Judged, *, why: Text, places: Places) -> list[Fault]:
    """Everything that speaks against publishing it: what the editing pages would refuse too."""
    faults = [_fault(finding, places) for finding in judged.errors]
    faults += [
        _unfounded(line, code, places)
        for code, burden in judged.burdens()
        for line in burden.lines
        if line.adds and not line.legal_bases
    ]
    if judged.adds and not why.zh.strip():
        faults.append(
            Fault(
                Place("--why"),
                "[burden.why] " + _("这次载入要求群众做得更多，却没有说明理由。"),
                _("请用 --why 写明理由；理由当天公开。"),
            )
        )
    return faults


def _changed(spec: CatalogueSpec) -> Iterator[Change]:
    before = editions_before(event.code for event in spec.life_events)
    for event in spec.life_events:
        edition = before.get(event.code)
        if edition is None:
            yield None, event
        elif edition.fingerprint != fingerprint(replace(event, warnings=())):
            yield published_spec(edition), event


def _taken_in(spec: CatalogueSpec, changed: Sequence[Change]) -> dict[str, Burden]:
    known = {matter.code for matter in spec.matters}
    for before, after in changed:
        if before is not None:
            known |= _codes(before) & _codes(after)
    return burdens_taken_in((after for _before, after in changed), known=known)


def _codes(event: LifeEventSpec) -> set[str]:
    return {each.matter.code for each in event.matters}


def _matters(spec: CatalogueSpec) -> Iterator[tuple[str, Burden]]:
    before = matters_before(matter.code for matter in spec.matters)
    for matter in spec.matters:
        old = before.get(matter.code)
        if old is None:
            yield matter.code, NEW
        elif fingerprint(old) != fingerprint(matter):
            yield matter.code, measure_burden(alone(old), alone(matter))


def _fault(finding: Finding, places: Places) -> Fault:
    message = f"[{finding.rule}] {said(finding.message)}{answers_of(finding)}"
    return Fault(_place(finding.spot, places), message, said(finding.way_out))


def _unfounded(line: Line, code: str, places: Places) -> Fault:
    spot = replace(line.spot, life_event=line.spot.life_event or code)
    message = _("增加了负担，却没有写法律依据：%(line)s") % {"line": said(line.text)}
    return Fault(
        _place(spot, places),
        f"[burden.basis] {message}",
        _("请写上法律依据，或者去掉这一处要求。"),
    )


def _place(spot: Spot, places: Places) -> Place:
    """The file and the line where the life event begins, then the place within it."""
    known = places.get(spot.life_event) or places.get(spot.matter)
    if known is None:
        return Place(str(spot))
    return Place(known.file, known.line, str(spot))
