"""What a changed matter costs the public, and who may let it pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from portal.accounts.actor import Actor
from services.catalogue.read import as_json
from services.catalogue.spec import LegalBasisSpec, MatterSpec
from services.departments import department_name
from services.imports.findings import RowFinding, found
from services.models import ImportRun, PublicChange
from services.overlays.differences import new_bases
from services.revisions.burden import Burden, Line, NoMeter, measure_burden
from services.revisions.measures import alone
from services.statutes.seen import unseen_of


@dataclass(frozen=True, slots=True)
class Weighed:
    """A matter that replaces another wording of itself."""

    matter: MatterSpec
    burden: Burden
    cited_anew: tuple[LegalBasisSpec, ...]
    """What the matter did not cite before: a list may cite law only for the matter as a whole."""

    def grounds_of(self, line: Line) -> tuple[LegalBasisSpec, ...]:
        """What asks for more rests on law of its own, or on what the matter cites anew."""
        return line.legal_bases or self.cited_anew

    def grounds(self) -> Iterator[LegalBasisSpec]:
        """Of every line that asks for more."""
        for line in self.burden.lines:
            if line.adds:
                yield from self.grounds_of(line)


def weigh(before: MatterSpec, after: MatterSpec) -> Weighed | None:
    """The matter as a life event of its own, before and after; None while nobody can measure."""
    try:
        burden = measure_burden(alone(before), alone(after))
    except NoMeter:
        return None
    return Weighed(after, burden, new_bases(after.legal_bases, before.legal_bases))


def reasons_against(weighed: Weighed, run: ImportRun, *, actor: Actor) -> RowFinding | None:
    """What asks for more needs a legal basis that the statute library can show, and a reviewer of
    another department. In a list of thousands nobody reads originals: a law that is not there is
    loaded first, or the matter is revised on its own page, where the reviewer says so.

    Nobody's department ("") is nobody else's.
    """
    if not weighed.burden.adds:
        return None
    adding = [line for line in weighed.burden.lines if line.adds]
    unfounded = [line for line in adding if not weighed.grounds_of(line)]
    if unfounded:
        said = unfounded[0].text
        return found("burden.basis", said=said.zh, said_en=said.en or said.zh)
    if unseen := unseen_of(weighed.grounds()):
        return found("burden.unseen", law=next(iter(unseen.values())).named())
    ours, theirs = run.author_department, actor.department_code
    if not ours or not theirs or ours == theirs:
        return found("burden.reviewer")
    return None


def disclose(weighed: Weighed, run: ImportRun, *, actor: Actor) -> PublicChange:
    """Say publicly, the same day, what changed for people, who stands for it and why."""
    burden, matter = weighed.burden, weighed.matter
    return PublicChange.objects.create(
        on=timezone.localdate(),
        name=matter.name,
        name_en=matter.name_en,
        adds_burden=burden.adds,
        lines=[
            {"zh": line.text.zh, "en": line.text.en, "adds": line.adds} for line in burden.lines
        ],
        why=run.why,
        why_en=run.why_en,
        legal_bases=[as_json(each) for each in dict.fromkeys(weighed.grounds())],
        author_name=run.author_name,
        author_department=department_name(run.author_department),
        reviewer_name=actor.name,
        reviewer_department=department_name(actor.department_code),
    )
