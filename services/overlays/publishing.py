"""Writing a region's edition, once it has been judged fit. Under the catalogue's lock."""

from __future__ import annotations

from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.load import STREAM
from services.catalogue.loading.law import bring_legal_bases
from services.catalogue.loading.matters import bring_regional
from services.catalogue.sections import sections
from services.catalogue.spec import CatalogueSpec, MatterSpec
from services.models import Edition, OverlayProposal, Region
from services.overlays.weighing import Weighed


def bring_overlay(
    weighed: Weighed,
    *,
    region: Region,
    why: str,
    why_en: str,
    actor: Actor,
    proposal: OverlayProposal | None = None,
) -> Edition:
    """The edition, and what the journal keeps of it."""
    spec, standard = weighed.spec, weighed.standard
    cited = bring_legal_bases(
        [*spec.legal_bases, *(basis for each in spec.requirements for basis in each.legal_bases)]
    )
    _prepare(weighed.rule, spec, actor)
    edition = bring_regional(
        spec,
        standard,
        cited,
        region=region,
        why=why,
        why_en=why_en,
        now=timezone.now(),
        actor=actor,
    )
    record(
        STREAM,
        "catalogue.overlay_published",
        actor=actor,
        matter=standard.name,
        matter_code=spec.code,
        region=region.name,
        region_code=region.code,
        edition=edition.number,
        why=why,
        differences=[each.kind.value for each in weighed.found],
        adds_burden=weighed.adds,
        author=proposal.author_name if proposal else actor.name,
        confirmed=[[each["law"], each["article"]] for each in proposal.confirmed]
        if proposal
        else [],
    )
    return edition


def _prepare(rule: MatterSpec, spec: MatterSpec, actor: Actor) -> None:
    """New material types and data elements; what the standard asks for already is kept as it is
    worded.
    """
    known = {field.element for field in rule.fields}
    new = tuple(field for field in spec.fields if field.element not in known)
    only_new = MatterSpec(
        code=spec.code,
        name=spec.name,
        department=spec.department,
        requirements=spec.requirements,
        fields=new,
        outputs=spec.outputs,
    )
    for section in sections():
        section.prepare(CatalogueSpec(title=spec.name, matters=(only_new,)), actor=actor)
