"""Every shipped guide: all sections in the order of the standard, in both languages, no N+1."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from datasharing.resource_list import load_resources
from portal.accounts.actor import SYSTEM
from services.catalogue.load_file import load_file
from services.models import EditionState, LifeEventEdition, Matter
from tests import own_cache
from tests.reading import CHINESE

CATALOGUE = Path(__file__).parents[4] / "services" / "data" / "onethings.yaml"
IN_ORDER = [
    "事项名称", "事项编码", "适用范围", "审批依据", "受理机构", "决定机构", "数量限制", "申请条件",
    "禁止性要求", "申请材料目录", "申请接收", "办理基本流程", "办理方式", "办结时限",
    "收费依据及标准", "审批结果", "结果送达", "申请人权利义务", "咨询途径", "监督投诉渠道",
    "办公地址和时间", "办理进程和结果公开查询",
]  # fmt: skip
"""GB/T 36114-2018, written down here a second time on purpose."""
HEADING = re.compile(r'<h3><span class="number">(\d+)</span> ([^<]+)</h3>')


@pytest.fixture
def shipped(db):
    load_resources(actor=SYSTEM)
    call_command("load_regions", stdout=StringIO())
    load_file(CATALOGUE, actor=SYSTEM, region="330100")
    own_cache.forget()
    return Client()


def headings(page: str) -> list[str]:
    found = HEADING.findall(page)
    assert [int(number) for number, _ in found] == list(range(1, len(found) + 1))
    return [title for _, title in found]


def test_every_guide_has_all_sections_in_order(shipped):
    events = list(
        LifeEventEdition.objects.filter(state=EditionState.PUBLISHED).values_list(
            "life_event__code", flat=True
        )
    )
    matters = list(Matter.objects.values_list("code", flat=True))
    assert (len(events), len(matters) > 100) == (22, True)
    for address in [f"/things/{code}/" for code in events] + [f"/matters/{c}/" for c in matters]:
        response = shipped.get(address)
        assert response.status_code == 200, address
        assert headings(response.content.decode())[:22] == IN_ORDER, address


def test_guides_in_english_say_no_chinese_but_the_law(shipped):
    for address in ("/things/P10/", "/matters/P10-01/"):
        page = shipped.get(address, headers={"accept-language": "en"}).content.decode()
        ours = re.sub(r'<(\w+) lang="zh-Hans">.*?</\1>', "", page, flags=re.DOTALL)
        ours = ours.split('<main id="content"')[1].split("</main>")[0]
        assert CHINESE.findall(ours) == [], CHINESE.search(ours)


def test_number_of_queries_does_not_grow_with_the_matters(shipped):
    counts = {}
    for address in ("/things/P14/", "/things/P05/", "/matters/P14-01/", "/matters/P10-03/"):
        shipped.get(address)
        with CaptureQueriesContext(connection) as queries:
            shipped.get(address)
        counts[address] = len(queries)
    assert counts["/things/P14/"] == counts["/things/P05/"] <= 12, counts
    assert counts["/matters/P14-01/"] == counts["/matters/P10-03/"] <= 16, counts
