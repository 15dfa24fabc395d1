"""Two households of eight people, and as many such clans as wanted, the same ones every time.

Household A: a young couple (`buyer`, `partner`), their child and a parent of the buyer's. Household
B: a couple in their sixties (`seller`, `mate`), their grown-up child (`heir`) and a parent of the
seller's (`grand`). What has happened to them turns with the number of the clan: who was born or
has died this autumn, who rents, owns, owes, came from elsewhere, retires, is divorced or disabled.

Pure and without a register of its own: the order in an identity number is the clan's number, so
that whoever has the number finds the clan by looking at it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from datasharing.sandbox import names
from datasharing.sandbox.people import Home, Person, id_number

CLANS = 1248
SIZE = 8
AS_OF = date(2026, 11, 1)
"""The day for which the population was invented: nobody is born or dies after it."""
NEWBORN, PRESCHOOL, PUPIL, TEENAGER = range(4)
ROLES = ("buyer", "partner", "child", "elder", "seller", "mate", "heir", "grand")
ROW = 500
"""So many orders of one sex has a day in one division (GB 11643)."""


@dataclass(frozen=True, slots=True)
class Clan:
    """A clan's number and what follows from it."""

    number: int

    @property
    def row(self) -> int:
        return self.number // ROW

    @property
    def child_kind(self) -> int:
        return self.number % 4

    @property
    def came_from(self) -> names.Place | None:
        return names.ELSEWHERE[self.row] if self.number % 5 == 2 else None

    @property
    def place_a(self) -> names.Place:
        return self.came_from or names.HERE[self.row][self.number % 3]

    @property
    def place_b(self) -> names.Place:
        return names.HERE[self.row][(self.number + 1) % 3]

    def username(self, role: str) -> str:
        return f"{role}{self.number:04d}"

    def identity(self, place: names.Place, born: date, sex: str) -> str:
        order = self.number % ROW * 2 + (sex == "男")
        return id_number(place.division, born.isoformat(), order)

    def other(self, sex: str) -> str:
        return "女" if sex == "男" else "男"


def number_of(id_number: str) -> int | None:
    """In which clan to look for the owner of this identity number."""
    row = names.ROW_OF.get(id_number[:6])
    order = id_number[14:17]
    if row is None or not order.isdecimal():
        return None
    number = row * ROW + int(order) // 2
    return number if number < CLANS else None


@lru_cache(maxsize=CLANS)
def clan(number: int) -> tuple[Person, ...]:
    """The eight people of clan 0 … `CLANS` − 1, in the order of `ROLES`."""
    if not 0 <= number < CLANS:
        raise IndexError(number)
    it = Clan(number)
    return (*_household_a(it), *_household_b(it))


def _household_a(it: Clan) -> tuple[Person, ...]:
    n = it.number
    born = _child_born(it)
    married = date(born.year - 1 - n % 3, 5, 20)
    sex = "男" if n % 2 else "女"
    parent_born = date(married.year - 25 - n % 4, 1 + n % 6, 1 + n % 28)
    mate_born = date(married.year - 24 - n % 3, 7 + n % 6, 1 + n * 5 % 28)
    surname = names.surname(n)
    address, household = _address_a(it), f"{it.place_a.division}91{n:04d}"
    lives_at = f"杭州市余杭区仓前街道良睦路{n + 1}号" if it.came_from else ""
    is_poor = n % 20 == 9
    father, mother = it.username("buyer"), it.username("partner")
    if sex == "女":
        father, mother = mother, father
    elder_sex = "男" if n // 3 % 2 else "女"
    buyer = Person(
        it.username("buyer"), surname + names.given(n, sex),
        it.identity(it.place_a, parent_born, sex), f"1390000{n:04d}", address,
        nation=names.nation(n), spouse=it.username("partner"),
        homes=_homes_a(it), rents="" if not is_poor else f"杭州市西湖区三墩街道厚仁路{n}号",
        rent="1200", fund_months=60 + n % 90, fund_base=str(9000 + n % 50 * 200),
        work="staff", employer=employer(n + 1), insured_since=f"{married.year - 2}-07",
        discharged_on=f"{married.year - 3}-09-01" if n % 60 == 17 else "",
        assistance="最低生活保障边缘家庭" if is_poor else "", handles_food=n % 4 == 0,
        is_defaulter=n % 97 == 11,
        father=it.username("elder") if elder_sex == "男" else "",
        mother=it.username("elder") if elder_sex == "女" else "",
        married_on=married.isoformat(), household=household, lives_at=lives_at,
    )  # fmt: skip
    partner_sex = it.other(sex)
    partner = Person(
        it.username("partner"), names.surname(n * 3 + 11) + names.given(n + 5, partner_sex),
        it.identity(it.place_a, mate_born, partner_sex), f"1360000{n:04d}", address,
        spouse=it.username("buyer"), relation="妻" if partner_sex == "女" else "夫",
        fund_months=48, fund_base="9000", insured_since=f"{married.year - 1}-03",
        work="staff" if n % 3 else "flexible", employer=employer(n + 7) if n % 3 else "",
        married_on=married.isoformat(), household=household, lives_at=lives_at,
    )  # fmt: skip
    child_sex = "女" if n // 2 % 2 else "男"
    is_newborn = it.child_kind == NEWBORN
    child = Person(
        it.username("child"), _surname_of(father, buyer, partner) + names.given(n + 9, child_sex),
        it.identity(it.place_a, born, child_sex), "", address, father=father, mother=mother,
        household="" if is_newborn else household, lives_at="" if is_newborn else lives_at,
        relation="子" if child_sex == "男" else "女",
        disability=("智力", "四级", "54") if n % 50 == 7 else ("", "", ""),
    )  # fmt: skip
    elder = _elder(it, buyer, elder_sex)
    return buyer, partner, child, elder


def _elder(it: Clan, buyer: Person, sex: str) -> Person:
    """A parent of the buyer's, in the same household; of every fifth clan dead this autumn."""
    n = it.number
    died = AS_OF - timedelta(days=3 + n % 50) if n % 5 == 0 else None
    born = date(buyer.born.year - 25 - n % 4, 1 + n % 12, 2 + n % 27)
    is_old = AS_OF.year - born.year >= 60
    return Person(
        it.username("elder"), (buyer.name[0] if sex == "男" else names.surname(n + 6))
        + names.given(n + 3, sex), it.identity(it.place_a, born, sex), f"1330000{n:04d}",
        buyer.address, household=buyer.household, lives_at=buyer.lives_at,
        relation="父亲" if sex == "男" else "母亲", died_on=died.isoformat() if died else "",
        died_of="疾病" if died else "", work="retired" if is_old else "flexible",
        insured_since=f"{born.year + 22}-07", assistance="特困人员" if n % 25 == 3 else "",
        disability=("肢体", "二级", "42") if n % 10 == 3 else ("", "", ""),
    )  # fmt: skip


def _household_b(it: Clan) -> tuple[Person, ...]:
    n = it.number
    sex = "男" if n // 2 % 2 else "女"
    born = date(1962 + n % 7, 1 + n % 6, 1 + n * 3 % 28)
    mate_born = date(1963 + n % 5, 7 + n % 6, 1 + n * 11 % 28)
    married = date(1990 + n % 3, 10, 1)
    is_widowed, is_divorced = n % 6 == 0, n % 6 == 1
    divorced_on = f"20{11 + n % 10}-03-11" if is_divorced else ""
    address, household = _address_b(it), f"{it.place_b.division}92{n:04d}"
    seller_name, mate_sex = names.surname(n * 7 + 3) + names.given(n // 12 + 5, sex), it.other(sex)
    still_works = sex == "男" and born.year >= 1965
    grand_sex = "男" if n // 5 % 2 else "女"
    moved_out, only_child = f"{it.place_b.division}93{n:04d}", n % 2 == 0
    seller = Person(
        it.username("seller"), seller_name, it.identity(it.place_b, born, sex),
        f"1370000{n:04d}", address, spouse=it.username("mate"), married_on=married.isoformat(),
        divorced_on=divorced_on, household=household, homes=_homes_b(it),
        work="staff" if still_works else "retired", employer=employer(n + 3) if still_works else "",
        insured_since=f"{born.year + 21}-08", fund_months=240 if still_works else 0,
        fund_base="8600" if still_works else "0", has_only_child_certificate=only_child,
        father=it.username("grand") if grand_sex == "男" else "",
        mother=it.username("grand") if grand_sex == "女" else "",
    )  # fmt: skip
    mate = Person(
        it.username("mate"), names.surname(n * 5 + 8) + names.given(n + 2, mate_sex),
        it.identity(it.place_b, mate_born, mate_sex), "" if is_widowed else f"1340000{n:04d}",
        f"杭州市临平区南苑街道藕花洲大街{n + 1}号" if is_divorced else address,
        spouse=it.username("seller"), married_on=married.isoformat(), divorced_on=divorced_on,
        household="" if is_widowed else moved_out if is_divorced else household,
        relation="户主" if is_divorced else ("妻" if mate_sex == "女" else "夫"),
        died_on=f"20{19 + n % 7}-06-{1 + n % 28:02d}" if is_widowed else "",
        died_of="疾病" if is_widowed else "", work="retired",
        insured_since=f"{mate_born.year + 23}-02", has_only_child_certificate=only_child,
    )  # fmt: skip
    return seller, mate, _heir(it, seller, mate, married), _grand(it, seller, grand_sex)


def _heir(it: Clan, seller: Person, mate: Person, married: date) -> Person:
    """Grown up and single: never married, or divorced from somebody elsewhere."""
    n = it.number
    sex = "男" if n // 3 % 2 else "女"
    born = date(married.year + 1 + n % 4, 3 + n % 9, 1 + n * 7 % 28)
    father, mother = (seller, mate) if seller.sex == "男" else (mate, seller)
    was_married = n % 4 == 1
    works = n % 4 != 2
    return Person(
        it.username("heir"), father.name[0] + names.given(n + 4, sex),
        it.identity(it.place_b, born, sex), f"1350000{n:04d}", seller.address,
        father=father.username, mother=mother.username, household=seller.household,
        relation="子" if sex == "男" else "女", married_on="2018-09-09" if was_married else "",
        divorced_on="2023-04-17" if was_married else "", work="staff" if works else "jobless",
        employer=employer(n + 5) if works else "", insured_since=f"{born.year + 23}-07",
        fund_months=30 + n % 40 if works else 0, fund_base="7800" if works else "0",
        discharged_on="2018-09-01" if n % 8 == 3 else "",
        handles_food=n % 8 == 4,
    )  # fmt: skip


def _grand(it: Clan, seller: Person, sex: str) -> Person:
    """A parent of the seller's: dead for years in every third clan."""
    n = it.number
    born = date(seller.born.year - 24 - n % 3, 2 + n % 10, 1 + n * 13 % 28)
    is_dead = n % 3 == 0
    return Person(
        it.username("grand"), (seller.name[0] if sex == "男" else names.surname(n + 13))
        + names.given(n + 8, sex), it.identity(it.place_b, born, sex), "", seller.address,
        household="" if is_dead else seller.household, relation="父亲" if sex == "男" else "母亲",
        died_on=f"20{10 + n % 10}-02-{1 + n % 28:02d}" if is_dead else "",
        died_of="疾病" if is_dead else "", work="retired",
        insured_since="1986-01", disability=("视力", "一级", "11") if n % 9 == 4 else ("", "", ""),
    )  # fmt: skip


def _child_born(it: Clan) -> date:
    """This autumn, of the age to start school, in school, or nearly grown up."""
    n = it.number
    if it.child_kind == NEWBORN:
        return AS_OF - timedelta(days=2 + n % 55)
    if it.child_kind == PRESCHOOL:
        return date(2020, 8, 31) - timedelta(days=n % 360)
    return date((2013 if it.child_kind == PUPIL else 2009) + n % 3, 1 + n % 12, 1 + n * 17 % 28)


def _surname_of(father: str, buyer: Person, partner: Person) -> str:
    return (buyer if buyer.username == father else partner).name[0]


def _address_a(it: Clan) -> str:
    n, place = it.number, it.place_a
    return f"{place.name}{place.street}{n % 300 + 1}号{n // 300 + 1}幢{101 + n % 9}室"


def _address_b(it: Clan) -> str:
    n, place = it.number, it.place_b
    return f"{place.name}{place.street}{100 + n // 40}号{n % 40 + 1}幢{101 + n % 9}室"


def _homes_a(it: Clan) -> tuple[Home, ...]:
    """Most young couples own nothing yet; some have a home of their own, a new one under contract,
    or a very small one.
    """
    n = it.number
    kind = {17: "own", 3: "new", 13: "new", 9: "small"}.get(n % 20)
    if kind is None:
        return ()
    is_new = kind == "new"
    area = f"{24 + n % 9}.50" if kind == "small" else f"{88 + n % 40}.{n % 100:02d}"
    return (
        Home(
            f"浙（2026）杭州市不动产证明第2{n:06d}号" if is_new
            else f"浙（2021）杭州市不动产权第3{n:06d}号",
            f"330110012003GB{40000 + n:05d}F0002{n:04d}",
            f"杭州市余杭区仓前街道文一西路{1500 + n}号{n % 20 + 1}幢{201 + n % 9}室", area,
            ownership="共同共有", bought_on="2026-06-26" if is_new else "2021-05-18",
            price="980000" if kind == "small" else str(2_100_000 + n % 90 * 10_000),
            is_registered=not is_new,
        ),
    )  # fmt: skip


def _homes_b(it: Clan) -> tuple[Home, ...]:
    """One home, free of everything; from clan 1000 on many are mortgaged or sealed, or two."""
    n = it.number
    is_burdened = n >= 1000
    home = Home(
        f"浙（2018）杭州市不动产权第1{n:06d}号",
        f"{it.place_b.division}011009GB{20000 + n:05d}F0001{n:04d}",
        _address_b(it),
        f"{70 + n % 60}.{n % 100:02d}",
        mortgage="钱塘商业银行，2019-03-28 登记，尚未注销" if is_burdened and n % 3 == 0 else "",
        secured_debt=str(600_000 + n % 50 * 10_000) if is_burdened and n % 3 == 0 else "0",
        restriction="已查封（2026-05-12）" if is_burdened and n % 3 == 1 else "",
        owed=(("water", "41.20"),) if is_burdened and n % 7 == 0 else (),
    )
    if not is_burdened or n % 5:
        return (home,)
    return (
        home,
        Home(
            f"浙（2015）杭州市不动产权第4{n:06d}号",
            f"330109021001GB{60000 + n:05d}F0003{n:04d}",
            f"杭州市萧山区城厢街道人民路{n}号{n % 12 + 1}幢{301 + n % 9}室",
            "62.30",
            bought_on="2015-11-02",
            price="1240000",
        ),
    )


def employer(number: int) -> str:
    """The firm somebody works for: one of `firms.firm`."""
    return names.firm_name(number % names.FIRMS)
