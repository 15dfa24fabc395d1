"""The one sentence on top of a case: who has it, until when; the whole line behind it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.windows import builders as b
from tests.windows.staff import citizen
from windows.approvals.models import Approval
from windows.cases.headline import headline
from windows.cases.models import Case
from windows.cases.status import status_line
from windows.clock import spoken_day, today

pytestmark = pytest.mark.django_db


def _last_day(case: Case, on: dt.date) -> None:
    Case.objects.filter(pk=case.pk).update(promised_on=on)
    case.refresh_from_db()


def test_it_names_who_has_it_and_the_day(town):
    case = b.accepted_case(town)
    on = today() + dt.timedelta(days=3)
    _last_day(case, on)
    working = Approval.objects.filter(case=case, state__in=("dispatched", "in_review"))
    names = list(dict.fromkeys(each.department.name for each in working.order_by("pk")))
    assert 1 <= len(names) <= 2
    assert headline(case).zh == (f"{'、'.join(names)}正在办，最迟 {spoken_day(on).zh}全部办好。")


def test_a_day_that_has_passed_is_said_to_have_passed(town):
    case = b.accepted_case(town)
    _last_day(case, today() - dt.timedelta(days=1))
    assert "督查员正在催办" in headline(case).zh
    assert "is late" in headline(case).en


def test_the_page_shows_the_sentence_and_keeps_the_whole_line_behind_it(town):
    case = b.accepted_case(town)
    _last_day(case, today() + dt.timedelta(days=3))
    page = citizen(case.applicant).get(f"/cases/{case.number}/").content.decode()
    short, whole = headline(case).zh, status_line(case).zh
    assert len(short) < len(whole)
    assert f'<p class="line">{short}</p>' in page
    assert page.index(short) < page.index("说得细一点") < page.index(whole)


def test_where_the_whole_line_is_short_nothing_is_folded(town):
    case = b.collected_case(town)
    assert headline(case) == status_line(case)
    page = citizen(case.applicant).get(f"/cases/{case.number}/").content.decode()
    assert "说得细一点" not in page
