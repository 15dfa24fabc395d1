"""What is kept of a search tells nobody's name and number, and still says what was searched."""

from __future__ import annotations

import pytest

from services.search.privacy import without_private

NUMBERS = {
    "身份证 330106199001011234 到期": "身份证 到期",
    "33010619900101123X": "",
    "身份证33010619900101123X的户口": "身份证 的户口",
    "abc33010619900101123Xdef": "",
    "330106 19900101 123X": "",
    "１３８ ０００ ０１２３４ 退休": "退休",
    "138-0000-1234": "",
    "电话13800001234退休": "电话 退休",
    "tel13800001234": "",
    "电话一三八零零零零一二三四": "电话",
    "wang.xm@example.com 报销": "报销",
    "91330106MA2XXXXX1P 注销": "注销",
    "我的代码91330106MA2KABCD1X注销": "我的代码 注销",
    "a91330106MA2KABCD1X注销": "注销",
    "代码:91330106 MA2KABCD1X 注销": "代码: 注销",
    "9133-0106-MA2K-ABCD-1X": "",
    "浙A12345 过户": "过户",
    "浙A·12345": "",
    "护照E12345678": "护照",
    "文三路123号5单元301室": "文三路",
}
NAMES = {
    "我叫王小明 退休": "退休",
    "我叫王小明退休": "退休",
    "我叫阿依古丽": "",
    "我是王小明要退休": "要退休",
    "我是张伟": "",
    "我是方志强": "",
    "我是欧阳娜娜办户口": "办户口",
    "姓名：李雷": "",
    "本人周建国申请养老金": "申请养老金",
    "王小明的公积金": "的公积金",
    "陈先生退休": "退休",
}
KEPT = """
我是残疾人 我是农民工 我是退役军人 我是高中生 我是温州人 我是安徽人 我是余杭人 我是钟点工 我是程序员
我是车主 我是单亲妈妈 我是常住人口 我是高层次人才 我是华侨 我是严重残疾 我是农村户口
我是马上要退休的人 施工许可证 姓名变更 本人身份证丢失 本人户口迁移 申请人变更
公积金贷款 新生儿出生 高龄津贴 常住户口 温州医保 白内障手术 黄标车报废 12号线 2024年退休 p10-03
"""


@pytest.mark.parametrize(("typed", "kept"), [*NUMBERS.items(), *NAMES.items()])
def test_what_tells_a_person_is_cut(typed, kept):
    assert without_private(typed) == kept


def test_what_one_is_stays():
    assert {text: without_private(text) for text in KEPT.split()} == {
        text: text for text in KEPT.split()
    }


def test_ordinary_english_stays():
    for text in ("open a shop", "how to register a company in 2024", "social security card"):
        assert without_private(text) == text


def test_a_word_of_the_catalogue_is_nobodys_name():
    assert without_private("张家港的社保") == "的社保"
    assert without_private("张家港的社保", {"张家港"}) == "张家港的社保"
