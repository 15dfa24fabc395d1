"""What a supervisor sees of the region: small figures, no history scans."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.models import Entry
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.cases.policy import cases_of_office
from windows.intake.visits import VERB

AT_MOST = 2000
"""The newest finished cases that the figures are made of."""


@dataclass(frozen=True, slots=True)
class VisitFigure:
    """How often people really came, against the plan, for one life event."""

    code: str
    life_event: Text
    cases: int
    visits: int
    planned: int
    at_most_once: int
    """Cases with no or one real visit."""


def visit_figures(actor: Actor, *, days: int = 90) -> list[VisitFigure]:
    """Real visits of the cases finished in the last `days`, by life event."""
    if actor.kind != Role.SUPERVISOR:
        return []
    since = timezone.now() - dt.timedelta(days=days)
    finished = list(
        Case.objects.filter(cases_of_office(actor), finished_at__gte=since, is_rehearsal=False)
        .select_related("life_event_edition__life_event")
        .order_by("-finished_at")[:AT_MOST]
    )
    streams = [case.stream for case in finished]
    counted = Entry.objects.filter(verb=VERB, stream__in=streams).values("stream")
    visits = {row["stream"]: row["times"] for row in counted.annotate(times=Count("pk"))}
    figures: dict[str, Counter[str]] = {}
    names: dict[str, Text] = {}
    for case in finished:
        event = case.life_event_edition.life_event
        names[event.code] = Text(event.name, event.name_en or event.name)
        came = visits.get(case.stream, 0)
        figures.setdefault(event.code, Counter()).update(
            cases=1,
            visits=came,
            planned=case.plan["visits"]["count"],
            at_most_once=int(came <= 1),
        )
    return [VisitFigure(code, names[code], **sums) for code, sums in sorted(figures.items())]
