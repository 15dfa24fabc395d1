"""What a regional edition would do: against the standard, and against what holds there now."""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.lookups import matter_specs
from services.catalogue.spec import LegalBasisSpec, MatterSpec
from services.models import Edition, Region
from services.overlays.checking import new_errors
from services.overlays.citing import all_cited, checked_in, marked
from services.overlays.compare import compare
from services.overlays.differences import Difference, new_bases
from services.overlays.errors import (
    OverlayAddsWithoutBasis,
    OverlayChangesNothing,
    OverlayHasErrors,
    OverlayOfAnotherMatter,
    OverlayWithoutReason,
)
from services.overlays.queries import in_force, standard_of
from services.overlays.telling import changes
from services.statutes.seen import unseen_of

WHY_AT_MOST = 500
WHY_EN_AT_MOST = 750


@dataclass(frozen=True, slots=True)
class Weighed:
    standard: Edition
    rule: MatterSpec
    """What the standard says."""
    present: Edition
    """What holds in the region now: its own edition, else its city's, else the standard."""
    spec: MatterSpec
    found: tuple[Difference, ...]
    """Against the standard."""
    changes: tuple[Difference, ...]
    """Against what holds now: what a person meets."""
    unread: tuple[LegalBasisSpec, ...]
    """What additions rest on and the statutes at hand do not contain; somebody must read it."""
    is_newly_unread: bool
    """True when what holds now does not cite all of `unread` yet."""

    @property
    def adds(self) -> bool:
        return any(each.adds for each in self.changes)

    @property
    def needs_review(self) -> bool:
        """Whoever asks for more than holds now, or on a law that nobody has read, is not alone."""
        return self.adds or self.is_newly_unread


def weigh(matter_code: str, spec: MatterSpec, *, region: Region) -> Weighed:
    """What was checked once stays so, whoever cites it again. Raises NoSuchMatter."""
    standard = standard_of(matter_code)
    present = in_force(standard, region)
    specs = matter_specs([standard, present] if present.pk != standard.pk else [standard])
    rule, before = specs[standard.pk], specs[present.pk]
    spec = marked(spec, checked_in(rule) | checked_in(before))
    found, met = compare(rule, spec), changes(before, spec)
    unread = unread_bases(rule, found)
    return Weighed(
        standard=standard,
        rule=rule,
        present=present,
        spec=spec,
        found=found,
        changes=met,
        unread=unread,
        is_newly_unread=bool(new_bases(unread, all_cited(before))),
    )


def check_fit(weighed: Weighed, *, why: str) -> None:
    """Raises OverlayOfAnotherMatter, OverlayChangesNothing, OverlayWithoutReason,
    OverlayAddsWithoutBasis, OverlayHasErrors.
    """
    rule, spec = weighed.rule, weighed.spec
    if (spec.code, spec.department) != (rule.code, rule.department):
        raise OverlayOfAnotherMatter
    if not weighed.found:
        raise OverlayChangesNothing
    if not why:
        raise OverlayWithoutReason(field="why")
    if without := [each for each in weighed.found if not each.is_allowed]:
        raise OverlayAddsWithoutBasis(without)
    if worse := new_errors(rule, spec):
        raise OverlayHasErrors(worse)


def unread_bases(rule: MatterSpec, found: tuple[Difference, ...]) -> tuple[LegalBasisSpec, ...]:
    """What additions rest on and neither the standard cites (which was reviewed itself) nor the
    statutes at hand contain.
    """
    cited = dict.fromkeys(basis for each in found if each.adds for basis in each.legal_bases)
    own = new_bases(tuple(cited), all_cited(rule))
    return tuple(unseen_of(own).values())
