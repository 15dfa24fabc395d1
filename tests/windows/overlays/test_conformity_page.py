"""Supervisors look and take back; so do editors of the place."""

import pytest
from django.test import Client

from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM
from portal.accounts.roles import Role
from services.models import PublicChange
from services.overlays.queries import overlays

MAP = "/supervision/conformity/"


@pytest.fixture
def as_role(town):
    def _as_role(role, region="330100", department=""):
        staff = create_staff(
            username=f"{role}-{region}-{department}",
            display_name=role,
            password="walnut-tree-57",
            role=role,
            region_code=region,
            department_code=department,
            actor=SYSTEM,
        )
        client = Client()
        client.force_login(staff.user)
        return client

    return _as_role


def test_the_map_and_one_difference(as_role, eased, slower):
    supervisor = as_role(Role.SUPERVISOR)
    page = supervisor.get(MAP).content.decode()
    assert "要求更多 1，只放宽 1" in page
    assert '<span class="chip amber">时限较长 +4 天</span>' in page
    assert '<span class="chip leaf">放宽</span>' in page
    assert '<rect class="adds" x="0" y="0" height="10" width="10.00"/>' in page
    assert f'href="{MAP}regions/330106/adopt/"' in page
    assert "另定" not in page
    detail = supervisor.get(f"{MAP}T1-C/330106/").content.decode()
    assert "承诺办结时限从 3 个工作日改为 7 个工作日" in detail
    assert "《杭州市某条例》第12条" in detail
    assert "当地试行" in detail
    assert f'href="{MAP}T1-C/330106/adopt/"' in detail
    assert "修改地方版" not in detail


def test_in_english(as_role, slower):
    supervisor = as_role(Role.SUPERVISOR)
    supervisor.cookies["django_language"] = "en"
    page = supervisor.get(MAP).content.decode()
    assert "Longer limit +4 days" in page
    assert "Xihu District" in page


def test_filters(as_role, eased, slower):
    supervisor = as_role(Role.SUPERVISOR)
    every = supervisor.get(MAP, {"show": "all"}).content.decode()
    assert every.count('<th scope="row">') == 6
    one = supervisor.get(MAP, {"show": "all", "department": eased.department.code})
    assert one.content.decode().count('<th scope="row">') == 1
    assert supervisor.get(MAP, {"region": "330100"}).content.decode().count('scope="row"') == 0


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SUPERVISOR])
def test_adopting_one_asks_first(as_role, eased, slower, role):
    """What comes back asks for more, so why must be said; the public reads both."""
    who = as_role(role, "330106")
    address = f"{MAP}T1-B/330106/adopt/"
    page = who.get(address).content.decode()
    assert "正在办的件不受影响" in page
    assert "承诺办结时限从当天改为 1 个工作日" in page
    assert "多要一份材料：唯一住房声明" in page
    assert "这里的要求比现在多" in page
    silent = who.post(address, {"why": " "})
    assert silent.status_code == 422
    assert overlays().count() == 2
    sent = who.post(address, {"why": "人手不够了", "why_en": "Too few hands"})
    assert (sent.status_code, sent.url) == (302, MAP)
    assert overlays().get() == slower
    assert who.post(address, {"why": "再来"}).status_code == 404
    change = PublicChange.objects.first()
    assert (change.adds_burden, change.why, change.why_en) == (True, "人手不够了", "Too few hands")


def test_giving_up_what_was_added_asks_no_reason(as_role, slower):
    address = f"{MAP}T1-C/330106/adopt/"
    supervisor = as_role(Role.SUPERVISOR, "330000")
    assert "这里的要求比现在多" not in supervisor.get(address).content.decode()
    assert supervisor.post(address).status_code == 302
    assert not overlays().exists()


def test_adopting_all(as_role, eased, slower):
    editor = as_role(Role.EDITOR)
    address = f"{MAP}regions/330106/adopt/"
    page = editor.get(address).content.decode()
    assert "T1-B事项" in page
    assert "T1-C事项" in page
    assert editor.post(address).status_code == 422
    assert overlays().count() == 2
    assert editor.post(address, {"why": "统一"}).status_code == 302
    assert not overlays().exists()
    assert editor.get(address).status_code == 404


@pytest.mark.parametrize("path", ["T1-B/330106/adopt/", "regions/330106/adopt/"])
def test_nobody_else_adopts(as_role, eased, path):
    why = {"why": "统一"}
    for role in (Role.SUPERVISOR, Role.EDITOR):
        assert as_role(role, "330200").post(MAP + path, why).status_code == 404
        assert as_role(role, "330105").get(MAP + path).status_code == 404
    assert as_role(Role.CLERK).post(MAP + path, why).status_code == 403
    assert Client().post(MAP + path, why).status_code == 302
    assert overlays().get() == eased


def test_english_readers_are_told_where_only_chinese_was_written(as_role, eased):
    english = as_role(Role.SUPERVISOR)
    english.cookies["django_language"] = "en"
    page = english.get(f"{MAP}T1-B/330106/").content.decode()
    marked = '<span lang="zh-Hans">当地试行</span> <span class="chip">'
    assert marked in page
    public = Client()
    public.cookies["django_language"] = "en"
    assert marked in public.get("/changes/").content.decode()
    assert marked not in Client().get("/changes/").content.decode()


def test_another_place_is_not_found(as_role, eased):
    there = as_role(Role.SUPERVISOR, "330200")
    assert there.get(f"{MAP}T1-B/330106/").status_code == 404
    assert "西湖区" not in there.get(MAP).content.decode()
    here = as_role(Role.SUPERVISOR)
    assert here.get(f"{MAP}T1-C/330106/").status_code == 404
    assert here.get(f"{MAP}T9/330106/").status_code == 404
