"""Invented firms, as many as wanted, each represented by the buyer of the clan of its number.

Every fourth runs a kitchen, every second has an investment project, every fifth was fined and has
paid, and some owe tax or own nothing: each circumstance turns with the number.
"""

from __future__ import annotations

from functools import lru_cache

from datasharing.sandbox import names
from datasharing.sandbox.people import Firm, Home, Penalty, Project, credit_code

FIRMS = names.FIRMS
_FIRST = "91330106MA2R"


def number_of(code: str) -> int | None:
    """Which firm may have this credit code."""
    digits = code[len(_FIRST) : 17]
    if not code.startswith(_FIRST) or not digits.isdecimal():
        return None
    number = int(digits)
    return number if number < FIRMS else None


@lru_cache(maxsize=FIRMS)
def firm(number: int) -> Firm:
    """Firm 0 … `FIRMS` − 1."""
    if not 0 <= number < FIRMS:
        raise IndexError(number)
    n = number
    is_kitchen = n % 4 == 0
    return Firm(
        credit_code(f"{_FIRST}{n:05d}"),
        names.firm_name(n),
        "有限责任公司",
        f"buyer{n:04d}",
        f"杭州市西湖区文二路{100 + n}号1层",
        "1000000",
        "2020-06-18",
        "日用百货销售；餐饮服务" if is_kitchen else "日用百货销售；信息技术服务",
        abnormal=n % 5 == 0,
        shareholders=((f"buyer{n:04d}", 60), (f"partner{n:04d}", 40)),
        food_licence=f"JY23301060{n:06d}" if is_kitchen else "",
        penalties=_penalties(n),
        project=_project(n) if n % 2 == 0 else None,
        homes=() if n % 3 == 1 else _site(n),
        is_filed_at_customs=n % 3 == 0,
        tax_owed="3260.00" if n % 11 == 5 else "0.00",
    )


def _penalties(n: int) -> tuple[Penalty, ...]:
    if n % 5:
        return ()
    number = f"杭西市监罚〔2025〕{n + 1}号"
    return (Penalty(number, "未按规定公示年度报告", "2025-05-12", "2025-06-03"),)


def _project(n: int) -> Project:
    stage = ("已备案", "用地批准", "规划许可", "施工许可", "竣工验收")[n // 2 % 5]
    code = f"2501-330106-04-01-{n:06d}"
    return Project(code, f"演练{n:04d}号智能仓储项目", "备案", stage, f"{12000 + n}.00")


def _site(n: int) -> tuple[Home, ...]:
    return (
        Home(
            f"浙（2025）杭州市不动产权第5{n:06d}号",
            f"330110018006GB{70000 + n:05d}W0000{n:04d}",
            f"杭州市余杭区良渚街道勾运路{n + 1}号",
            f"{12000 + n}.00",
            bought_on="2025-02-14",
            price=str(26_000_000 + n * 10_000),
            use="非住宅",
            seller="杭州市规划和自然资源局余杭分局",
        ),
    )
