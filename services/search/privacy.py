"""What of a citizen's words may be kept: numbers that name somebody are cut, and so are names.

A name is told by its family name and by what the dictionary says of its beginning: 我是王小明 is
cut, 我是高中生, 我是温州人 and 我是退役军人 stay. A name typed all by itself often cannot be told
from a word; that is why nothing is shown that fewer than three visitors searched
(`services.search.log`).
"""

from __future__ import annotations

import re
from collections.abc import Container

import rjieba

from services.models.searching import LONGEST_QUERY
from services.search.terms import clean

_NUMBERS = re.compile(
    r"[\w.+-]+@[\w-]+(\.[\w-]+)+"  # mail
    # A car.
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][ ·-]?[0-9a-z]{5,6}"
    r"|[a-z]{0,8}(?:\d[ -]?){5,}[\dx]"  # phones, cards, passports
    r"|[〇零一二三四五六七八九]{7,}"  # the same written out
    r"|\d{1,5}(?:号(?![线文])楼?|弄|幢|栋|单元|室)"  # one's house
)
_CODE = re.compile("[0-9a-z](?:[ -]?[0-9a-z]){14,}")
"""A credit code, an identity card, an account, if enough of it are digits."""
_DIGITS_OF_A_CODE = 8
_CALLED = re.compile("(?:我叫|我的名字叫|我名叫|名叫)[ :：]?([\u3400-\u9fff]{2,})")
_SAID = re.compile("(?:我是|本人是?|姓名是?|我姓|当事人|申请人|联系人)[ :：]?([\u3400-\u9fff]{2,})")
_HAN = re.compile("[\u3400-\u9fff]{3,}")
_BLANKS = re.compile(r"\s+")
FAMILY_NAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅付方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚"
    "邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝"
    "包宁尚符舒阮柯纪梅童凌毕单裴霍涂苗谷盛曲翁冉骆蓝游辛靳柴蒙鲍华喻祁蒲滕屈饶牟艾尤阳时穆司卓古"
    "吉缪简车芦麦褚娄窦戚岑景宫卜晏卫米柏宗瞿佟臧闵苟邬边卞姬和仇栾隋刁沙"
)
DOUBLE_NAMES = ("欧阳", "司马", "上官", "诸葛", "司徒", "令狐", "皇甫", "慕容", "尉迟", "夏侯")
CALLED_SO = ("先生", "女士", "小姐", "老师", "师傅", "同志", "大爷", "阿姨")
KINDS = frozenset("人员工户生者师主民族商兵家军妈爸妻夫女男属岁")
"""A word of three characters that ends so says what somebody is: 农民工, 高中生."""
NO_NAME_ENDS_SO = frozenset("人证费税款")
BESIDE_NAMES = frozenset("的要想在办是有和与及去来已现为因被把给")


def without_private(text: str, known: Container[str] = ()) -> str:
    """The query as it may be kept; "" when nothing is left. `known` words are nobody's name."""
    kept = _CODE.sub(_without_code, clean(text, LONGEST_QUERY))
    kept = _NUMBERS.sub(" ", kept)
    kept = _CALLED.sub(lambda found: _rest(found[1], _name_at(found[1]) or 4), kept)
    kept = _SAID.sub(_without_name_said, kept)
    kept = _HAN.sub(lambda found: _without_bare_names(found[0], known), kept)
    return _BLANKS.sub(" ", kept).strip()


def _without_code(found: re.Match[str]) -> str:
    digits = sum(char.isdigit() for char in found[0])
    return " " if digits >= _DIGITS_OF_A_CODE else found[0]


def _rest(run: str, length: int) -> str:
    return f" {run[length:]}"


def _without_name_said(found: re.Match[str]) -> str:
    length = _name_at(found[1])
    return _rest(found[1], length) if length else found[0]


def _without_bare_names(run: str, known: Container[str]) -> str:
    """Without names of three characters, and those said with a title: 王小明的公积金, 陈先生."""
    kept = []
    tokens = rjieba.tag(run)
    for place, (word, _kind) in enumerate(tokens):
        following = tokens[place + 1][0] if place + 1 < len(tokens) else ""
        has_title = word.endswith(CALLED_SO) or following in CALLED_SO
        may_be = (len(word) == 3 or has_title) and word not in known
        is_name = may_be and _name_at(word + following) >= len(word)
        kept.append(" " if is_name else word)
    return "".join(kept)


def _name_at(run: str) -> int:
    """How many characters at the beginning of this look like somebody's name; 0 when none do."""
    family = 2 if run.startswith(DOUBLE_NAMES) else 1 if run[0] in FAMILY_NAMES else 0
    if not family or len(run) <= family:
        return 0
    given = run[family : family + 2]
    if given in CALLED_SO:
        return family + 2
    if family == 1 and (_is_word(run) or given[-1] in NO_NAME_ENDS_SO):
        return 0
    word, kind = rjieba.tag(run)[0]
    if len(word) == family + 1 and kind.startswith("nr"):
        return len(word)
    return family + (1 if len(given) > 1 and given[1] in BESIDE_NAMES else len(given))


def _is_word(run: str) -> bool:
    """The dictionary knows the beginning, and not as a name; 方志强 is still one."""
    word, kind = rjieba.tag(run)[0]
    if len(word) > 1 and not kind.startswith("nr"):
        return not (len(word) == 2 and len(run) == 3 and run[2] not in KINDS | BESIDE_NAMES)
    pair, kind = rjieba.tag(run[:2])[0]
    return len(pair) == 2 and not kind.startswith("nr") and (len(run) < 3 or run[2] in KINDS)
