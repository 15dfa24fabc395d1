"""统一出件: all results in one package."""

from __future__ import annotations

from portal.accounts.actor import Actor
from windows.cases.models import Case
from windows.pickup.models import Pickup


def make_package(case: Case, *, actor: Actor) -> Case:
    """The clockwork closes the departments' part when no approval is open: results are ready.

    Does nothing when the package exists. Raises ApprovalsOpen.
    """
    raise NotImplementedError


def choose_method(case: Case, *, method: Pickup.Method, actor: Actor) -> Pickup:
    """The person says how the package shall reach them, until it has."""
    raise NotImplementedError


def collect(case: Case, *, actor: Actor, code: str = "") -> Case:
    """The package reaches the person: online by opening it, at the window against the code.

    The applicant needs no code; a clerk must be told it. Raises WrongPickupCode, AlreadyCollected.
    """
    raise NotImplementedError
