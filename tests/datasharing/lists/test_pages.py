"""The pages of the data officer, and the one for everybody."""

from __future__ import annotations

import pytest
from django.urls import reverse

from datasharing.lists.permissions import actions
from datasharing.models import DataResource, SharingPermission
from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM
from portal.accounts.errors import StaffRefused
from portal.accounts.roles import Role
from tests.datasharing.conftest import refuses


def browser(client, department, name="data-1"):
    staff = create_staff(
        username=name,
        display_name="小赵",
        password="walnut-tree-57",
        role=Role.DATA_OFFICER,
        department_code=department.code,
        region_code="330100",
        actor=SYSTEM,
    )
    client.force_login(staff.user)
    return client


def page(client, name, *args, language="zh-hans", **query) -> str:
    response = client.get(reverse(name, args=args), query, headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


def test_a_data_officer_belongs_to_a_department(db):
    with refuses(StaffRefused):
        create_staff(
            username="x",
            display_name="某人",
            password="walnut-tree-57",
            role=Role.DATA_OFFICER,
            actor=SYSTEM,
        )


def test_what_waits_is_on_the_first_page(client, marriages, asker):
    actions.ask_permission(marriages, purpose="核对购房资格", actor=asker)
    browser(client, marriages.owner)
    told = page(client, "data_home")
    assert "核对购房资格" in told
    assert "婚姻登记信息" in told
    assert "数据疑义" in told
    assert page(client, "disputes")
    assert page(client, "line_questions")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_whole_way_of_a_request(client, marriages, housing, provider, language):
    browser(client, housing)
    assert page(client, "data_ask", "DS07", language=language)
    sent = client.post(reverse("data_ask", args=["DS07"]), {"purpose": "核对购房资格"})
    asked = SharingPermission.objects.get()
    assert sent.headers["Location"] == reverse("data_permission", args=[asked.pk])
    assert page(client, "data_permission", asked.pk, language=language)
    actions.grant_permission(asked, conditions="只用于核对", actor=provider)
    told = page(client, "data_permission", asked.pk, language=language)
    assert "只用于核对" in told
    client.post(reverse("data_permission_act", args=[asked.pk, "note"]))
    assert SharingPermission.objects.get().seen_at is not None
    assert "只用于核对" in page(client, "data_open", language=language)
    client.post(reverse("data_permission_act", args=[asked.pk, "withdraw"]))
    assert SharingPermission.objects.get().state == "withdrawn"
    assert "核对购房资格" in page(client, "data_permissions", state="withdrawn")


def test_the_provider_answers_on_the_page(client, marriages, asker):
    asked = actions.ask_permission(marriages, purpose="核对", actor=asker)
    browser(client, marriages.owner)
    act = reverse("data_permission_act", args=[asked.pk, "refuse"])
    assert client.post(act, {"reason": ""}).status_code == 422
    act = reverse("data_permission_act", args=[asked.pk, "grant"])
    assert client.post(act, {"valid_until": "明天"}).status_code == 422
    assert SharingPermission.objects.get().state == "asked"
    assert client.post(act, {"valid_until": "2031-01-31"}).status_code == 302
    assert str(SharingPermission.objects.get().valid_until) == "2031-01-31"
    act = reverse("data_permission_act", args=[asked.pk, "take-back"])
    assert client.post(act, {"why": "超出用途"}).status_code == 302
    assert SharingPermission.objects.get().state == "withdrawn"
    assert "超出用途" in page(client, "data_permission", asked.pk)


def test_the_row_is_kept_on_its_page(client, marriages):
    browser(client, marriages.owner)
    assert page(client, "data_resource", "DS07", language="en")
    body = {
        "name": "婚姻登记",
        "sharing": "conditional",
        "sharing_ground": "",
        "update_cycle": "daily",
        "label_status": "婚姻",
        "label_en_status": "Marital",
    }
    address = reverse("data_resource", args=["DS07"])
    refused = client.post(address, body)
    assert refused.status_code == 422
    assert 'value="婚姻登记"' in refused.content.decode()
    assert client.post(address, body | {"sharing_ground": "某法第一条"}).status_code == 302
    kept = DataResource.objects.get(code="DS07")
    assert (kept.name, kept.fields[0]["label"]) == ("婚姻登记", "婚姻")
    assert "修改了数据目录里的" in page(client, "data_resource", "DS07")


def test_ones_own_rows_alone(client, marriages):
    browser(client, marriages.owner)
    told = page(client, "data_catalogue", ours="1")
    assert "DS07" in told
    assert "DS01" not in told


def test_everybody_sees_what_runs_between_whom(client, marriages):
    told = page(client, "data_open", language="en")
    assert "Marriage register" in told
    assert "DS07" in page(client, "data_open", q="婚姻")
    assert "DS01" not in page(client, "data_open", sharing="conditional", q="DS07")
    assert "DS07" not in page(client, "data_open", provider="公安局")
    assert "DS07" not in page(client, "data_open", asker="nobody")


def test_the_same_for_programs(client, marriages, asker, provider):
    asked = actions.ask_permission(marriages, purpose="核对", actor=asker)
    actions.grant_permission(asked, actor=provider)
    found = client.get("/api/v1/data/resources/", {"sharing": "unconditional", "limit": 3}).json()
    assert len(found["results"]) == 3
    assert {each["sharing"] for each in found["results"]} == {"unconditional"}
    assert "after=" in found["next"]
    mine = client.get("/api/v1/data/resources/", {"asker": asked.asker.code}).json()
    assert [each["code"] for each in mine["results"]] == ["DS07"]
    one = client.get("/api/v1/data/resources/DS07/").json()
    assert one["readers"][0]["department"]["zh"] == "住房和城乡建设局"
    assert one["sharing_ground"]["zh"].startswith("中华人民共和国个人信息保护法")
    assert client.get("/api/v1/data/resources/DS99/").status_code == 404
