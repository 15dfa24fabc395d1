"""Every page as each role that may open it, in both languages: is it sound, and in one language?"""

from __future__ import annotations

import re

import pytest

from tests.access.html import faults_of
from tests.pages.collecting import LANGUAGES, Collection
from tests.reading import chinese_in, read

pytestmark = pytest.mark.django_db

SWITCH = "中文"
SIGNS = ("＋",)
TYPED = (
    *("等太久", "卖旧房", "还是不明白", "合同缺页", "当地试行", "一批.jsonl", "新事项"),
    *("窗口甲", "审批员", "起草人", "系统", "合同.pdf", "租赁.pdf", "社区证明"),
)
"""What people in the scenes wrote, their names, and the names of their files."""
LAW = re.compile("《[^》]+》第[0-9]+条")
NOT_TRANSLATED = (
    *("杭州市", "市民中心", "杭州市某条例", "杭州市西湖区民政局"),
    *("浙（2019）杭州市不动产权第0123456号", "住宅", "单独所有", "无"),
)
"""Places and local laws are called by their names; what a register says is told as it says it."""
MADE_UP = (
    *("查封期间不能过户", "要当面核对", "房屋没有抵押", "谁来办？", "本人", "房屋被查封"),
    *("须本人到场", "走继承", "继承", "卖方", "产权信息", "婚姻信息", "买卖合同", "联系电话"),
    *("成交价", "房屋坐落", "甲证", "乙证", "唯一住房声明", "过户结果", "申请书"),
)
"""The catalogue of the tests is in Chinese only; the shipped one is read in the other test."""


def test_every_role_is_there(collection: Collection):
    seen = {role for page in collection.pages for role in page.roles}
    assert {"anonymous", "owner", "clerk", "officer", "supervisor", "editor", "admin"} <= seen
    assert {page.language for page in collection.pages} == set(LANGUAGES)


def test_every_page_is_sound(collection: Collection):
    ours = [page for page in collection.pages if page.is_ours]
    found = {str(page): faults_of(page.html, lang=page.lang) for page in ours}
    assert {page: faults for page, faults in found.items() if faults} == {}


def test_no_page_in_english_has_chinese_left(collection: Collection):
    """The readers of `tests/test_pages_in_english.py`, let loose on every page of every role."""
    allowed = (SWITCH, *SIGNS, *TYPED, *NOT_TRANSLATED, *MADE_UP, *collection.names)
    left = {}
    for page in collection.in_language("en"):
        if page.is_ours:
            assert read(page.html).language == "en", str(page)
            html = LAW.sub("", page.html)
            if found := chinese_in(html, allowed=allowed):
                left[str(page)] = found
    assert left == {}
