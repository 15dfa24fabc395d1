"""The guide of one matter: everything stated is there, and what is not stated says so."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from services.catalogue.spec import MatterSpec
from services.models import Edition
from tests.windows.web.guide.test_shipped_guides import IN_ORDER, headings
from windows.web.guide.shared import by_law, lawful_working

NOT_PUBLISHED = "尚未公布；可拨打 12345 询问"


def get(address: str, language: str = "zh-hans") -> str:
    response = Client().get(address, headers={"accept-language": language})
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def section(page: str, key: str) -> str:
    """The words of one section, without its tags."""
    found = re.search(rf'<details class="opens" id="{key}"(.*?)</section>', page, re.DOTALL)
    assert found is not None, key
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def test_every_element_is_in_its_section(guides):
    page = get("/matters/G-RICH/")
    assert headings(page) == [*IN_ORDER, "常见问题"]
    wanted = {
        "name": "办证",
        "code": "11330000MB1234567A3330100000001",
        "scope": "自然人 异地办理 本市任何一个窗口都能办",
        "basis": "子局应当自受理之日起二十日内决定。",
        "receiver": "综合窗口",
        "decider": "子局",
        "quantity": "每人限一件",
        "conditions": "年满十八周岁",
        "prohibitions": "被吊销未满三年的不予许可",
        "receiving": "开小店",
        "flow": "现场核查 子局；2 个工作日；特别程序，时间另算",
        "ways": "窗口办理、电脑端网上办理",
        "time": "承诺 3 个工作日 法定 20 个工作日",
        "fees": "工本费 10 元/本",
        "result": "许可证（证照）",
        "delivery": "我的证照",
        "rights": "行政复议机关 市人民政府，府前路1号 行政诉讼法院 市中级人民法院",
        "advice": "0571-11111111",
        "complaints": "0571-22222222",
        "offices": "市民路 8 号；工作日",
        "progress": "我的办件",
        "faq": "多久能拿到？ 当天。",
    }
    for key, words in wanted.items():
        assert words in section(page, key), (key, section(page, key))
    assert "地方基本目录编码 ZJ-0001" in section(page, "code")
    assert "中介服务 测绘单位出具测绘报告" in section(page, "ways")
    assert 'href="https://example.org/apply"' in page
    assert NOT_PUBLISHED not in page
    assert "60 日内申请行政复议" in section(page, "rights")
    assert "6 个月内" in section(page, "rights")


def test_what_is_not_stated_says_so_and_is_not_made_up(guides):
    page = get("/matters/G-BARE/")
    assert headings(page) == IN_ORDER
    silent = [key for key in ("basis", "conditions", "prohibitions", "fees", "result")
              if NOT_PUBLISHED in section(page, key)]  # fmt: skip
    assert silent == ["basis", "conditions", "prohibitions", "fees", "result"]
    assert section(page, "quantity") == "7 数量限制 没有数量限制"
    assert section(page, "materials") == "10 申请材料目录 不用交材料"
    steps = section(page, "flow")
    places = [steps.index(word) for word in ("受理", "审核", "审批", "办结", "送达")]
    assert places == sorted(places)
    assert "行政复议" not in section(
        page, "rights"
    )  # a utility decides nothing that one could review


def test_documents_say_when_in_which_form_and_from_whom(guides):
    told = section(get("/matters/G-RICH/"), "materials")
    assert "仅当“怎么付款？”选“商业贷款”或“公积金贷款”" in told
    assert "原件 1 份，复印件 2 份，免提交方式：材料库复用，窗口看原件" in told
    assert "银行；开户网点；三个月内开具" in told
    assert "请提供一份；原件要在窗口看一下" in told
    assert "免提交 经本人同意后向“" in told
    english = section(get("/matters/G-RICH/", "en"), "materials")
    assert "not older than three months" in english
    assert "you answer “Bank loan” or “Fund loan” to “How will you pay?”" in english


def test_only_real_addresses_are_links(guides):
    page = get("/matters/G-RICH/")
    assert '<a href="https://example.org/blank.pdf">' in page
    assert "javascript:" not in page


def test_the_thing_comes_before_the_matter(guides):
    page = get("/matters/G-RICH/")
    assert "开小店" in page
    assert page.index('href="/things/G1/"') < page.index('id="name"')


def test_a_matter_of_no_thing_has_a_guide_too(guides, django_assert_num_queries):
    page = get("/matters/T2-A/")
    assert 'href="/things/T2/"' in page
    from services.models import LifeEventEdition

    LifeEventEdition.objects.filter(life_event__code="T2").update(
        state="retired", retired_at="2026-01-01T00:00Z"
    )
    page = get("/matters/T2-A/")
    assert headings(page) == IN_ORDER
    assert 'href="/things/T2/"' not in page


@pytest.mark.parametrize("code", ["NOBODY", "G-RETIRED"])
def test_unknown_or_unpublished_is_not_found_and_says_what_to_do(guides, code):
    if code == "G-RETIRED":
        Edition.objects.filter(matter__code="G-RICH").update(
            state="retired", retired_at="2026-01-01T00:00Z"
        )
        code = "G-RICH"
    response = Client().get(f"/matters/{code}/", headers={"accept-language": "zh-hans"})
    assert response.status_code == 404
    assert "请按名称搜索，或打 12345 询问。" in response.content.decode()


def test_paper_unfolds_everything_and_screens_do_not(guides):
    assert "<details><summary>《演示法》第12条</summary>" in get("/matters/G-RICH/")
    paper = get("/matters/G-RICH/?paper=1")
    assert "<details open><summary>《演示法》第12条</summary>" in paper
    assert "<details>" not in paper.split("<main")[1]
    for page in (paper, get("/things/G1/?paper=1")):
        assert 'class="qr"' in page
        assert 'id="share-address">http://testserver/' in page
    assert "回到网页" in paper


@pytest.mark.law("行政许可法 42")
@pytest.mark.parametrize(
    ("type_", "said"),
    [
        ("行政许可", "20 个工作日（指南没有写，按行政许可法第四十二条）"),
        ("行政确认", None),
    ],
)
def test_the_laws_own_limit_where_the_guide_names_none(type_, said):
    spec = MatterSpec("M", "办证", "子局", type=type_, promised_days=3)
    lawful = by_law(spec)
    assert (lawful.zh if lawful else None) == said
    assert lawful_working(spec) == (20 if said else None)
