"""Reads for officers: their own department, the material of their matter, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.cases.models import MaterialSlot
from windows.paging import Page


@dataclass(frozen=True, slots=True)
class SharedFact:
    """An answer of another authority, as far as this matter's requirements need it."""

    resource: Text
    subject: str
    fields: tuple[tuple[Text, str], ...]


def inbox(
    actor: Actor, *, after: str = "", limit: int = 20, state: str = "", life_event: str = ""
) -> Page[Approval]:
    """Open approvals of the officer's department, nearest deadline first, undated last."""
    raise NotImplementedError


def approval_for(actor: Actor, approval_id: int) -> Approval:
    """One approval of the officer's department (or region, for supervisors); else NotFound."""
    raise NotImplementedError


def slots_for(approval: Approval) -> QuerySet[MaterialSlot]:
    """The materials that this matter requires, and no others."""
    raise NotImplementedError


def form_for(approval: Approval) -> Mapping[str, tuple[Text, str]]:
    """The form elements that this matter asks: element → (label, value)."""
    raise NotImplementedError


def shared_facts(approval: Approval) -> tuple[SharedFact, ...]:
    """What the registries answered for the materials of this matter."""
    raise NotImplementedError
