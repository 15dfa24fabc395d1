"""What a supervisor sees of the region: small figures, no history scans."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from portal.accounts.actor import Actor
from windows.approvals.models import Approval


@dataclass(frozen=True, slots=True)
class VisitFigure:
    """How often people really came, against the plan, for one life event."""

    life_event: str
    cases: int
    visits: int
    planned: int
    at_most_once: int
    """Cases with no or one real visit."""


def overdue_approvals(actor: Actor) -> QuerySet[Approval]:
    """Open approvals of the region past their day, the oldest first."""
    raise NotImplementedError


def visit_figures(actor: Actor, *, days: int = 90) -> list[VisitFigure]:
    """Real visits of the cases finished in the last `days`, by life event."""
    raise NotImplementedError
