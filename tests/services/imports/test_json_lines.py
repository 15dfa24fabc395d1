"""Lines that are no records: each refused with its line and reason, while the others go on."""

from __future__ import annotations

import io
import json

import pytest

from services.imports.readers import json_lines
from services.models import ImportState, Verdict
from tests.services.imports.conftest import as_file, record, rules

GOOD = as_file(record(1)).getvalue()


def broken(before: str, after: str) -> bytes:
    """A good record with one part of its text replaced."""
    text = json.dumps(record(2), ensure_ascii=False)
    assert before in text
    return text.replace(before, after, 1).encode() + b"\n"


SPOILT = {
    "nan": (broken('"matter_short": "茶园登记"', '"matter_short": NaN'), "NaN"),
    "infinity": (broken('"matter_short": "茶园登记"', '"x": -Infinity'), "-Infinity"),
    "too large": (broken('"matter_short": "茶园登记"', '"x": 1e999'), "1e999"),
    "digits": (broken('"matter_short": "茶园登记"', '"x": ' + "9" * 5000), "过长的数字"),
    "surrogate": (broken("茶园登记2", "\\ud800"), "代理字符"),
    "surrogate in a name": (broken('"matter_short"', '"\\uDFFF"'), "代理字符"),
    "twice": (broken('"DEPT_NAME": ', '"DEPT_NAME": "甲局", "DEPT_NAME": '), "“DEPT_NAME”写了两次"),
    "twice within": (broken('"$oid": ', '"$oid": 1, "$oid": '), "“$oid”写了两次"),
    "deep": (broken('"无"', "[" * 40 + "]" * 40), "嵌套超过 32 层"),
    "very deep": (b"[" * 100_000 + b"\n", "嵌套超过 32 层"),
    "bom": (b"\xef\xbb\xbf" + broken("2", "2"), "BOM"),
    "encoding": (json.dumps(record(2), ensure_ascii=False).encode("gb18030") + b"\n", "UTF-8"),
    "not an object": (b"[1]\n", "不是 JSON 对象"),
    "cut off": (b'{"TASK_NAME": \n', "不是正确的 JSON"),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_a_spoilt_line_is_refused_and_the_others_go_on(read, kind):
    line, why = SPOILT[kind]
    run = read(io.BytesIO(GOOD + b"\n" + line + as_file(record(3)).getvalue()))
    first, spoilt, last = run.rows.all()
    assert (run.state, first.verdict, last.verdict) == (
        ImportState.READY,
        Verdict.NEW,
        Verdict.NEW,
    )
    assert (spoilt.verdict, rules(spoilt)) == (Verdict.REFUSED, {"record.unreadable"})
    (finding,) = spoilt.findings
    assert finding["zh"].startswith("读不懂文件第 3 行：")
    assert why in finding["zh"]
    assert finding["en"].startswith("Cannot read line 3 of the file: ")
    assert (finding["where"], finding["way_out_zh"]) == ("3", "请在源文件里改正，再导入一次。")


def test_a_file_in_utf_16_is_refused_line_by_line(read):
    run = read(io.BytesIO(as_file(record(1), record(2)).getvalue().decode().encode("utf-16")))
    assert set(run.rows.values_list("verdict", flat=True)) == {Verdict.REFUSED}


def test_a_byte_order_mark_at_the_very_beginning_does_no_harm(read):
    run = read(io.BytesIO(b"\xef\xbb\xbf" + GOOD))
    assert list(run.rows.values_list("verdict", flat=True)) == [Verdict.NEW]


def test_what_looks_spoilt_and_is_not(read):
    fine = record(1, matter_short="\U0001f375", x=1.5e300, y=[[{"a": [[]]}]], z="NaN")
    text = json.dumps(fine)
    assert "\\ud83c" in text
    row = read(io.BytesIO(text.encode())).rows.get()
    assert (row.verdict, row.raw["matter_short"]) == (Verdict.NEW, "\U0001f375")


def test_a_line_that_is_too_long_is_one_row(read, monkeypatch):
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 3000)
    long = as_file(record(2, matter_short="长" * 5000)).getvalue()
    run = read(io.BytesIO(GOOD + long + as_file(record(3)).getvalue()))
    assert [(row.number, row.verdict) for row in run.rows.all()] == [
        (1, Verdict.NEW),
        (2, Verdict.REFUSED),
        (3, Verdict.NEW),
    ]
    assert "3,000" in run.rows.get(number=2).findings[0]["zh"]
