"""More than one workbook holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.imports.errors import TooManyForOneBook
from services.imports.excel import write as excel_write
from services.imports.excel.write import write_workbooks
from tests.services.imports.test_excel import TEA


def test_what_does_not_fit_goes_into_the_next_workbook(tmp_path, monkeypatch, read):
    monkeypatch.setattr(excel_write, "MOST_ROWS", 6)
    many = [replace(TEA, code=f"T-{number}") for number in range(5)]
    made = write_workbooks(tmp_path / "out.xlsx", many)
    assert [(each.path.name, each.matters) for each in made] == [
        ("out.xlsx", 2),
        ("out-2.xlsx", 2),
        ("out-3.xlsx", 1),
    ]
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "out-2.xlsx",
        "out-3.xlsx",
        "out.xlsx",
    ]
    codes = []
    for each in made:
        with each.path.open("rb") as file:
            codes += read(file, "xlsx").rows.values_list("code", "verdict")
    assert codes == [(matter.code, "new") for matter in many]


def test_a_matter_that_no_workbook_holds_is_refused_before_anything_is_there(tmp_path, monkeypatch):
    monkeypatch.setattr(excel_write, "MOST_ROWS", 3)
    with pytest.raises(TooManyForOneBook) as refusal:
        write_workbooks(tmp_path / "out.xlsx", [replace(TEA, requirements=()), TEA])
    assert "T-1" in refusal.value.said
    assert list(tmp_path.iterdir()) == []
