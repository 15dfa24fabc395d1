"""What a changed matter costs the public, and who may let it pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from portal.accounts.actor import Actor
from services.catalogue.lookups import specs_by_id
from services.catalogue.spec import LegalBasisSpec, MatterSpec
from services.imports.content import content_of
from services.imports.findings import RowFinding, found
from services.imports.hands import Hands
from services.models import Edition, EditionState, ImportRow, ImportRun, Verdict
from services.overlays.differences import new_bases
from services.revisions.burden import Burden, Line, NoMeter, measure_burden
from services.revisions.measures import alone
from services.statutes.seen import unseen_of


@dataclass(frozen=True, slots=True)
class Weighed:
    """A matter that replaces another wording of itself."""

    matter: MatterSpec
    burden: Burden

    @property
    def adding(self) -> tuple[Line, ...]:
        return tuple(line for line in self.burden.lines if line.adds)


def weigh(before: MatterSpec, after: MatterSpec) -> Weighed | RowFinding:
    """The matter as a life event of its own, before and after; what nobody can weigh is refused.

    What asks for more rests on law of its own, or on what the matter did not cite before: a list
    may cite law only for the matter as a whole.
    """
    try:
        burden = measure_burden(alone(before), alone(after))
    except NoMeter:
        return found("burden.unmeasured")
    anew = new_bases(after.legal_bases, before.legal_bases)
    return Weighed(after, replace(burden, lines=tuple(_grounded(burden.lines, anew))))


def _grounded(lines: Iterable[Line], anew: tuple[LegalBasisSpec, ...]) -> Iterable[Line]:
    for line in lines:
        yield replace(line, legal_bases=line.legal_bases or anew) if line.adds else line


def told_when_read(weighed: Weighed | RowFinding) -> RowFinding | None:
    """What author and reviewer should know before either of them decides."""
    if isinstance(weighed, RowFinding):
        return weighed
    if not weighed.burden.adds:
        return None
    texts = [line.text for line in weighed.adding]
    zh, en = "；".join(text.zh for text in texts), "; ".join(text.en or text.zh for text in texts)
    return found("burden.adds", said=zh, said_en=en)


def reasons_against(
    weighed: Weighed, run: ImportRun, hands: Hands, *, actor: Actor
) -> RowFinding | None:
    """What asks for more needs a legal basis that the statute library can show, and a reviewer of
    another department than all whose hand is in it. In a list of thousands nobody reads originals:
    a law that is not there is loaded first, or the matter is revised on its own page, where the
    reviewer says so.

    Nobody's department ("") is nobody else's.
    """
    if not weighed.burden.adds:
        return None
    unfounded = [line for line in weighed.adding if not line.legal_bases]
    if unfounded:
        said = unfounded[0].text
        return found("burden.basis", said=said.zh, said_en=said.en or said.zh)
    if unseen := unseen_of(basis for line in weighed.adding for basis in line.legal_bases):
        return found("burden.unseen", law=next(iter(unseen.values())).named())
    theirs = actor.department_code
    if not run.author_department or not theirs or theirs in hands.departments:
        return found("burden.reviewer")
    return None


def costs_of(rows: Iterable[ImportRow]) -> dict[int, Burden]:
    """Of the changed among the rows of a page: row → what it costs the public, against the edition
    that the row was read against. Three queries, none where nothing is changed.
    """
    changed = [row.pk for row in rows if row.verdict == Verdict.CHANGED]
    if not changed:
        return {}
    contents = {
        row.pk: content_of(row) for row in ImportRow.objects.filter(pk__in=changed).only("spec")
    }
    bases = {(each.matter.code, each.base) for each in contents.values()}
    editions = Edition.objects.filter(
        matter__code__in={code for code, _base in bases},
        fingerprint__in={base for _code, base in bases},
        region=None,
    ).exclude(state=EditionState.DRAFT)
    found_ids = {
        (code, base): pk
        for code, base, pk in editions.values_list("matter__code", "fingerprint", "pk")
    }
    before = specs_by_id(list(found_ids.values()))
    costs = {}
    for pk, content in contents.items():
        edition = found_ids.get((content.matter.code, content.base))
        weighed = weigh(before[edition], content.matter) if edition is not None else None
        if isinstance(weighed, Weighed):
            costs[pk] = weighed.burden
    return costs
