"""Whose hand is in an import, and who agreed to it: read from the journal."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from portal.journal.models import Entry
from services.models import ImportRun

STREAM = "catalogue"


@dataclass(frozen=True, slots=True)
class Hands:
    """Who uploaded it, and everybody who ever submitted it with a reason of their own."""

    user_ids: frozenset[int | None]
    departments: frozenset[str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the reviewer agreed to: the rows behind `after`."""

    department: str
    after: int


def hands_in(run: ImportRun) -> Hands:
    acts = list(_entries(run, "import.submitted").values_list("actor_id", "data"))
    return Hands(
        frozenset({run.author_id, *(user for user, _data in acts)}),
        frozenset({run.author_department, *(data.get("department", "") for _user, data in acts)}),
    )


def agreement_to(run: ImportRun) -> Agreement:
    """The latest."""
    entries = _entries(run, "import.approved").order_by("-sequence")
    data = entries.values_list("data", flat=True).first() or {}
    return Agreement(data.get("department", ""), data.get("handled", 0))


def _entries(run: ImportRun, verb: str) -> QuerySet[Entry]:
    return Entry.objects.filter(stream=STREAM, verb=verb, data__run=run.pk)
