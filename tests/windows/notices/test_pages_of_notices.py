"""The list of what a person was told goes on to its end, a page at a time."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from portal.accounts.models import User
from services.catalogue.text import Text
from tests.windows import builders as b
from windows.models import Notice
from windows.notices.actions import notify

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r"第 \d+ 条。")
ONWARD = re.compile(r'rel="next" href="(\?after=\d+)"')


@pytest.fixture
def client(town) -> Client:
    user = User.objects.create_user("buyer", password="walnut-tree-57")
    town.buyer.user = user
    town.buyer.save(update_fields=["user"])
    client = Client()
    client.force_login(user)
    return client


def test_every_notice_is_reached(town, client):
    case = b.draft(town)
    Notice.objects.all().delete()
    for number in range(1, 64):
        notify(case, kind="k", key=str(number), text=Text(f"第 {number} 条。", f"No. {number}."))
    seen, sizes, address = [], [], "/my/notices/"
    while address:
        page = client.get(address).content.decode()
        found = SHOWN.findall(page)
        seen += found
        sizes.append(len(found))
        onward = ONWARD.search(page)
        address = f"/my/notices/{onward[1]}" if onward else ""
    assert seen == [f"第 {number} 条。" for number in range(63, 0, -1)]
    assert sizes == [20, 20, 20, 3]


def test_past_the_end_the_way_leads_to_the_newest(town, client):
    assert "还没有消息。" in client.get("/my/notices/").content.decode()
    page = client.get("/my/notices/?after=1").content.decode()
    assert "没有更早的消息了。" in page
    assert 'href="/my/notices/"' in page
    assert client.get(f"/my/notices/?after={'9' * 30}").status_code == 200
    assert client.get("/my/notices/?after=x").status_code == 200
