"""The result package."""

from __future__ import annotations

from dataclasses import dataclass

from materials.models import Licence
from portal.accounts.actor import Actor
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.pickup.models import Pickup


@dataclass(frozen=True, slots=True)
class Result:
    """What one approval brought: its licences, or the words of its notice or denial."""

    approval: Approval
    licences: tuple[Licence, ...]
    sentence: Text
    remedies: Text | None
    """For a denial: where to turn (行政许可法 art. 38)."""


@dataclass(frozen=True, slots=True)
class Package:
    pickup: Pickup | None
    results: tuple[Result, ...]


def result_package(case: Case) -> Package:
    """Everything that was granted, denied or not needed any more, in the order of the plan."""
    raise NotImplementedError


def case_with_code(actor: Actor, code: str) -> Case:
    """At the pickup desk: the case of the clerk's region with this code; else NotFound."""
    raise NotImplementedError
