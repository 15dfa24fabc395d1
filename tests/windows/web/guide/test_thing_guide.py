"""The guide of a whole thing: the union over its matters, links to each, usual time."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from tests import own_cache
from tests.windows import builders as b
from tests.windows.web.guide.test_matter_guide import get, section
from windows.cases.models import Case


def test_the_whole_thing_in_one_guide(guides):
    page = get("/things/G1/")
    wanted = {
        "name": "备案 丑局；仅当“还要办什么？”选“备案”",
        "code": "11330000MB1234567A3330100000001",
        "scope": "个人",
        "basis": "《演示条例》第3条",
        "receiver": "牵头部门 子局",
        "decider": "子局 办证 丑局 备案",
        "quantity": "办证 每人限一件",
        "conditions": "有固定店面",
        "prohibitions": "“怎么付款？”选“不付”：不付款不能办",
        "materials": "仅当“怎么付款？”选“商业贷款”或“公积金贷款”",
        "receiving": "先回答 2 个问题",
        "flow": "备案 等“办证”办好后开始",
        "ways": "不用来，或最多来 1 次（看您的情况）",
        "time": "承诺 3 个工作日 法定 20 个工作日",
        "fees": "办证 工本费：10 元/本",
        "result": "办证 许可证（证照）",
        "rights": "60 日内申请行政复议",
        "offices": "演示路1号2号窗口",
        "faq": "多久能拿到？",
    }
    for key, words in wanted.items():
        assert words in section(page, key), (key, section(page, key))
    assert 'href="/matters/G-RICH/"' in page
    assert 'href="/matters/G-BARE/"' in page


def test_usual_time_is_shown_from_five_cases_on(guides):
    day = timezone.localdate() - dt.timedelta(days=30)
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))

    def finish(count: int) -> None:
        for _ in range(count):
            Case.objects.create(
                number=f"U{Case.objects.count()}",
                life_event_edition=b.edition("G1"),
                applicant=guides.buyer,
                channel="online",
                state="results_ready",
                region_id=b.REGION,
                submitted_at=at,
                accepted_at=at,
                finished_at=at,
            )
        own_cache.forget()

    finish(4)
    assert "最近一年" not in section(get("/things/G1/"), "time")
    finish(1)
    page = get("/things/G1/")
    assert "最近一年 5 件：一半当天办完，九成当天办完" in section(page, "time")
    assert '<svg class="plot"' in page
    assert "当天 5 件，承诺期限 3 天，法定期限 20 天。" in page
