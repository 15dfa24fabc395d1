"""Staff see what did not arrive and why, and send it again; administrators keep the systems."""

from __future__ import annotations

import re

import pytest

from portal.accounts.models import User
from portal.outbox.drain import drain
from services.models import Department
from tests.access.scenes import appoint
from tests.windows import builders as b
from tests.windows.departments.conftest import ADMIN
from windows.departments.actions import disconnect_system
from windows.departments.models import Delivery, DepartmentSystem
from windows.departments.simulator.record import read

MESSAGES = "/departments/messages/"
SYSTEMS = "/departments/systems/"


@pytest.fixture
def dead(town, system, simulator) -> Delivery:
    simulator.secrets[system.row.key_id] = "changed on the other side"
    b.accepted_case(town)
    return Delivery.objects.get(state="dead")


@pytest.fixture
def browse(client):
    """A browser of somebody in this role."""

    def go(role: str, **post: str):
        if role == "admin":
            client.force_login(User.objects.create_superuser("page-admin"))
        else:
            client.force_login(appoint(f"page-{role}", role=role, **post))
        return client

    return go


def test_nothing_dead_says_so(town, browse):
    page = browse("supervisor", region_code="330100").get(MESSAGES)
    assert "没有发不出去的消息。" in page.content.decode()


def test_the_officer_sees_what_it_means_and_what_to_do(dead, browse, simulator, system):
    officer = browse("officer", region_code="330100", department="甲局")
    number = dead.approval.case.number
    assert "1 条消息没有送到部门系统" in officer.get("/inbox/").content.decode()
    listed = officer.get(MESSAGES).content.decode()
    assert number in listed
    assert "对方说签名不对" in listed
    page = officer.get(f"{MESSAGES}{dead.pk}/").content.decode()
    assert "HTTP 401" in page
    assert "{&quot;error&quot;: &quot;signature&quot;}" in page
    assert "再发一次" in page
    simulator.secrets[system.row.key_id] = system.secret
    answer = officer.post(f"{MESSAGES}again/", {"delivery": [dead.pk, 999_999, "x"]})
    assert answer.status_code == 302
    drain()
    dead.refresh_from_db()
    assert (dead.state, dead.resent) == ("delivered", 1)
    assert len(read(simulator.path)) == 1
    assert "部门系统，需要人处理" not in officer.get("/inbox/").content.decode()


def test_another_departments_officer_finds_nothing(dead, browse):
    officer = browse("officer", region_code="330100", department="乙局")
    assert dead.approval.case.number not in officer.get(f"{MESSAGES}?state=all").content.decode()
    assert officer.get(f"{MESSAGES}{dead.pk}/").status_code == 404
    officer.post(f"{MESSAGES}again/", {"delivery": [dead.pk]})
    assert officer.post(f"{MESSAGES}{dead.pk}/settle/", {"note": "x"}).status_code == 404
    dead.refresh_from_db()
    assert dead.state == "dead"


def test_the_filters_are_in_the_address(dead, browse):
    supervisor = browse("supervisor", region_code="330100")
    number = dead.approval.case.number
    for query, is_there in {
        "": True,
        "?state=all": True,
        "?state=delivered": False,
        f"?case={number}": True,
        "?case=nobody": False,
        f"?department={dead.system.department.code}": True,
        "?department=other": False,
        "?state=nonsense&after=x": True,
    }.items():
        page = supervisor.get(MESSAGES + query).content.decode()
        assert (f"{MESSAGES}{dead.pk}/" in page) is is_there, query
    assert "1 条消息没有送到部门系统" in supervisor.get("/supervision/").content.decode()


def test_settled_with_a_note(dead, browse):
    supervisor = browse("supervisor", region_code="330100")
    refused = supervisor.post(f"{MESSAGES}{dead.pk}/settle/", {"note": ""})
    assert refused.status_code == 422
    assert "请写明为什么不再发送" in refused.content.decode()
    supervisor.post(f"{MESSAGES}{dead.pk}/settle/", {"note": "电话说过了"})
    dead.refresh_from_db()
    assert (dead.state, dead.settled_note) == ("settled", "电话说过了")
    assert "电话说过了" in supervisor.get(f"{MESSAGES}{dead.pk}/").content.decode()


def test_a_system_is_connected_and_its_secret_shown_once(town, browse):
    admin = browse("admin")
    department = Department.objects.get(name="甲局")
    form = {"department": department.code, "url": "ftp://x/", "key_id": "jia-1"}
    refused = admin.post(SYSTEMS, form)
    assert refused.status_code == 422
    assert "这个地址不能用" in refused.content.decode()
    assert not DepartmentSystem.objects.exists()
    answer = admin.post(SYSTEMS, form | {"url": "http://127.0.0.1:9/cases"})
    found = DepartmentSystem.objects.get()
    assert answer["Location"] == f"{SYSTEMS}{found.pk}/"
    page = admin.get(answer["Location"])
    secret = re.search(r"<code>([\w-]{43})</code>", page.content.decode())
    assert secret is not None
    assert page["Cache-Control"] == "no-store"
    assert secret[1] not in admin.get(answer["Location"]).content.decode()
    assert secret[1] not in found.secret_box
    taken = {"department": Department.objects.get(name="乙局").code, "key_id": "jia-1"}
    assert admin.post(SYSTEMS, form | taken | {"url": "http://127.0.0.1:9/"}).status_code == 422


def test_it_is_tried_paused_moved_renewed_and_disconnected(town, system, simulator, browse):
    admin = browse("admin")
    here = f"{SYSTEMS}{system.row.pk}/"
    page = admin.post(f"{here}test/", follow=True).content.decode()
    assert "测试消息已送达：HTTP 200" in page
    simulator.mood.down = True
    assert "测试消息没有送到：HTTP 503" in admin.post(f"{here}test/", follow=True).content.decode()
    simulator.mood.down = False
    assert read(simulator.path) == []
    assert "起暂停发送" in admin.post(f"{here}pause/", follow=True).content.decode()
    assert admin.post(f"{here}pause/").status_code == 409
    assert "正在用" in admin.post(f"{here}go-on/", follow=True).content.decode()
    admin.post(f"{here}address/", {"url": "http://127.0.0.1:10/cases"})
    assert admin.post(f"{here}address/", {"url": "gopher://x"}).status_code == 422
    renewed = admin.post(f"{here}renew/", follow=True).content.decode()
    assert "密钥，只显示这一次" in renewed
    admin.post(f"{here}disconnect/")
    system.row.refresh_from_db()
    assert (system.row.url, system.row.is_active) == ("http://127.0.0.1:10/cases", False)
    assert system.row.before_until is not None
    assert admin.post(f"{here}burn/").status_code == 404


def test_a_disconnected_system_is_not_sent_to_again(dead, browse, system):
    b.do(disconnect_system, system.row, actor=ADMIN)
    dead.refresh_from_db()
    assert dead.state == "settled"
    admin = browse("admin")
    page = admin.post(f"{MESSAGES}again/", {"delivery": [dead.pk]}, follow=True)
    assert "已经暂停或停用" in page.content.decode()
