"""Ends of a case that no department decides."""

from __future__ import annotations

from portal.accounts.actor import Actor
from windows.cases.models import Case


def withdraw(case: Case, *, actor: Actor, reason: str = "") -> Case:
    """The applicant takes the case back: possible until any department has decided.

    Open approvals end as not needed. Raises AlreadyDecided after the first decision.
    """
    raise NotImplementedError


def archive(case: Case, *, actor: Actor) -> Case:
    """The clockwork files a collected case away, after its rating or when the days for it are over."""
    raise NotImplementedError
