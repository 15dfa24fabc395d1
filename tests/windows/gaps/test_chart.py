"""The pictures, in units of their own."""

from __future__ import annotations

import datetime as dt

from windows.web.lists.chart import BAR_AT, ROW, columns, rows, shortened


def test_bars_to_one_scale():
    drawn = rows([("甲", 8, "red"), ("乙", 2, "leaf"), ("丙", 0, "red")])
    assert [each.length for each in drawn.rows] == [268, 67, 0]
    assert [each.bar_at for each in drawn.rows] == [BAR_AT, BAR_AT + ROW, BAR_AT + 2 * ROW]
    assert drawn.height == 3 * ROW


def test_a_long_label_ends_where_the_picture_does():
    assert shortened("短") == "短"
    assert shortened("字" * 40) == "字" * 28 + "…"
    assert shortened("a" * 80) == "a" * 51 + "…"


def test_columns_stand_on_the_foot():
    day = dt.date(2026, 6, 1)
    drawn = columns([(day, 0), (day, 5), (day, 10)])
    assert drawn.most == 10
    assert [each.top + each.high for each in drawn.columns] == [drawn.foot] * 3
    assert drawn.columns[2].high == 2 * drawn.columns[1].high
    assert columns([]).columns == ()
    assert columns([(day, 0)]).columns[0].high == 0
