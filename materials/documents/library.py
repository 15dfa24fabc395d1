"""The person's own library: what is in it, how long it holds, where it is used, who looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from materials.catalogue.models import MaterialType
from materials.documents.models import Document
from materials.documents.queries import CURRENT
from materials.documents.uses import Use, uses_of
from materials.documents.validity import Standing, Validity, last_warned, validity
from portal.accounts.actor import Actor
from portal.journal.models import Entry
from portal.text import Text

PAGE = 20
OTHER = "other"
"""What is of no known kind of material."""
LOOKED = "document.read"
MOST_LOOKS = 50


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the person wants to see of it; empty is everything."""

    kind: str = ""
    level: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    document: Document
    validity: Validity
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody else opened it."""

    at: datetime
    reader: str
    office: Text
    case_number: str
    is_marked: bool


def library_of(actor: Actor, shelf: Shelf, *, on: date, after: str = "") -> tuple[list[Kept], str]:
    """One page of the documents of everybody the actor stands for, newest first, and the key of
    the next page.
    """
    found = _on_shelf(_mine(actor), shelf, on)
    place = _uuid(after)
    last = found.filter(pk=place).first() if place is not None else None
    if last is not None:
        found = found.filter(
            Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__lt=last.pk)
        )
    rows = list(found.order_by("-created_at", "-pk")[: PAGE + 1])
    shown = rows[:PAGE]
    return kept(shown, on=on), str(shown[-1].pk) if len(rows) > PAGE else ""


def kept(documents: Sequence[Document], *, on: date) -> list[Kept]:
    uses = uses_of([each.pk for each in documents])
    return [
        Kept(each, validity(each.valid_until, on), tuple(uses.get(each.pk, ())))
        for each in documents
    ]


def ending_soon(actor: Actor, *, on: date) -> int:
    """How many have ended or end soon: what the page warns of."""
    return _mine(actor).filter(valid_until__lte=last_warned(on)).count()


def versions_of(document: Document) -> list[Document]:
    """What it replaced, newest first."""
    found = [document]
    for each in found:
        found += Document.objects.filter(replaced_by=each).select_related("blob")
    return found[1:]


def looks_at(document: Document) -> list[Look]:
    """Who else opened it, the last first."""
    entries = Entry.objects.filter(
        stream=f"applicant:{document.owner_id}", verb=LOOKED, data__document=str(document.pk)
    ).order_by("-sequence")[:MOST_LOOKS]
    return [
        Look(
            entry.at,
            entry.actor_name,
            Text(entry.data.get("office", ""), entry.data.get("office_en", "")),
            entry.data.get("case", ""),
            bool(entry.data.get("is_marked")),
        )
        for entry in entries
    ]


def kinds_named() -> QuerySet[MaterialType]:
    """Every kind of material that a document can be put under."""
    return MaterialType.objects.exclude(kind=MaterialType.Kind.DATA).order_by("kind", "name")


def _mine(actor: Actor) -> QuerySet[Document]:
    return Document.objects.filter(CURRENT, owner__in=actor.applicant_ids).select_related(
        "blob", "material_type", "owner"
    )


def _on_shelf(found: QuerySet[Document], shelf: Shelf, on: date) -> QuerySet[Document]:
    if shelf.kind == OTHER:
        found = found.filter(material_type=None)
    elif shelf.kind:
        found = found.filter(material_type__kind=shelf.kind)
    if shelf.level:
        found = found.filter(level=shelf.level)
    if shelf.standing == Standing.SOON:
        found = found.filter(valid_until__gte=on, valid_until__lte=last_warned(on))
    elif shelf.standing == Standing.OVER:
        found = found.filter(valid_until__lt=on)
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
