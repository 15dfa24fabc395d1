"""Codes of matters: 基本编码 (12), 实施编码 (31), 业务办理项编码 (33).

    12 = 2 division + 2 type + 2 department + 3 main item + 3 sub-item
    31 = 18 unified social credit code + 1 level + the basic code
    33 = 31 + 2 serial

Each function says what is wrong and refuses nothing: to publish a wrong code is an error, to import
one that a real catalogue carries is not (`services.checks`, `services.imports`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.accounts.identity import is_credit_code
from services.catalogue.codelists import UseLevel, from_code
from services.catalogue.elements import MatterElements
from services.catalogue.text import Text

_BASIC = re.compile(r"[0-9A-Z]{12}")
_TASK = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}[1-7][0-9A-Z]{12}")
_ITEM_SERIAL = re.compile(r"[0-9A-Z]{2}")


@dataclass(frozen=True, slots=True)
class TaskCode:
    """An 实施编码 taken apart; only `parts_of` makes it, of a code with the right form."""

    credit_code: str
    level: UseLevel
    basic_code: str


def parts_of(code: str) -> TaskCode | None:
    """The parts of a code with the right form, whether or not its check character is right."""
    if not _TASK.fullmatch(code):
        return None
    level = from_code("gbt39046", UseLevel, code[18])
    return TaskCode(code[:18], level, code[19:]) if level else None


def check_basic_code(code: str) -> list[Text]:
    if _BASIC.fullmatch(code):
        return []
    return [
        Text(
            f"基本编码“{code}”应为 12 位数字或大写字母，现有 {len(code)} 位",
            f"The basic code “{code}” should be 12 digits or capital letters; it has {len(code)}",
        )
    ]


def check_task_code(code: str, basic_code: str = "") -> list[Text]:
    """`basic_code` is what the matter states beside it; "" where it states none."""
    parts = parts_of(code)
    if parts is None and len(code) == 33 and parts_of(code[:31]):
        return [
            Text(
                f"实施编码“{code}”有 33 位，是业务办理项编码；实施编码是它的前 31 位",
                f"The task code “{code}” has 33 characters: it is a handling item code, of which "
                f"the first 31 are the task code",
            )
        ]
    if parts is None:
        return [
            Text(
                f"实施编码“{code}”应为 31 位：统一社会信用代码 18 位、行使层级 1 位（1—7）、"
                f"基本编码 12 位，现有 {len(code)} 位",
                f"The task code “{code}” should be 31 characters: an 18-character credit code, "
                f"a level from 1 to 7 and the 12-character basic code; it has {len(code)}",
            )
        ]
    found = []
    if not is_credit_code(parts.credit_code):
        found.append(
            Text(
                f"实施编码里的统一社会信用代码“{parts.credit_code}”校验不通过",
                f"The credit code “{parts.credit_code}” in the task code is not valid",
            )
        )
    if basic_code and parts.basic_code != basic_code:
        found.append(
            Text(
                f"实施编码的后 12 位“{parts.basic_code}”与基本编码“{basic_code}”不一致",
                f"The last 12 characters “{parts.basic_code}” of the task code differ from the "
                f"basic code “{basic_code}”",
            )
        )
    return found


def check_handle_item(code: str, task_code: str = "") -> list[Text]:
    """`task_code` is what the matter states beside it; "" where it states none."""
    if len(code) != 33 or not _ITEM_SERIAL.fullmatch(code[31:]):
        return [
            Text(
                f"业务办理项编码“{code}”应为 33 位：实施编码加 2 位序号，现有 {len(code)} 位",
                f"The handling item code “{code}” should be 33 characters: the task code and a "
                f"serial of 2; it has {len(code)}",
            )
        ]
    if task_code and code[:31] != task_code:
        return [
            Text(
                f"业务办理项编码的前 31 位与实施编码“{task_code}”不一致",
                f"The first 31 characters of the handling item code differ from the task code "
                f"“{task_code}”",
            )
        ]
    return [] if task_code else check_task_code(code[:31])


def wrong_codes(elements: MatterElements) -> Iterator[tuple[str, Text]]:
    """(element, what is wrong with it); a code that is not stated is not wrong."""
    basic, task, item = elements.catalog_code, elements.task_code, elements.task_handle_item
    for said in check_basic_code(basic) if basic else ():
        yield "catalog_code", said
    for said in check_task_code(task, basic) if task else ():
        yield "task_code", said
    for said in check_handle_item(item, task) if item else ():
        yield "task_handle_item", said
