"""The demand list in the browser, and as a file."""

from __future__ import annotations

import io

import openpyxl
import pytest
import time_machine

from datasharing.lists.demand.models import DataDemand
from portal.accounts.roles import Role
from services.models import Department
from tests.datasharing.lists import builders as b
from tests.windows.staff import post

pytestmark = pytest.mark.django_db
MONDAY = "2026-06-15T10:00+08:00"


@pytest.fixture(autouse=True)
def _on_a_monday(listed):
    with time_machine.travel(MONDAY, tick=False):
        yield


def code_of(name: str) -> str:
    return Department.objects.get(name=name).code


@pytest.fixture
def asker():
    return post("资规专员", Role.DATA_OFFICER, department=code_of("资规局"))[0]


@pytest.fixture
def owner():
    return post("民政专员", Role.DATA_OFFICER, department=code_of("民政局"))[0]


@pytest.fixture
def supervisor():
    return post("督查", Role.SUPERVISOR)[0]


def shown(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_each_with_its_owner_and_state(asker):
    text = shown(asker, "/data/demands/")
    for words in ("婚姻信息", "DS07接口", "民政局", "还没有提 4", "已接通 2", "共 6 条"):
        assert words in text
    assert "这样筛选，一条也没有" in shown(asker, "/data/demands/?state=planned")


@pytest.mark.parametrize("key", ["loan", "plan"])
def test_who_has_it_is_chosen_where_the_catalogue_names_nobody(asker, key):
    address = f"/data/demands/{b.demand(key).pk}/"
    assert '<select id="owner"' in shown(asker, address)
    sent = asker.post(address, {"act": "ask", "owner": code_of("民政局")})
    assert (sent.status_code, b.demand(key).owner_name) == (302, "民政局")
    assert '<select id="owner"' not in shown(asker, f"/data/demands/{b.demand('marriage').pk}/")


def test_from_asking_to_a_day_and_the_history(asker, owner):
    address = f"/data/demands/{b.demand('marriage').pk}/"
    assert "提出需求" in shown(asker, address)
    assert "提出需求" not in shown(owner, address)
    sent = asker.post(address, {"act": "ask", "note": "婚姻状态"})
    assert (sent.status_code, sent.url) == (302, address)
    assert "答应接通" in shown(owner, address)
    late = owner.post(address, {"act": "plan", "planned_on": "2026-06-01"})
    assert late.status_code == 422
    assert "日期要在今天以后" in late.content.decode()
    assert owner.post(address, {"act": "plan", "planned_on": "2026-09-01"}).status_code == 302
    text = shown(asker, address)
    assert "已答应，有日期" in text
    assert "民政局答应 2026 年 9 月 1 日前接通" in text
    assert "资规专员" in text


def test_a_supervisor_reads_and_has_no_form(supervisor):
    address = f"/data/demands/{b.demand('marriage').pk}/"
    text = shown(supervisor, address)
    assert "现在没有要您做的" in text
    assert supervisor.post(address, {"act": "ask"}).status_code == 403
    assert b.demand("marriage").state == "not_asked"


def test_others_are_kept_out(client):
    assert client.get("/data/demands/").status_code == 302
    officer, _ = post("审批员", Role.OFFICER, department=code_of("资规局"))
    assert officer.get("/data/demands/").status_code == 403
    elsewhere, _ = post("市监专员", Role.DATA_OFFICER, department=code_of("市场监督管理局"))
    assert elsewhere.get(f"/data/demands/{b.demand('marriage').pk}/").status_code == 404


def test_pages(asker, monkeypatch):
    monkeypatch.setattr("datasharing.lists.demand.web.PAGE", 4)
    first = shown(asker, "/data/demands/?way=")
    assert "1 / 2" in first
    assert 'href="?way=&amp;page=2"' in first
    assert "2 / 2" in shown(asker, "/data/demands/?page=2")


def test_the_file_has_what_is_filtered_and_no_formula(asker):
    DataDemand.objects.filter(key="l_loan").update(name="=HYPERLINK(1)")
    answer = asker.get("/data/demands/list.csv?way=unlisted")
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert answer["Content-Disposition"] == 'attachment; filename="demands.csv"'
    assert answer["Cache-Control"] == "private, no-store"
    assert len(lines) == 2
    assert lines[0].startswith("事项代码,事项,材料,")
    assert lines[1].startswith("L-A,L-A事项,'=HYPERLINK(1),资规局,目录没有写数据来源,")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(asker.get("/data/demands/list.xlsx"))))
    cells = [[cell.value for cell in row[:3]] for row in book.active.iter_rows()]
    assert len(cells) == 7
    assert ["L-A", "L-A事项", "=HYPERLINK(1)"] in cells
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}
    assert asker.get("/data/demands/list.pdf").status_code == 404
