"""The responsibility list: what departments owe, from wherever it was promised."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from datasharing.lists.demand.actions import ask_demand, plan_demand
from datasharing.lists.duties.queries import department_in_sight, duties, slips, tallies
from datasharing.lists.permissions.models import SharingPermission
from datasharing.models import LedgerQuestion
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.errors import NotFound
from services.models import Department
from tests.datasharing.lists import builders as b
from tests.windows.staff import post

pytestmark = pytest.mark.django_db
MONDAY = "2026-06-15T10:00+08:00"
CIVIL = "民政局"


@pytest.fixture(autouse=True)
def _owed(listed):
    """Two things: a demand to answer, a question to answer."""
    with time_machine.travel(MONDAY, tick=False):
        b.do(ask_demand, b.demand("marriage"), actor=b.officer("资规局"))
        person = Applicant.objects.create(
            kind="person", name="甲", id_type="resident_id", id_number="330102199103071238"
        )
        for number, level in ((1, 1), (2, 2)):
            LedgerQuestion.objects.create(
                subject=person,
                sequence=number,
                line_at=timezone.now(),
                case_number=f"C-{number}",
                department=Department.objects.get(name=CIVIL),
                level=level,
                text="为什么查我",
                asked_at=timezone.now(),
                due_on=dt.date(2026, 6, 20),
            )
        yield


def civil() -> Department:
    return Department.objects.get(name=CIVIL)


def test_what_is_due_first_stands_first():
    found = duties(slips(civil()))
    assert [(each.kind, each.due_on, each.is_late) for each in found] == [
        ("explain", dt.date(2026, 6, 20), False),
        ("answer_demand", dt.date(2026, 6, 30), False),
    ]
    assert found[0].what.zh == "办件 C-1 的查询"
    assert found[0].owed_to.zh == "申请人"
    assert found[1].what.zh == "L-A事项：婚姻信息"
    assert found[1].owed_to.zh == "资规局"


def test_a_day_that_was_promised_is_owed_and_late_when_it_is_over():
    day = dt.date(2026, 7, 1)
    b.do(plan_demand, b.demand("marriage"), planned_on=day, actor=b.officer(CIVIL))
    with time_machine.travel("2026-07-02T10:00+08:00", tick=False):
        late = duties(slips(civil(), is_late=True))
        assert [each.kind for each in late] == ["explain", "connect"]
        assert [each.due_on for each in duties(slips(civil(), kind="connect"))] == [day]
        (tally,) = tallies(b.SUPERVISOR)
        assert (tally.name.zh, tally.owed, tally.late) == (CIVIL, 2, 2)
        assert tally.first_due_on == dt.date(2026, 6, 20)


def test_what_is_connected_or_gone_is_owed_no_more(settings):
    settings.DATA_SOURCES = {"DS07": "https://marriage.example"}
    b.follow()
    assert [each.kind for each in slips(civil())] == ["explain"]


def test_each_sees_their_own_department_and_supervisors_all():
    assert department_in_sight(b.officer(CIVIL), civil().code) == civil()
    assert department_in_sight(b.SUPERVISOR, civil().code) == civil()
    for actor in (b.officer("资规局"),):
        with pytest.raises(NotFound):
            department_in_sight(actor, civil().code)
        assert tallies(actor) == []
    with pytest.raises(NotFound):
        department_in_sight(b.SUPERVISOR, "nobody")


def test_pages_and_file():
    officer, _ = post("民政专员", Role.DATA_OFFICER, department=civil().code)
    watcher, _ = post("督查", Role.SUPERVISOR)
    address = f"/data/duties/{civil().code}/"
    assert officer.get("/data/duties/").url == address
    with time_machine.travel("2026-06-22T10:00+08:00", tick=False):
        everywhere = watcher.get("/data/duties/").content.decode()
        assert f'href="{address}"' in everywhere
        assert "超期 1 项" in everywhere
        own = officer.get(address).content.decode()
        assert "1 项已经超期" in own
        assert f'href="/data/demands/{b.demand("marriage").pk}/"' in own
        late = officer.get(f"{address}?show=late").content.decode()
        assert "办件 C-1 的查询" in late
        assert "婚姻信息" not in late
        lines = b"".join(officer.get(f"{address}list.csv")).decode("utf-8-sig").splitlines()
    assert lines == [
        "最迟,超期,要做什么,哪一项,对谁,从哪天起",
        "2026-06-20,是,说明为什么查询,办件 C-1 的查询,申请人,2026-06-15",
        "2026-06-30,,答复数据需求,L-A事项：婚姻信息,资规局,2026-06-15",
    ]
    elsewhere, _ = post(
        "资规专员", Role.DATA_OFFICER, department=b.officer("资规局").department_code
    )
    assert elsewhere.get(address).status_code == 404
    assert elsewhere.get(f"{address}list.csv").status_code == 404


def test_requests_to_read_are_owed_by_the_owner():
    b.DataResource.objects.filter(code="DS07").update(owner=civil(), connector="")
    row = SharingPermission.objects.create(
        resource=b.DataResource.objects.get(code="DS07"),
        asker=Department.objects.get(name="资规局"),
        purpose="登记",
        due_on=dt.date(2026, 6, 18),
        asked_by_name="专员",
    )
    first = duties(slips(civil()))[0]
    assert (first.kind, first.pk, first.due_on) == ("answer_permission", row.pk, row.due_on)
    assert (first.what.zh, first.owed_to.zh) == ("DS07接口", "资规局")
    SharingPermission.objects.filter(pk=row.pk).update(
        state="granted",
        answered_at=timezone.now(),
        answered_by_name="民政",
        provide_by=dt.date(2026, 6, 19),
    )
    assert [(each.kind, each.due_on) for each in slips(civil())[:1]] == [
        (
            "provide",
            dt.date(2026, 6, 19),
        )
    ]
