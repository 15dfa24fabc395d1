"""Reads of cases, always scoped: what is out of scope is not found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from windows.cases.models import Case, MaterialSlot
from windows.paging import Page


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A value that another authority gave for a field, and who gave it."""

    value: str
    origin: Text


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reads about the actor's people are: `waiting` names those still under way."""

    answered: int
    asked: int
    waiting: tuple[Text, ...]

    @property
    def is_done(self) -> bool:
        return not self.waiting


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that keeps the case from going on. kind: field | material | party | read."""

    kind: str
    label: Text
    where: str
    """Element code, slot id or party role, by kind."""


def case_for(actor: Actor, number: str) -> Case:
    """The case with this number, if the actor may see it; else NotFound."""
    raise NotImplementedError


def slot_for(actor: Actor, number: str, slot_id: int) -> MaterialSlot:
    """A slot of a case the actor may see; an applicant or party only sees their own. Else NotFound."""
    raise NotImplementedError


def cases_of(actor: Actor, *, after: str = "", limit: int = 20) -> Page[Case]:
    """The actor's own cases and those they are a party to, newest first."""
    raise NotImplementedError


def slots(case: Case) -> QuerySet[MaterialSlot]:
    """The one set of material, in the order of the plan, with what the pages need."""
    raise NotImplementedError


def prefill(case: Case) -> Mapping[str, Prefilled]:
    """Element → value read from an answered exchange, first path of the plan's field that has one."""
    raise NotImplementedError


def sharing_progress(case: Case) -> Progress:
    """For the page that polls while the reads are under way."""
    raise NotImplementedError


def what_is_missing(case: Case) -> tuple[Missing, ...]:
    """Everything that keeps the case from being accepted, at once: fields, materials, parties, reads."""
    raise NotImplementedError


def visit_count(case: Case) -> int:
    """How often the person really came: one a day and centre, from the journal."""
    raise NotImplementedError
