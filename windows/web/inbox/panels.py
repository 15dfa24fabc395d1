"""The blocks of an officer's page, each made by the part of the portal that it belongs to."""

from __future__ import annotations

from collections.abc import Callable

from portal.accounts.actor import Actor
from windows.approvals.models import Approval
from windows.web.inbox.clock import clock_panel
from windows.web.inbox.deferred import to_follow
from windows.web.inbox.missing import missing_panel
from windows.web.inbox.panel import Panel
from windows.web.inbox.papers import papers_panel
from windows.web.inbox.people_panels import hand_over_panel, signing_panel

PANELS: tuple[Callable[[Approval, Actor], Panel | None], ...] = (
    signing_panel,
    clock_panel,
    to_follow,
    missing_panel,
    papers_panel,
    hand_over_panel,
)
"""In the order of the page, under the decision; None where there is nothing to show."""


def panels_of(approval: Approval, actor: Actor) -> list[Panel]:
    """What this officer can see and do beside deciding."""
    made = (make(approval, actor) for make in PANELS)
    return [panel for panel in made if panel is not None]
