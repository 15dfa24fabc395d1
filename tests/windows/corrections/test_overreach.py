"""What departments asked for and may not, counted for the supervisors of the region."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import override

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.models import Entry
from services.catalogue.text import Text
from tests.windows import builders as b
from tests.windows.corrections.desks import report, too_far
from windows.cases.models import Case
from windows.clock import today
from windows.corrections.queries import overreach_counts


def go_too_far(town, case, code: str, *words: str) -> None:
    for each in words:
        with too_far("not_in_guide"):
            report(town, case, code, "", what=Text(each))


def test_counted_by_department_the_most_first(town, case):
    go_too_far(town, case, "N1-E", "担保书")
    go_too_far(town, case, "N1-B", "担保书", "户口本", "户口本")
    found = overreach_counts(town.supervisor, today())
    assert [(each.department.zh, each.not_in_guide, each.total) for each in found] == [
        ("乙局", 2, 2),
        ("戊局", 1, 1),
    ]
    assert {(each.told_already, each.too_late) for each in found} == {(0, 0)}
    assert overreach_counts(town.supervisor, today() + dt.timedelta(days=1)) == []


def test_nobody_else_reads_it_and_rehearsals_do_not_count(town, case):
    go_too_far(town, case, "N1-E", "担保书")
    elsewhere = Actor(Role.SUPERVISOR, None, "外市督查", region_code="330200")
    nowhere = Actor(Role.SUPERVISOR, None, "督查")
    for actor in (town.clerk, town.me, town.officer(b.approval(case, "N1-E")), elsewhere, nowhere):
        assert overreach_counts(actor, today()) == []
    Case.objects.filter(pk=case.pk).update(is_rehearsal=True)
    assert overreach_counts(town.supervisor, today()) == []


def test_why_it_was_refused_is_kept_in_chinese_whoever_asked(town, case):
    with override("en"):
        go_too_far(town, case, "N1-E", "担保书")
    entry = Entry.objects.get(stream=case.stream, verb="missing.refused")
    assert entry.data["why"] == "办事指南没有列出"
