"""The other pair of eyes: of another department, and at the place or above it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from django.db import transaction

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.load import STREAM, lock_catalogue
from services.catalogue.spec import LegalBasisSpec
from services.models import Edition, OverlayProposal
from services.overlays.citing import marked
from services.overlays.disclosure import disclose_overlay
from services.overlays.errors import BasisNotRead, OverlayMovedOn, RefusalNoteMissing
from services.overlays.moving import end_proposal, lock_proposal
from services.overlays.policy import check_reviewer
from services.overlays.publishing import bring_overlay
from services.overlays.queries import spec_proposed
from services.overlays.weighing import Weighed, check_fit, weigh
from services.statutes.seen import as_confirmed, basis_key


@transaction.atomic(savepoint=False)
def publish_proposal(
    proposal: OverlayProposal, *, confirmed: Collection[str], actor: Actor
) -> Edition:
    """Agree, and publish it as the edition of the region, today.

    `confirmed` are the keys (`basis_key`) of what the reviewer has read; whatever the statutes at
    hand do not contain must be among them. All that was asked when it was proposed is asked again.
    Raises ProposalNotFound, ReviewerWroteIt, ReviewerOfOneDepartment, OverlayMovedOn, BasisNotRead
    and what `check_fit` raises.
    """
    lock_catalogue()
    proposal = lock_proposal(proposal, actor=actor)
    end_proposal(proposal, "publish", actor=actor)
    check_reviewer(actor, proposal)
    weighed = weigh(proposal.matter.code, spec_proposed(proposal), region=proposal.region)
    _check_nothing_moved(proposal, weighed)
    check_fit(weighed, why=proposal.why)
    read = _read(weighed, confirmed)
    _sign(proposal, actor)
    proposal.confirmed = as_confirmed(read, by=actor.name)
    edition = bring_overlay(
        replace(weighed, spec=marked(weighed.spec, {(each.law, each.article) for each in read})),
        region=proposal.region,
        why=proposal.why,
        why_en=proposal.why_en,
        actor=actor,
        proposal=proposal,
    )
    proposal.edition = edition
    proposal.save()
    disclose_overlay(
        weighed.standard,
        proposal.region,
        weighed.changes,
        why=proposal.why,
        why_en=proposal.why_en,
        actor=actor,
        proposal=proposal,
    )
    return edition


@transaction.atomic(savepoint=False)
def refuse_proposal(proposal: OverlayProposal, *, note: str, actor: Actor) -> OverlayProposal:
    """Say no, and why. Raises ProposalNotFound, ReviewerWroteIt, ReviewerOfOneDepartment,
    RefusalNoteMissing.
    """
    proposal = lock_proposal(proposal, actor=actor)
    end_proposal(proposal, "refuse", actor=actor)
    check_reviewer(actor, proposal)
    if not note.strip():
        raise RefusalNoteMissing(field="note")
    _sign(proposal, actor)
    proposal.review_note = note.strip()
    proposal.save()
    record(
        STREAM,
        "catalogue.overlay_refused",
        actor=actor,
        matter=proposal.matter.name,
        matter_code=proposal.matter.code,
        region=proposal.region.name,
        region_code=proposal.region_id,
        proposal=proposal.pk,
        note=proposal.review_note,
    )
    return proposal


def _sign(proposal: OverlayProposal, actor: Actor) -> None:
    proposal.reviewer_id, proposal.reviewer_name = actor.user_id, actor.name
    proposal.reviewer_department = actor.department_code


def _check_nothing_moved(proposal: OverlayProposal, weighed: Weighed) -> None:
    held = (proposal.standard_id, proposal.present_id)
    if held != (weighed.standard.pk, weighed.present.pk):
        raise OverlayMovedOn


def _read(weighed: Weighed, confirmed: Collection[str]) -> tuple[LegalBasisSpec, ...]:
    missing = [each for each in weighed.unread if basis_key(each) not in confirmed]
    if missing:
        raise BasisNotRead(
            count=len(missing),
            details=[{"law": each.law, "article": each.article} for each in missing],
        )
    return weighed.unread
