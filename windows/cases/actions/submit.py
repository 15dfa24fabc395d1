"""Handing the application in, once."""

from __future__ import annotations

from collections.abc import Collection

from portal.accounts.actor import Actor
from windows.cases.models import Case


def submit(case: Case, *, actor: Actor, consents: Collection[str] | None = None) -> Case:
    """Hand in: approvals and what they wait for are laid down, the intake clock starts.

    Parties may confirm later and reads may still be under way, but the form must be right and nothing
    that the applicant must hand in may be missing. `consents` may be given here instead of
    `agree_to_reads`. A second submit returns the same case unchanged (see `AlreadySubmitted`, which
    the API uses to say so). Raises IncompleteCase with details as `what_is_missing` lists them.
    """
    raise NotImplementedError
