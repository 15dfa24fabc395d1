"""The effort at the windows, for the supervisor: by centre and one thing, never by person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from django.db.models import Count, Min, Q, Sum

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.cases.policy import cases_of_office
from windows.clock import today
from windows.desk.models import DeskEffort

LOOKS_BACK = 84
"""Twelve weeks."""
FEWEST = 5
"""Fewer cases say nothing of a form, and could be one clerk's."""


@dataclass(frozen=True, slots=True)
class CaseEffort:
    """One case in numbers."""

    centre: Text
    thing: Text
    begun: dt.date
    strokes: int | None
    """None where a browser without scripts had a part in it."""
    typed_twice: int


@dataclass(frozen=True, slots=True)
class Row:
    """A group of cases. `median` and `ninth` are of those whose keys were counted, and None where
    they are too few to tell.
    """

    name: Text
    cases: int
    counted: int
    median: int | None
    ninth: int | None
    """Nine of ten cases take no more."""
    twice: float | None


@dataclass(frozen=True, slots=True)
class Week:
    begins: dt.date
    cases: int
    counted: int
    median: int | None


def efforts(actor: Actor) -> list[CaseEffort]:
    """Cases of the supervisor's region that a clerk typed for, of the last twelve weeks."""
    if actor.kind != Role.SUPERVISOR:
        return []
    here = Case.objects.filter(cases_of_office(actor), is_rehearsal=False)
    found = (
        DeskEffort.objects.filter(case__in=here, on__gte=today() - dt.timedelta(days=LOOKS_BACK))
        .values(
            "case_id",
            "case__centre__name",
            "case__centre__name_en",
            "case__life_event_edition__name",
            "case__life_event_edition__name_en",
        )
        .annotate(
            begun=Min("on"),
            keys=Sum("strokes"),
            unknown=Count("pk", filter=Q(strokes__isnull=True)),
            twice=Sum("typed_twice"),
        )
        .order_by("case_id")
    )
    elsewhere = Text("没有在中心", "not at a centre")
    return [
        CaseEffort(
            _text(row["case__centre__name"], row["case__centre__name_en"]) or elsewhere,
            _text(row["case__life_event_edition__name"], row["case__life_event_edition__name_en"])
            or elsewhere,
            row["begun"],
            None if row["unknown"] else row["keys"],
            row["twice"],
        )
        for row in found
    ]


def rows(found: Iterable[CaseEffort], by: Callable[[CaseEffort], Text]) -> list[Row]:
    """Groups, the one with the most typing first; those with too few cases last."""
    groups: dict[Text, list[CaseEffort]] = defaultdict(list)
    for each in found:
        groups[by(each)].append(each)
    made = [_row(name, each) for name, each in groups.items()]
    return sorted(made, key=lambda row: (-(row.median or 0), row.name.zh))


def weeks(found: Sequence[CaseEffort]) -> list[Week]:
    """Each week from the first that has a case, Monday by Monday, also the empty ones."""
    groups: dict[dt.date, list[CaseEffort]] = defaultdict(list)
    for each in found:
        groups[each.begun - dt.timedelta(days=each.begun.weekday())].append(each)
    if not groups:
        return []
    monday, made = min(groups), []
    while monday <= max(groups):
        cases = groups.get(monday, [])
        strokes = strokes_of(cases)
        median = _share(strokes, 0.5) if len(strokes) >= FEWEST else None
        made.append(Week(monday, len(cases), len(strokes), median))
        monday += dt.timedelta(days=7)
    return made


def _row(name: Text, group: list[CaseEffort]) -> Row:
    strokes = strokes_of(group)
    if len(strokes) < FEWEST:
        return Row(name, len(group), len(strokes), None, None, None)
    twice = sum(each.typed_twice for each in group) / len(group)
    return Row(name, len(group), len(strokes), _share(strokes, 0.5), _share(strokes, 0.9), twice)


def strokes_of(found: Iterable[CaseEffort]) -> list[int]:
    """Of the cases whose keys were counted in all their forms."""
    return [each.strokes for each in found if each.strokes is not None]


def _share(values: list[int], share: float) -> int:
    """The value that this share of all does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _text(name: str | None, name_en: str | None) -> Text | None:
    return Text(name, name_en or name) if name else None
