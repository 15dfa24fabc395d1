"""Telling people."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.notices.models import Notice


def notify(
    case: Case, *, kind: str, key: str, text: Text, actor: Actor, applicant: Applicant | None = None
) -> None:
    """Queue one notice for everybody it concerns: the applicant of the case, or the one given.

    `key` makes a second copy impossible.
    """
    raise NotImplementedError


def mark_read(notice: Notice, *, actor: Actor) -> Notice:
    """The reader has seen it."""
    raise NotImplementedError
