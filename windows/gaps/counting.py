"""Counting one day's cases: the only writer of the sums."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import NotAllowed
from services.catalogue.spec import SourceKind
from windows.cases.states import Channel, SlotState
from windows.clock import today
from windows.gaps.models import PaperCount, PaperDay
from windows.gaps.rounds import ONE_DAY, days_due

DAYS_A_ROUND = 40

COUNT = """
INSERT INTO windows_papercount (day_id, matter_code, requirement, cases, at_window)
SELECT %(day)s, pair ->> 0, pair ->> 1,
       count(DISTINCT c.id),
       count(DISTINCT c.id) FILTER (WHERE c.channel = %(window)s OR s.original_at_window)
FROM windows_case c
JOIN windows_materialslot s ON s.case_id = c.id
JOIN materials_document d ON d.id = s.document_id
CROSS JOIN LATERAL jsonb_array_elements(s.requirement_keys) AS pair
WHERE c.submitted_at >= %(begin)s AND c.submitted_at < %(end)s AND NOT c.is_rehearsal
  AND s.state = %(provided)s AND s.source_kind = %(by_hand)s AND d.created_at >= c.created_at
GROUP BY 2, 3
"""
"""A document from before the case was taken out of the library: nobody carried it."""
CASES = """
SELECT count(*) FROM windows_case c
WHERE c.submitted_at >= %(begin)s AND c.submitted_at < %(end)s AND NOT c.is_rehearsal
"""


def count_papers(*, actor: Actor, most: int = DAYS_A_ROUND) -> int:
    """Count the days that are due, each in its own transaction; how many there were."""
    counted = dict(PaperDay.objects.values_list("day", "counted_at"))
    done = 0
    for day in days_due(today(), counted, timezone.now()):
        if done == most:
            break
        with transaction.atomic(durable=True):
            count_day(day, actor=actor)
        done += 1
    return done


@transaction.atomic(savepoint=False)
def count_day(day: dt.date, *, actor: Actor) -> PaperDay:
    """Write the day's sums anew. Two at once wait for each other at the row of the day."""
    if actor.kind not in {Role.SYSTEM, Role.ADMIN}:
        raise NotAllowed
    now = timezone.now()
    PaperDay.objects.get_or_create(day=day, defaults={"counted_at": now, "cases": 0})
    kept = PaperDay.objects.select_for_update().get(day=day)
    words: dict[str, str | dt.date] = {
        "day": day,
        "begin": _midnight(day),
        "end": _midnight(day + ONE_DAY),
        "window": Channel.WINDOW.value,
        "provided": SlotState.PROVIDED.value,
        "by_hand": SourceKind.APPLICANT.value,
    }
    PaperCount.objects.filter(day=day).delete()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, words)
        cursor.execute(CASES, words)
        kept.cases = cursor.fetchone()[0]
    kept.counted_at = now
    kept.save(update_fields=["counted_at", "cases"])
    return kept


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
