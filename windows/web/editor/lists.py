"""Lists of revisions and of editions in force: searched, and a page at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import Actor
from services import queries as catalogue
from services.models import (
    EditionState,
    LifeEvent,
    LifeEventEdition,
    Revision,
    RevisionState,
)
from services.revisions.queries import revisions_for
from services.search import find
from windows.paging import Page

KINDS = {
    "mine": _("我的草稿"),
    "in_review": _("等人审核"),
    "others": _("别人的草稿"),
    "published": _("最近发布"),
    "withdrawn": _("已撤回"),
}
"""Where a revision may be looked for."""
A_PAGE = 20
EDITIONS_A_PAGE = 50
FIRST_FEW = 5
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Shortest:
    """The first few of a list, and how many there are."""

    kind: str
    rows: tuple[Revision, ...]
    count: int

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.rows)


def query_in(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]


def shortest(actor: Actor, kind: str) -> Shortest:
    found = _of_kind(actor, kind)
    return Shortest(kind, tuple(found[:FIRST_FEW]), found.count())


def revisions_page(
    actor: Actor, kind: str, *, query: str = "", after: str = "", limit: int = A_PAGE
) -> Page[Revision]:
    """Whatever was touched last comes first."""
    found = _of_kind(actor, kind)
    if query:
        named = Q(title__icontains=query) | Q(code__icontains=query)
        found = found.filter(named | Q(code__in=_meant(query)))
    place = _read(after)
    if place is not None:
        moment, pk = place
        found = found.filter(Q(at__lt=moment) | Q(at=moment, pk__lt=pk))
    rows = list(found[: limit + 1])
    shown = tuple(rows[:limit])
    return Page(shown, _place(shown[-1]) if len(rows) > limit else "")


def editions_page(
    query: str = "", *, after: str = "", limit: int = EDITIONS_A_PAGE
) -> Page[LifeEventEdition]:
    """Life events in force, by code; `after` is the last code of the page before.

    Searched in their names and codes; where no name holds the words, as citizens search, so that
    pinyin and initials find them too.
    """
    found = catalogue.published_life_events().order_by("life_event__code")
    if query:
        named = found.filter(
            Q(name__icontains=query)
            | Q(name_en__icontains=query)
            | Q(life_event__code__icontains=query)
        )
        found = named if named.exists() else found.filter(life_event__code__in=_meant(query))
    after = after.replace("\x00", "")
    rows = list(found.filter(life_event__code__gt=after)[: limit + 1])
    shown = tuple(rows[:limit])
    return Page(shown, shown[-1].life_event.code if len(rows) > limit else "")


def ended_life_events() -> list[LifeEvent]:
    """Life events of which no edition is in force any more, by code: their last editions can be
    read and brought back.
    """
    in_force = LifeEventEdition.objects.filter(
        life_event=OuterRef("pk"), state=EditionState.PUBLISHED
    )
    ended = LifeEvent.objects.filter(~Exists(in_force), editions__state=EditionState.RETIRED)
    return list(ended.distinct().order_by("code")[:EDITIONS_A_PAGE])


def _of_kind(actor: Actor, kind: str) -> QuerySet[Revision]:
    found = revisions_for(actor).defer("content", "burden", "findings")
    drafts = found.filter(state=RevisionState.DRAFT)
    match kind:
        case "mine":
            found = drafts.filter(author_id=actor.user_id)
        case "others":
            found = drafts.exclude(author_id=actor.user_id)
        case _:
            found = found.filter(state=kind)
    is_decided = kind in (RevisionState.PUBLISHED, RevisionState.WITHDRAWN)
    at = F("decided_at") if is_decided else F("changed_at")
    return found.annotate(at=at).order_by("-at", "-pk")


def _meant(query: str) -> list[str]:
    """Codes of life events that these words, or their sound, may mean."""
    return [hit.entry.code for hit in find(query).events]


def _place(row: Revision) -> str:
    moment: dt.datetime = row.at  # type: ignore[attr-defined]  # annotated
    return f"{moment.isoformat()}_{row.pk}"


def _read(after: str) -> tuple[dt.datetime, int] | None:
    """The inverse; None for the first page and for anything we have not written ourselves."""
    moment, _underscore, pk = after.partition("_")
    try:
        at = dt.datetime.fromisoformat(moment)
        return (at, int(pk)) if at.tzinfo else None
    except ValueError:
        return None
