"""What a changed matter costs the public, and who may let it pass."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from portal.accounts.actor import Actor
from services.catalogue.read import as_json
from services.catalogue.spec import IncludedMatter, LifeEventSpec, MatterSpec
from services.departments import department_name
from services.imports.findings import RowFinding, found
from services.models import ImportRun, PublicChange
from services.revisions.burden import Burden, Line, NoMeter, measure_burden


@dataclass(frozen=True, slots=True)
class Weighed:
    """A matter that replaces another wording of itself."""

    matter: MatterSpec
    burden: Burden


def weigh(before: MatterSpec, after: MatterSpec) -> Weighed | None:
    """The matter as a life event of its own, before and after; None while nobody can measure."""
    try:
        return Weighed(after, measure_burden(_alone(before), _alone(after)))
    except NoMeter:
        return None


def reasons_against(weighed: Weighed, run: ImportRun, *, actor: Actor) -> RowFinding | None:
    """What asks for more needs a legal basis, and a reviewer of another department.

    Nobody's department ("") is nobody else's.
    """
    if not weighed.burden.adds:
        return None
    unfounded = [each for each in weighed.burden.lines if each.adds and not _bases(each, weighed)]
    if unfounded:
        said = unfounded[0].text
        return found("burden.basis", said=said.zh, said_en=said.en or said.zh)
    ours, theirs = run.author_department, actor.department_code
    if not ours or not theirs or ours == theirs:
        return found("burden.reviewer")
    return None


def disclose(weighed: Weighed, run: ImportRun, *, actor: Actor) -> PublicChange:
    """Say publicly, the same day, what changed for people, who stands for it and why."""
    burden, matter = weighed.burden, weighed.matter
    bases = {(each.law, each.article): each for line in burden.lines for each in line.legal_bases}
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
        legal_bases=[as_json(each) for each in bases.values()],
        author_name=run.author_name,
        author_department=department_name(run.author_department),
        reviewer_name=actor.name,
        reviewer_department=department_name(actor.department_code),
    )


def _alone(matter: MatterSpec) -> LifeEventSpec:
    return LifeEventSpec(code=matter.code, name=matter.name, matters=(IncludedMatter(matter),))


def _bases(line: Line, weighed: Weighed) -> bool:
    return bool(line.legal_bases or weighed.matter.legal_bases)
