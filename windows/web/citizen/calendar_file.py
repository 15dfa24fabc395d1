"""The days of a case as a calendar file (RFC 5545), for the person whose case it is.

An event keeps its name (UID) for as long as the case lives; every line in the record of the case
raises its SEQUENCE, so that a calendar that took an earlier file takes the new day for the same
event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Alarm, Calendar, Event

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.journal.queries import entries_for
from services.catalogue.text import Text
from windows.approvals.parts import parts_of
from windows.approvals.states import IN_INBOX
from windows.cases import story
from windows.cases.models import Case
from windows.cases.queries import own_case_for
from windows.cases.states import CaseState
from windows.cases.status import open_correction_of
from windows.deferred.queries import following
from windows.web.page import spoken

REMINDED_BEFORE = dt.timedelta(hours=-15)
"""From midnight of the day: at nine in the morning of the day before."""
NEEDS_PICKUP = CaseState.RESULTS_READY


@dataclass(frozen=True, slots=True)
class KeptDay:
    """`kind` stays the same when the day moves."""

    kind: str
    on: dt.date
    said: str


def days_of(case: Case) -> Iterator[KeptDay]:
    """What the person may wait for, and what they must do, in the reader's language."""
    name = spoken(Text(case.life_event_edition.name, case.life_event_edition.name_en))
    if case.promised_on is not None:
        yield KeptDay("done", case.promised_on, _("“%(name)s”最迟今天全部办好") % {"name": name})
    elif case.intake_due_on is not None:
        words = _("“%(name)s”最迟今天答复是否受理") % {"name": name}
        yield KeptDay("answer", case.intake_due_on, words)
    else:
        yield from _days_of_each(case)
    if any(each.is_open for each in case.corrections.all()):
        correction = open_correction_of(case)
        words = _("“%(name)s”请在今天前补齐材料") % {"name": name}
        yield KeptDay("correction", correction.deadline, words)
    for paper in following(case):
        words = _("请在今天前补交：%(paper)s") % {
            "paper": spoken(Text(paper.slot.name, paper.slot.name_en))
        }
        yield KeptDay(f"paper-{paper.slot_id}", paper.due_on, words)
    pickup = getattr(case, "pickup", None)
    if case.state == NEEDS_PICKUP and pickup is not None and pickup.deliver_by is not None:
        # The code stays on the case page: calendars lie open on lock screens and in clouds.
        words = _("“%(name)s”的结果请领取，取件码在办件页上") % {"name": name}
        yield KeptDay("pickup", pickup.deliver_by, words)


def _days_of_each(case: Case) -> Iterator[KeptDay]:
    """While one clock stands the whole has no day; the others keep theirs."""
    running = [
        (approval.due_on, approval.pk, approval.matter_edition)
        for approval in parts_of(case)
        if approval.state in IN_INBOX and approval.due_on is not None
    ]
    for due_on, pk, matter in sorted(running, key=lambda each: each[:2]):
        words = _("“%(name)s”最迟今天办好") % {"name": spoken(Text(matter.name, matter.name_en))}
        yield KeptDay(f"matter-{pk}", due_on, words)


def has_days(case: Case) -> bool:
    """Whether there is a day to put into a calendar."""
    return next(days_of(case), None) is not None


def calendar_of(case: Case, *, address: str, host: str) -> Calendar:
    """All-day events with a reminder the day before; free time, since nobody has to be anywhere."""
    calendar = Calendar()
    calendar.add("prodid", "-//One Window//Cases//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    record = list(entries_for(case.stream))
    changed = record[-1].at if record else case.created_at
    for day in days_of(case):
        event = Event()
        event.add("uid", f"{case.number}-{day.kind}@{host}")
        event.add("sequence", len(record))
        event.add("dtstamp", changed.astimezone(dt.UTC).replace(microsecond=0))
        event.add("dtstart", day.on)
        event.add("dtend", day.on + dt.timedelta(days=1))
        event.add("summary", day.said)
        event.add("description", f"{spoken(story.status_line(case))}\n{address}")
        event.add("url", address)
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", day.said)
        alarm.add("trigger", REMINDED_BEFORE)
        event.add_component(alarm)
        calendar.add_component(event)
    return calendar


@require(Role.APPLICANT)
@require_safe
def calendar_file(request: HttpRequest, number: str) -> HttpResponse:
    """For the applicant alone; CaseNotFound for a stranger. Without a day there is no file."""
    case = own_case_for(actor_behind(request), number)
    if not has_days(case):
        return redirect("case", number=number)
    address = request.build_absolute_uri(reverse("case", args=[case.number]))
    found = calendar_of(case, address=address, host=request.get_host())
    response = HttpResponse(found.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{case.number}.ics"'
    response["Content-Language"] = get_language() or "zh-hans"
    response["Cache-Control"] = "private, no-store"
    return response
