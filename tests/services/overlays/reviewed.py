"""Two editors of different departments: what asks for more needs both."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import Edition, OverlayProposal, Region
from services.overlays.actions import propose_overlay, publish_proposal
from services.overlays.queries import spec_proposed
from services.overlays.weighing import weigh
from services.statutes.seen import basis_key

AUTHOR = Actor(Role.EDITOR, None, "起草人", department_code="first", region_code="330000")
REVIEWER = Actor(Role.EDITOR, None, "审核人", department_code="second", region_code="330000")


def everything_cited(proposal: OverlayProposal) -> set[str]:
    """All that the reviewer has to have read."""
    weighed = weigh(proposal.matter.code, spec_proposed(proposal), region=proposal.region)
    return {basis_key(each) for each in weighed.unread}


def publish_reviewed(code: str, *, region: Region, spec, why: str, why_en: str = "") -> Edition:
    proposal = propose_overlay(code, region=region, spec=spec, why=why, why_en=why_en, actor=AUTHOR)
    return publish_proposal(proposal, confirmed=everything_cited(proposal), actor=REVIEWER)
