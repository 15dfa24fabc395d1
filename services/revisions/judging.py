"""Is a revision fit to be published? Asked when it is handed in, and again when it is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.catalogue.read import as_json
from services.catalogue.spec import LifeEventSpec
from services.checks.findings import Finding, errors
from services.checks.registry import Checked, Coverage, check_life_event
from services.models import EditionState, Revision
from services.overlays.laid_over import RegionalEditions
from services.revisions.affected import affected_by
from services.revisions.burden import Burden, Line, measure_burden
from services.revisions.errors import (
    BaseNotInForce,
    BurdenWithoutBasis,
    NothingChanged,
    RevisionNotPublishable,
)
from services.revisions.homes import home_of
from services.revisions.queries import (
    base_spec,
    burden_as_json,
    current_edition,
    published_spec_of,
    spec_of,
)
from services.revisions.soundness import check_soundness
from services.revisions.taken_in import burdens_taken_into


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything a reviewer must know: about the life event, those it takes along, and the matters
    that it takes in.
    """

    spec: LifeEventSpec
    affected: tuple[LifeEventSpec, ...]
    findings: tuple[Finding, ...]
    burden: Burden
    burden_elsewhere: dict[str, Burden]
    """Life event code → what the change does to those that share a changed matter."""

    burden_of_matters: dict[str, Burden]
    """Matter code → what the change does to one that was on its own
    (`services.revisions.taken_in`).
    """

    @property
    def adds(self) -> bool:
        return any(burden.adds for burden in self.burdens())

    def burdens(self) -> Iterator[Burden]:
        yield self.burden
        yield from self.burden_elsewhere.values()
        yield from self.burden_of_matters.values()

    def unfounded(self) -> list[Line]:
        """Lines that ask more of people and rest on nothing."""
        return [
            line
            for burden in self.burdens()
            for line in burden.lines
            if line.adds and not line.legal_bases
        ]


def judge(revision: Revision) -> Judgement:
    """Every check over the life event and all that share a changed matter, and what it costs them
    and whoever applies for a matter that it takes in.

    Raises RevisionNotPublishable where it is not even sound: then nothing else can be asked of it.
    """
    spec = spec_of(revision)
    _refuse(errors(check_soundness(spec, Coverage(), region=home_of(spec.code))))
    affected = affected_by(spec)
    return Judgement(
        spec=spec,
        affected=affected,
        findings=tuple(
            finding
            for checked in check_everywhere((spec, *affected))
            for finding in checked.findings
        ),
        burden=measure_burden(base_spec(revision), spec),
        burden_elsewhere={
            each.code: measure_burden(published_spec_of(each.code), each) for each in affected
        },
        burden_of_matters=burdens_taken_into(spec),
    )


def check_everywhere(specs: Sequence[LifeEventSpec]) -> Iterator[Checked]:
    """Each as the standard has it and, where regions have editions of their own, as they do it.

    The coverage is that of the standard.
    """
    codes = {included.matter.code for spec in specs for included in spec.matters}
    regional = RegionalEditions(codes)
    for spec in specs:
        checked = check_life_event(spec)
        there = regional.findings(spec, checked.findings)
        yield replace(checked, findings=(*checked.findings, *there))


def check_base(revision: Revision) -> None:
    """The edition it was written on is still the newest. Raises BaseNotInForce."""
    now = current_edition(revision.code)
    if now is not None and now.pk != revision.base_id:
        raise BaseNotInForce(
            name=now.name,
            number=now.number,
            details=[{"life_event": revision.code, "edition": now.number}],
        )


def check_differs(revision: Revision) -> None:
    """Raises NothingChanged where the edition in force says the same, to the same day."""
    base = revision.base
    if base is None or base.state != EditionState.PUBLISHED:
        return
    if base_spec(revision) == spec_of(revision) and base.valid_until == revision.valid_until:
        raise NothingChanged


def check_fit(judgement: Judgement) -> None:
    """Raises RevisionNotPublishable, BurdenWithoutBasis: each with all that is wrong."""
    _refuse(errors(judgement.findings))
    if unfounded := judgement.unfounded():
        raise BurdenWithoutBasis(
            count=len(unfounded),
            details=[
                {"spot": str(line.spot), "zh": line.text.zh, "en": line.text.en}
                for line in unfounded
            ],
        )


def keep_judgement(revision: Revision, judgement: Judgement) -> None:
    """On the row, for the review page; the caller saves it."""
    revision.findings = [as_json(each) for each in judgement.findings]
    revision.burden = burden_as_json(
        judgement.burden, judgement.burden_elsewhere, judgement.burden_of_matters
    )


def _refuse(wrong: list[Finding]) -> None:
    if wrong:
        raise RevisionNotPublishable(count=len(wrong), details=[as_json(each) for each in wrong])
