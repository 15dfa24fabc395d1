"""缺什么: what this department may ask for, what it has noted, and what was told."""

from __future__ import annotations

from dataclasses import dataclass

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import IN_INBOX
from windows.corrections.models import MissingReport
from windows.corrections.places import places_of
from windows.corrections.queries import asked_by, untold_of
from windows.web.inbox.panel import Panel


@dataclass(frozen=True, slots=True)
class Noted:
    """One report and the name of its place."""

    report: MissingReport
    place: Text


def missing_panel(approval: Approval, actor: Actor) -> Panel | None:
    """What may be asked for, what this department has noted, and what was told already."""
    places = places_of(approval)
    names = {each.place: each.name for each in places}
    noted = [
        Noted(each, names.get((each.slot_id, each.element), Text(each.element)))
        for each in untold_of(approval)
    ]
    told = asked_by(approval)
    can_report = approval.state in IN_INBOX and actor.kind == Role.OFFICER
    if not (can_report or noted or told):
        return None
    said = {"places": places, "noted": noted, "told": told, "can_report": can_report}
    return Panel("inbox/panels/missing.html", said)
