"""Gaps ranked by how many people they make carry paper: the page, the pictures, file and API."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import Department
from tests.datasharing.lists import builders as lists
from tests.windows import builders as b
from tests.windows.staff import post
from windows.gaps.models import PaperCount, PaperDay
from windows.gaps.queries import period, ranked, read, weeks

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 15)
DAY = dt.timedelta(days=1)
CLERK = Actor(Role.CLERK, None, "窗口", region_code="330100")


@pytest.fixture(autouse=True)
def _counted(db, settings):
    settings.SANDBOX_REGISTRY_URL, settings.DATA_SOURCES = "", {}
    with time_machine.travel("2026-06-15T10:00+08:00", tick=False):
        b.build_catalogue()
        lists.resource("DS13", "甲局")
        lists.follow()
        told(TODAY, ("T1-A", "a_contract", 5, 2), ("T1-A", "a_home", 4, 0))
        told(TODAY - 20 * DAY, ("T1-A", "a_home", 3, 1), ("OLD", "gone", 1, 0))
        told(TODAY - 100 * DAY, ("T1-B", "b_only", 50, 0))
        yield


def told(day: dt.date, *rows: tuple[str, str, int, int]) -> None:
    of_day = PaperDay.objects.create(day=day, counted_at=timezone.now(), cases=10)
    for code, key, cases, at_window in rows:
        PaperCount.objects.create(
            day=of_day, matter_code=code, requirement=key, cases=cases, at_window=at_window
        )


def of(department: str):
    code = Department.objects.get(name=department).code
    return post(department, Role.DATA_OFFICER, department=code)


def test_the_heaviest_first_beside_the_demand_list():
    found = read(ranked(lists.SUPERVISOR, period("90")))
    lines = [each.line for each in found]
    assert [(each.place, each.requirement, each.cases, each.at_window) for each in lines] == [
        (1, "a_home", 7, 1),
        (2, "a_contract", 5, 2),
        (3, "gone", 1, 0),
    ]
    assert [each.demand and each.demand.way for each in found] == ["resource", "unlisted", None]
    assert (found[0].name.zh, found[0].owner_name.zh) == ("产权信息", "甲局")
    assert (found[2].name.zh, found[2].matter_name.zh) == ("gone", "OLD")


def test_the_period_is_chosen_or_that_of_supervision(settings):
    assert ranked(lists.SUPERVISOR, period("180"))[0].requirement == "b_only"
    assert [each.cases for each in ranked(lists.SUPERVISOR, period("30"))] == [7, 5, 1]
    assert [period(words).days for words in ("", "7", "x", "٣٠")] == [90] * 4
    settings.SUPERVISION_DAYS = 10
    assert [each.cases for each in ranked(lists.SUPERVISOR, period())] == [5, 4]


def test_everybody_sees_their_side_only():
    _, mine = of("甲局")
    assert [each.requirement for each in ranked(mine, period("180"))] == ["a_home", "a_contract"]
    _, other = of("戊局")
    assert ranked(other, period("180")) == []
    assert ranked(CLERK, period("180")) == []


def test_narrowed_by_what_is_being_done():
    assert len(ranked(lists.SUPERVISOR, period("90"), state="not_asked")) == 2
    assert ranked(lists.SUPERVISOR, period("90"), state="planned") == []


def test_the_trend_is_by_whole_weeks_up_to_today():
    within = period("30")
    found = weeks(ranked(lists.SUPERVISOR, within)[:2], within)
    assert [(each.begins, each.cases) for each in found] == [
        (dt.date(2026, 5, 19), 0),
        (dt.date(2026, 5, 26), 3),
        (dt.date(2026, 6, 2), 0),
        (dt.date(2026, 6, 9), 9),
    ]


def test_the_page_draws_what_the_table_says():
    client, _ = post("督查", Role.SUPERVISOR)
    answer = client.get("/data/gaps/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.count('role="img"') == 2
    assert re.findall(r'<text class="value"[^>]*>(\d+)<', text) == ["7", "5", "1"]
    assert "1. 产权信息 · T1-A事项" in text
    assert re.findall(r'data-label="名次">(\d)<', text) == ["1", "2", "3"]
    assert "一共提交了 20 件" in text
    assert "<style" not in text
    assert 'style="' not in text
    empty = client.get("/data/gaps/?state=planned").content.decode()
    assert "这段时间没有人自己交材料" in empty


def test_pages_of_a_long_ranking(monkeypatch):
    monkeypatch.setattr("windows.web.lists.gaps.PAGE", 2)
    client, _ = post("督查", Role.SUPERVISOR)
    text = client.get("/data/gaps/?page=2&days=90").content.decode()
    assert re.findall(r'data-label="名次">(\d)<', text) == ["3"]
    assert "1. 产权信息 · T1-A事项" in text


def test_the_file():
    client, _ = of("甲局")
    answer = client.get("/data/gaps/list.csv?days=90")
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines[1:] == [
        "1,T1-A,T1-A事项,产权信息,7,1,数据接口,甲局,还没有提,",
        "2,T1-A,T1-A事项,买卖合同,5,2,目录没有写数据来源,,还没有提,",
    ]


def test_who_may_not():
    officer, _ = post("审批员", Role.OFFICER, department=Department.objects.get(name="甲局").code)
    assert officer.get("/data/gaps/").status_code == 403
    assert officer.get("/api/v1/data/gaps/").status_code == 403


def test_api_of_the_gaps():
    client, _ = post("督查", Role.SUPERVISOR)
    first = client.get("/api/v1/data/gaps/?days=90&limit=2").json()
    assert (first["first"], first["last"], first["next"]) == ("2026-03-18", "2026-06-15", 2)
    home = first["results"][0]
    assert home.pop("demand") == lists.DataDemand.objects.get(key="a_home").pk
    assert home == {
        "place": 1,
        "matter": "T1-A",
        "requirement": "a_home",
        "name": {"zh": "产权信息", "en": "Home"},
        "matter_name": {"zh": "T1-A事项", "en": "Matter T1-A"},
        "cases": 7,
        "at_window": 1,
        "state": "not_asked",
        "owner_name": {"zh": "甲局", "en": "甲局"},
    }
    rest = client.get("/api/v1/data/gaps/?days=90&limit=2&after=2").json()
    assert (rest["next"], [each["requirement"] for each in rest["results"]]) == (None, ["gone"])
    assert rest["results"][0]["demand"] is None
    wrong = client.get("/api/v1/data/gaps/?days=8")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "bad_input")


def test_api_of_the_demands_and_duties():
    client, _ = of("甲局")
    page = client.get("/api/v1/data/demands/?way=resource&limit=1").json()
    assert page["next"] is None or "after=" in page["next"]
    row = page["results"][0]
    assert (row["matter"], row["requirement"], row["state"]) == ("T1-A", "a_home", "not_asked")
    assert row["sources"][0] == {
        "way": "resource",
        "ref": "DS13",
        "name": "DS13接口",
        "name_en": "Interface DS13",
        "owner": "甲局",
        "owner_en": "甲局",
        "is_connected": False,
    }
    code = Department.objects.get(name="甲局").code
    lists.DataDemand.objects.filter(key="a_home").update(
        state="asked", asked_on=TODAY, answer_due_on=TODAY + DAY
    )
    owed = client.get(f"/api/v1/data/duties/{code}/").json()
    assert owed["next"] is None
    assert [(each["kind"], each["due_on"]) for each in owed["results"]] == [
        ("answer_demand", "2026-06-16")
    ]
    assert client.get(f"/api/v1/data/duties/{code}/?late=true").json()["results"] == []
    other = Department.objects.get(name="乙局").code
    assert client.get(f"/api/v1/data/duties/{other}/").status_code == 404
