"""What asks for more is proposed by one, and published by another (`review`)."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.load import STREAM, lock_catalogue
from services.catalogue.read import as_json
from services.catalogue.spec import MatterSpec
from services.models import OverlayProposal, Region
from services.overlays.errors import ProposalIsOpen
from services.overlays.moving import end_proposal, lock_proposal
from services.overlays.policy import (
    check_may_withdraw,
    must_be_able_to_overlay,
    must_have_a_department,
)
from services.overlays.queries import open_proposal
from services.overlays.weighing import WHY_AT_MOST, WHY_EN_AT_MOST, check_fit, weigh


@transaction.atomic(savepoint=False)
def propose_overlay(
    matter_code: str,
    *,
    region: Region,
    spec: MatterSpec,
    why: str,
    actor: Actor,
    why_en: str = "",
) -> OverlayProposal:
    """Hand an edition of the region to a reviewer of another department; nothing changes yet.

    All that publishing asks is asked now. Raises what `check_fit` raises, ProposerHasNoDepartment,
    ProposalIsOpen, NoSuchMatter, PlaceNotFound, MayNotOverlay, NotACityOrCounty.
    """
    lock_catalogue()
    must_be_able_to_overlay(actor, region)
    must_have_a_department(actor)
    why, why_en = why.strip()[:WHY_AT_MOST], why_en.strip()[:WHY_EN_AT_MOST]
    weighed = weigh(matter_code, spec, region=region)
    check_fit(weighed, why=why)
    if open_proposal(matter_code, region) is not None:
        raise ProposalIsOpen
    proposal = OverlayProposal.objects.create(
        matter=weighed.standard.matter,
        region=region,
        content=as_json(spec),
        standard=weighed.standard,
        present=weighed.present,
        why=why,
        why_en=why_en,
        author_id=actor.user_id,
        author_name=actor.name,
        author_department=actor.department_code,
    )
    record(
        STREAM,
        "catalogue.overlay_proposed",
        actor=actor,
        matter=weighed.standard.name,
        matter_code=matter_code,
        region=region.name,
        region_code=region.code,
        proposal=proposal.pk,
        why=why,
        adds_burden=weighed.adds,
    )
    return proposal


@transaction.atomic(savepoint=False)
def withdraw_proposal(proposal: OverlayProposal, *, actor: Actor) -> OverlayProposal:
    """The author gives it up, or an administrator for them. Raises NotYourProposal,
    ProposalNotFound.
    """
    proposal = lock_proposal(proposal, actor=actor)
    check_may_withdraw(actor, proposal)
    end_proposal(proposal, "withdraw", actor=actor)
    proposal.save()
    record(
        STREAM,
        "catalogue.overlay_withdrawn",
        actor=actor,
        matter=proposal.matter.name,
        matter_code=proposal.matter.code,
        region=proposal.region.name,
        region_code=proposal.region_id,
        proposal=proposal.pk,
    )
    return proposal
