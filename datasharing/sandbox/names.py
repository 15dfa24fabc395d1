"""What invented people and places are called."""

from __future__ import annotations

from dataclasses import dataclass

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = {
    "男": ("晓峰", "文斌", "志远", "建平", "俊杰", "立新", "浩然", "国华", "子轩", "明亮", "永康"),
    "女": ("丽华", "雅琴", "海燕", "慧敏", "玉兰", "春燕", "思涵", "桂芳", "雨欣", "静怡", "美玲"),
}
FIRMS = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """A division (GB/T 2260) and a street in it."""

    division: str
    name: str
    street: str


HERE = (
    (
        Place("330106", "杭州市西湖区", "三墩街道紫荆路"),
        Place("330105", "杭州市拱墅区", "祥符街道莫干山路"),
        Place("330102", "杭州市上城区", "小营街道解放路"),
    ),
    (
        Place("330108", "杭州市滨江区", "长河街道滨盛路"),
        Place("330109", "杭州市萧山区", "城厢街道萧绍路"),
        Place("330110", "杭州市余杭区", "五常街道丰岭路"),
    ),
    (
        Place("330122", "杭州市桐庐县", "桐君街道迎春南路"),
        Place("330127", "杭州市淳安县", "千岛湖镇新安大街"),
        Place("330182", "杭州市建德市", "新安江街道严州大道"),
    ),
)
"""A row for every 500 clans: no two people share division, birth date and order."""
ELSEWHERE = (
    Place("340103", "安徽省合肥市庐阳区", "亳州路街道濉溪路"),
    Place("360102", "江西省南昌市东湖区", "百花洲街道民德路"),
    Place("410102", "河南省郑州市中原区", "林山寨街道建设路"),
)
ROW_OF = {place.division: row for row, places in enumerate(HERE) for place in places} | {
    place.division: row for row, place in enumerate(ELSEWHERE)
}


def surname(number: int) -> str:
    return _SURNAMES[number % len(_SURNAMES)]


def given(number: int, sex: str) -> str:
    names = _GIVEN[sex]
    return names[(number + number // len(_SURNAMES)) % len(names)]


def nation(number: int) -> str:
    return "畲族" if number % 37 == 5 else "汉族"


def firm_name(number: int) -> str:
    return f"杭州演练{number:04d}号商贸有限公司"
