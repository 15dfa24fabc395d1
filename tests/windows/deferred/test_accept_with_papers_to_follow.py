"""容缺受理: what the guide lets follow gets its last day, in writing; nothing else may follow."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.journal.queries import entries_for
from tests.windows import builders as b
from tests.windows.deferred.shops import accepted, submitted
from windows.cases import actions
from windows.clock import today
from windows.deferred.models import Deferral
from windows.intake.actions import accept
from windows.intake.silence import accept_by_silence
from windows.sweeping import sweep
from windows.writs.models import Writ

MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def on_monday():
    """2 March 2026; no public holiday for weeks."""
    with time_machine.travel(MONDAY, tick=False):
        yield


def days_of(case) -> dict[str, tuple[str, dt.date]]:
    rows = Deferral.objects.filter(slot__case=case)
    return {row.slot.material_type.code: (row.state, row.due_on) for row in rows}


@pytest.mark.law("浙江“最多跑一次”改革规定 4")
def test_each_paper_gets_its_last_day(on_monday, town, shops):
    """The guide says three working days for the photo; for the drawing it is the usual ten."""
    case = accepted(town)
    assert case.state == "accepted"
    assert days_of(case) == {
        "t_drawing": ("open", dt.date(2026, 3, 16)),
        "t_photo": ("open", dt.date(2026, 3, 5)),
    }


def test_the_usual_days_are_a_setting(on_monday, town, shops, settings):
    settings.DEFERRED_WORKING_DAYS = 4
    assert days_of(accepted(town))["t_drawing"] == ("open", dt.date(2026, 3, 6))


def test_never_later_than_the_department_has_promised(on_monday, town, shops, settings):
    """Twenty working days are promised; forty would leave the department without a day."""
    settings.DEFERRED_WORKING_DAYS = 40
    case = accepted(town)
    assert b.approval(case, "T3-A").due_on == dt.date(2026, 3, 30)
    assert days_of(case)["t_drawing"] == ("open", dt.date(2026, 3, 30))


def test_it_is_told_in_writing(on_monday, town, shops):
    case = accepted(town)
    writ = Writ.objects.get(case=case, kind="deferred")
    items = [row[1] for row in writ.body if row[0][0] == "可以后补"]
    assert items == [
        ["效果图：最迟 3 月 5 日（周四）补交", "The photo: by Thu 5 Mar"],
        ["平面图：最迟 3 月 16 日（周一）补交", "The drawing: by Mon 16 Mar"],
    ]
    assert Writ.objects.filter(case=case, kind="acceptance").count() == 1
    assert case.notices.filter(kind="deferred").count() == 1
    granted = next(one for one in entries_for(case.stream) if one.verb == "deferral.granted")
    assert (granted.data["materials"], granted.data["writ"]) == ("效果图、平面图", writ.number)


def test_what_is_there_is_not_deferred(town, shops):
    case = b.draft(town, code="T3")
    for code in ("t_lease", "t_drawing", "t_photo"):
        b.do(actions.attach_upload, b.slot(case, code), upload=b.pdf(), actor=town.me)
    b.do(actions.submit, case, actor=town.me)
    b.do(accept, case, actor=town.clerk)
    assert days_of(case) == {}
    assert not Writ.objects.filter(case=case, kind="deferred").exists()


@pytest.mark.law("浙江“最多跑一次”改革规定 4")
def test_a_required_paper_may_not_follow(town, shops):
    case = submitted(town)
    lease = b.slot(case, "t_lease")
    type(lease).objects.filter(pk=lease.pk).update(state="missing")
    before = b.snapshot(case)
    with b.refused("not_ready_to_accept") as caught:
        accept(case, actor=town.clerk)
    assert [each["label"] for each in caught.value.details] == ["租赁合同"]
    assert b.snapshot(case) == before
    assert not Deferral.objects.exists()


def test_the_database_lets_nothing_else_follow(town, case):
    day = today()
    with pytest.raises(IntegrityError, match="does not let it follow"), transaction.atomic():
        Deferral.objects.create(
            slot=b.slot(case, "t_lease"), granted_on=day, due_on=day + dt.timedelta(days=5)
        )


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("due_on", None, "due_on"),
        ("due_on", dt.date(2020, 1, 1), "deferral_leaves_a_day"),
        ("state", "handed_in", "deferral_open_or_closed"),
    ],
)
def test_the_database_keeps_each_row_whole(town, case, field, value, rule):
    rows = Deferral.objects.filter(slot=b.slot(case, "t_drawing"))
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        rows.update(**{field: value})


def test_silence_of_the_office_defers_too(on_monday, town, shops):
    case = submitted(town)
    with time_machine.travel(MONDAY + dt.timedelta(days=14), tick=False):
        b.do(accept_by_silence, case)
        found = days_of(case)
    assert found["t_drawing"] == ("open", dt.date(2026, 3, 17)), "The day after at the earliest."


def test_a_reminder_two_working_days_before(on_monday, town, shops):
    case = accepted(town)
    kinds = case.notices.filter(kind="deferred_due")
    assert sweep()["papers to follow soon due"] == 0, "It was told a minute ago."
    with time_machine.travel(MONDAY + dt.timedelta(days=1), tick=False):
        assert sweep()["papers to follow soon due"] == 1
        assert sweep()["papers to follow soon due"] == 0
        b.drain()
    assert [each.text for each in kinds.all()] == [
        f"请在 3 月 5 日（周四）前补交“效果图”（{case.number}），到期没有补交，受理会撤销。"
    ]
