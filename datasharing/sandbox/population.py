"""Invented people, their families, homes and firms. Nobody here exists; the numbers only pass their
checks.

`demo_people` are the few with stories, who get accounts in the demo. `pair(n)`, `partner(n)` and
`firm(n)` are as many more as a rehearsal wants, the same ones every time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from portal.accounts.identity import credit_check_character, resident_check_character

PAIRS = 1000


@dataclass(frozen=True, slots=True)
class Home:
    certificate_number: str
    unit_number: str
    address: str
    area: str
    ownership: str = "单独所有"
    mortgage: str = ""
    restriction: str = ""
    bought_on: str = "2009-06-18"
    price: str = "1680000"
    owed: tuple[tuple[str, str], ...] = ()
    """Utilities with something to pay: (water, "86.40")."""


@dataclass(frozen=True, slots=True)
class Person:
    username: str
    name: str
    id_number: str
    phone: str
    address: str
    nation: str = "汉族"
    spouse: str = ""
    """Username; the register of marriages is made from both sides."""
    married_on: str = ""
    divorced_on: str = ""
    household: str = ""
    relation: str = "户主"
    is_alive: bool = True
    homes: tuple[Home, ...] = ()
    fund_months: int = 0
    fund_base: str = "0"
    story: str = ""
    story_en: str = ""

    @property
    def sex(self) -> str:
        return "男" if int(self.id_number[16]) % 2 else "女"

    @property
    def born(self) -> date:
        return date.fromisoformat(
            f"{self.id_number[6:10]}-{self.id_number[10:12]}-{self.id_number[12:14]}"
        )


@dataclass(frozen=True, slots=True)
class Firm:
    credit_code: str
    name: str
    type: str
    legal_representative: str
    """Username."""
    address: str
    capital: str
    founded_on: str
    business_scope: str
    status: str = "存续"
    abnormal: bool = False


def id_number(division: str, born: str, order: int) -> str:
    """A number that passes GB 11643: division, birth date, order (odd for men), check character."""
    first = f"{division}{born.replace('-', '')}{order:03d}"
    return first + resident_check_character(first)


_CUIYUAN = "杭州市西湖区翠苑街道文一路12号3幢2单元501室"
_GUDANG = "杭州市西湖区古荡街道古翠路88号6幢1单元302室"
_GONGSHU = "杭州市拱墅区大关街道上塘路36号9幢1单元1102室"
_BINJIANG = "杭州市滨江区长河街道江南大道200号2幢703室"

_HOME_CHEN = Home(
    "浙（2019）杭州市不动产权第0123456号", "330106003001GB00012F00030501", _CUIYUAN, "89.52"
)
_HOME_ZHAO = Home(
    "浙（2020）杭州市不动产权第0234567号",
    "330106004002GB00035F00060302",
    _GUDANG,
    "118.30",
    mortgage="钱塘商业银行，2020-08-03 登记，尚未注销",
    bought_on="2020-07-20",
    price="4150000",
)
_HOME_SUN = Home(
    "浙（2017）杭州市不动产权第0345678号",
    "330105005003GB00008F00091102",
    _GONGSHU,
    "76.05",
    restriction="已查封（2026-04-15）",
    bought_on="2017-03-09",
    price="2060000",
    owed=(("water", "86.40"), ("power", "312.75")),
)

_PEOPLE = (
    Person(
        "wangxiaoming", "王小明", id_number("330106", "1988-05-12", 71), "13800000001",
        "杭州市西湖区北山街道宝石一路5号2单元201室", spouse="lijing", married_on="2014-10-01",
        household="330106200488", fund_months=132, fund_base="18600",
        story="买方：已婚，有公积金，名下没有住房，想买陈国强的房子",
        story_en="Buyer: married, has a housing fund, owns no home, wants to buy Chen Guoqiang's",
    ),
    Person(
        "lijing", "李静", id_number("330105", "1990-03-08", 42), "13800000002",
        "杭州市西湖区北山街道宝石一路5号2单元201室", spouse="wangxiaoming", married_on="2014-10-01",
        household="330106200488", relation="妻", fund_months=98, fund_base="12400",
        story="王小明的妻子", story_en="Wang Xiaoming's wife",
    ),
    Person(
        "wangzian", "王子安", id_number("330106", "2016-11-23", 13), "",
        "杭州市西湖区北山街道宝石一路5号2单元201室", household="330106200488", relation="子",
    ),
    Person(
        "chenguoqiang", "陈国强", id_number("330106", "1962-09-30", 15), "13800000003", _CUIYUAN,
        spouse="liuxiuying", married_on="1987-05-01", household="330106101203",
        homes=(_HOME_CHEN,), fund_months=0,
        story="卖方：一套住房，没有抵押，水电气视都结清",
        story_en="Seller: one home, no mortgage, every utility paid",
    ),
    Person(
        "liuxiuying", "刘秀英", id_number("330106", "1964-02-17", 28), "13800000004", _CUIYUAN,
        spouse="chenguoqiang", married_on="1987-05-01", household="330106101203", relation="妻",
        story="陈国强的妻子", story_en="Chen Guoqiang's wife",
    ),
    Person(
        "zhaomin", "赵敏", id_number("330106", "1985-07-21", 66), "13800000005", _GUDANG,
        household="330106310077", homes=(_HOME_ZHAO,), divorced_on="2022-01-11",
        married_on="2012-09-09", fund_months=156, fund_base="21000",
        story="卖方：住房有抵押（带押过户）", story_en="Seller: her home is mortgaged",
    ),
    Person(
        "sunwei", "孙伟", id_number("330105", "1979-12-04", 31), "13800000006", _GONGSHU,
        household="330105220156", homes=(_HOME_SUN,),
        story="卖方：住房被查封，不能转移；水电欠费",
        story_en="Seller: his home is sealed by a court and cannot be sold; owes water and power",
    ),
    Person(
        "zhouting", "周婷", id_number("330108", "1995-04-26", 84), "13800000007", _BINJIANG,
        household="330108090031", fund_months=40, fund_base="9800",
        story="买方：未婚，婚姻登记没有记录", story_en="Buyer: never married, so no record of it",
    ),
    Person(
        "linhao", "林浩", id_number("330110", "1992-08-15", 53), "13800000008",
        "杭州市余杭区五常街道文二西路718号5幢402室", spouse="xuwen", married_on="2021-05-20",
        household="330110450902", fund_months=66, fund_base="15200",
        story="新手爸爸", story_en="A new father",
    ),
    Person(
        "xuwen", "徐雯", id_number("330110", "1994-01-19", 20), "13800000009",
        "杭州市余杭区五常街道文二西路718号5幢402室", spouse="linhao", married_on="2021-05-20",
        household="330110450902", relation="妻", nation="畲族",
        story="新手妈妈", story_en="A new mother",
    ),
    Person(
        "zhengtao", "郑涛", id_number("330104", "1983-10-10", 97), "13800000010",
        "杭州市上城区凯旋街道庆春东路66号1幢1503室", household="330104070410",
        fund_months=180, fund_base="26000",
        story="青禾餐饮的法定代表人", story_en="Legal representative of Qinghe Catering",
    ),
    Person(
        "hejie", "何洁", id_number("330106", "1987-06-02", 64), "13800000011",
        "杭州市西湖区转塘街道象山路352号4幢601室", household="330106770218",
        fund_months=120, fund_base="24000",
        story="云岫软件的法定代表人", story_en="Legal representative of Yunxiu Software",
    ),
)  # fmt: skip

_FIRMS = (
    Firm(
        "91330106MA2QH0015H", "杭州青禾餐饮有限公司", "有限责任公司", "zhengtao",
        "杭州市西湖区文三路199号1层", "1000000", "2021-03-16", "餐饮服务；食品销售",
    ),
    Firm(
        "91330106MA2YX00288", "浙江云岫软件有限公司", "有限责任公司", "hejie",
        "杭州市西湖区转塘街道云栖路1号8幢", "5000000", "2018-11-08", "软件开发；信息技术咨询服务",
    ),
)  # fmt: skip

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = (
    "晓峰", "丽华", "文斌", "雅琴", "志远", "海燕", "建平", "慧敏", "俊杰", "玉兰", "立新", "春燕",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Population:
    people: tuple[Person, ...]
    firms: tuple[Firm, ...] = _FIRMS
    by_username: dict[str, Person] = field(default_factory=dict)
    by_number: dict[str, Person] = field(default_factory=dict)

    def household(self, number: str) -> tuple[Person, ...]:
        return tuple(each for each in self.people if number and each.household == number)


def demo_people() -> tuple[Person, ...]:
    """The grown-up people of the demo, each with an account under `username`."""
    return tuple(person for person in _PEOPLE if person.phone)


def demo_firms() -> tuple[Firm, ...]:
    return _FIRMS


def pair(number: int) -> tuple[Person, Person]:
    """Buyer and seller number 0 … `PAIRS` − 1: a married buyer without a home, and a seller who
    owns one, free of everything.
    """
    surname, other = _SURNAMES[number % 20], _SURNAMES[(number * 7 + 3) % 20]
    given, more = _GIVEN[number % 12], _GIVEN[(number // 12 + 5) % 12]
    street, block, room = 100 + number // 40, number % 40 + 1, 101 + number % 9
    address = f"杭州市西湖区三墩街道紫荆路{street}号{block}幢{room}室"
    home = Home(
        f"浙（2018）杭州市不动产权第1{number:06d}号",
        f"330106011009GB{20000 + number:05d}F0001{number:04d}",
        address,
        f"{70 + number % 60}.{number % 100:02d}",
    )
    buyer = Person(
        f"buyer{number:04d}", surname + given, id_number("330106", "1991-02-14", number),
        f"1390000{number:04d}", f"杭州市西湖区留下街道西溪路{number + 1}号",
        spouse=f"partner{number:04d}", married_on="2017-05-20",
        household=f"33010691{number:04d}", fund_months=60, fund_base="11000",
    )  # fmt: skip
    seller = Person(
        f"seller{number:04d}", other + more, id_number("330106", "1970-07-07", number),
        f"1370000{number:04d}", address, household=f"33010692{number:04d}", homes=(home,),
    )  # fmt: skip
    return buyer, seller


def partner(number: int) -> Person:
    """To whom buyer `number` is married."""
    buyer, _ = pair(number)
    name = _SURNAMES[(number * 3 + 11) % 20] + _GIVEN[(number + 5) % 12]
    return Person(
        f"partner{number:04d}", name, id_number("330106", "1992-09-08", number),
        f"1360000{number:04d}", buyer.address, spouse=buyer.username, married_on=buyer.married_on,
        household=buyer.household, relation="配偶", fund_months=48, fund_base="9000",
    )  # fmt: skip


def firm(number: int) -> Firm:
    """A firm in good order, which buyer `number` represents."""
    first = f"91330106MA2R{number:05d}"
    return Firm(
        first + credit_check_character(first), f"杭州演练{number:04d}号商贸有限公司",
        "有限责任公司", f"buyer{number:04d}", f"杭州市西湖区文二路{100 + number}号1层", "1000000",
        "2020-06-18", "日用百货销售；餐饮服务",
    )  # fmt: skip


@cache
def population() -> Population:
    """Everybody whom the sandbox registry knows."""
    numbers = range(PAIRS)
    people = _PEOPLE + tuple(
        person for number in numbers for person in (*pair(number), partner(number))
    )
    return Population(
        people,
        _FIRMS + tuple(firm(number) for number in numbers),
        by_username={person.username: person for person in people},
        by_number={person.id_number: person for person in people},
    )
