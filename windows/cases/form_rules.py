"""Is what was typed a value of its kind? Pure; one sentence for each field that is not right."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from portal.accounts.identity import is_credit_code, is_resident_id
from services.catalogue.text import Text
from windows.cases.form_kinds import (
    EARLIEST,
    LATEST,
    LONGEST,
    LONGEST_LONG,
    is_division,
    normalised,
)
from windows.planning.plan import PlannedField

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
"""Python reads more than that as a day: 20260501, 2026-W01-1."""
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
"""And as a number: 1_000, 1e5."""
PHONE = re.compile(r"(?:\+?86)?1[3-9]\d{9}|\(?0\d{2,3}\)?-?\d{7,8}", re.ASCII)

MISSING = Text("请填写", "Please fill this in")


def faults_in(
    fields: tuple[PlannedField, ...], form: Mapping[str, str], *, today: dt.date
) -> dict[str, Text]:
    """Element → what is wrong with it, in the order of the form; empty when all is right."""
    found: dict[str, Text] = {}
    for field in fields:
        value = form.get(field.element, "")
        fault = fault_of(field, value, today=today)
        if fault is not None:
            found[field.element] = fault
    return found


def fault_of(field: PlannedField, value: str, *, today: dt.date) -> Text | None:
    """None when the value is right, or left out where it may be."""
    if not value:
        return MISSING if field.required else None
    if field.kind == "choice":
        allowed = {choice for choice, _ in field.choices}
        return None if value in allowed else Text("请在列出的选项里选", "Choose one of the options")
    check = _CHECKS.get(field.kind, _text)
    return check(normalised(field.kind, value), today)


def _text(value: str, today: dt.date) -> Text | None:
    if len(value) > LONGEST:
        return Text(f"最多 {LONGEST} 个字", f"At most {LONGEST} characters")
    return None


def _long_text(value: str, today: dt.date) -> Text | None:
    if len(value) > LONGEST_LONG:
        return Text(f"最多 {LONGEST_LONG} 个字", f"At most {LONGEST_LONG} characters")
    return None


def _id_number(value: str, today: dt.date) -> Text | None:
    if is_resident_id(value, today=today):
        return None
    return Text(
        "身份证号码不对，请核对 18 位号码", "Not a valid identity number, please check all 18"
    )


def _credit_code(value: str, today: dt.date) -> Text | None:
    if is_credit_code(value):
        return None
    return Text(
        "统一社会信用代码不对，请核对 18 位代码", "Not a valid credit code, please check all 18"
    )


def _phone(value: str, today: dt.date) -> Text | None:
    if PHONE.fullmatch(value):
        return None
    return Text("电话号码不对，例：13800138000", "Not a valid phone number, e.g. 13800138000")


def _date(value: str, today: dt.date) -> Text | None:
    day = _day(value)
    if day is None:
        return Text("日期不对，例：2026-05-01", "Not a valid date, e.g. 2026-05-01")
    if not EARLIEST <= day <= LATEST:
        return Text(
            f"年份不对，应在 {EARLIEST.year} 到 {LATEST.year} 年之间",
            f"The year is wrong: it must lie between {EARLIEST.year} and {LATEST.year}",
        )
    return None


def _day(value: str) -> dt.date | None:
    if not DAY.fullmatch(value):
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:  # 2026-02-30
        return None


def _number(value: str, today: dt.date) -> Text | None:
    number = _decimal(value)
    if number is None:
        return Text("请填数字", "Please give a number")
    return None


def _amount(value: str, today: dt.date) -> Text | None:
    number = _decimal(value)
    if number is None or value.startswith(("+", "-")):
        return Text("请填不小于 0 的数字", "Please give a number of 0 or more")
    if number != round(number, 2):
        return Text("最多保留两位小数", "At most two decimals")
    return None


def _decimal(value: str) -> Decimal | None:
    if not NUMBER.fullmatch(value):
        return None
    number = Decimal(value)
    return number if abs(number) < Decimal(10) ** 15 else None


def _division(value: str, today: dt.date) -> Text | None:
    if is_division(value):
        return None
    return Text(
        "行政区划代码不对，应为 6、9 或 12 位数字，例：330106",
        "Not a valid division code: 6, 9 or 12 digits, e.g. 330106",
    )


_CHECKS: dict[str, Callable[[str, dt.date], Text | None]] = {
    "text": _text,
    "address": _text,
    "long_text": _long_text,
    "id_number": _id_number,
    "credit_code": _credit_code,
    "phone": _phone,
    "date": _date,
    "number": _number,
    "money": _amount,
    "area": _amount,
    "division": _division,
}
