"""Out, edited, and in again; and every workbook that is refused."""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from materials.catalogue.assemble import assemble_matters
from services.catalogue.spec import (
    FieldSpec,
    LegalBasisSpec,
    MatterSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.imports.actions import begin_publishing, submit_import
from services.imports.errors import (
    ColumnsMissing,
    HasMacros,
    SheetMissing,
    TooManyRows,
    WorkbookRefused,
    ZipBomb,
)
from services.imports.excel import guard
from services.imports.excel import read as excel_read
from services.imports.excel.columns import BASES, FIELDS, MATERIALS, MATTERS, NOTES, SHEETS
from services.imports.excel.write import write_workbooks
from services.imports.running import publish_import
from services.models import Edition, EditionState, ImportRow, Verdict
from tests.services.imports.conftest import rules

DEFLATED = zipfile.ZIP_DEFLATED
ANYBODY = SourceSpec(SourceKind.APPLICANT)
TEA = MatterSpec(
    code="T-1",
    name="=1+1 茶园登记",
    name_en="Tea garden",
    department="茶业局",
    type="行政许可",
    statutory_days=20,
    promised_days=5,
    requirements=(
        RequirementSpec(
            key="form",
            material="form",
            name="申请表",
            legal_bases=(LegalBasisSpec("茶叶法", "8", text="应当提交申请表"),),
            generated_form=True,
        ),
        RequirementSpec(
            key="card",
            material="card",
            name="身份证",
            sources=(
                SourceSpec(SourceKind.LICENCE, resource="DS01"),
                SourceSpec(SourceKind.APPLICANT),
            ),
        ),
    ),
    fields=(
        FieldSpec(element="area", label="面积", kind="choice", choices=(("a", "大", "Large"),)),
    ),
    legal_bases=(LegalBasisSpec("茶叶法", "3", checked=True, text="种茶应当登记"),),
    note="保持不变",
)


def workbook(*matters: MatterSpec) -> io.BytesIO:
    with tempfile.TemporaryDirectory() as folder:
        (made,) = write_workbooks(Path(folder) / "matters.xlsx", matters)
        return io.BytesIO(made.path.read_bytes())


def edited(file: io.BytesIO, *cells: tuple[str, str, object]) -> io.BytesIO:
    """The workbook with some cells changed, as somebody would in Excel: (sheet, place, value)."""
    book = openpyxl.load_workbook(file)
    for sheet, place, value in cells:
        book[sheet][place] = value
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    return target


def place(sheet: str, path: str, row: int = 3) -> str:
    number = [column.path for column in SHEETS[sheet]].index(path)
    return f"{openpyxl.utils.get_column_letter(number + 1)}{row}"


@pytest.fixture
def published(read, author, reviewer):
    run = submit_import(read(workbook(TEA), "xlsx"), why="新事项", actor=author)
    publish_import(begin_publishing(run, actor=reviewer), actor=reviewer)
    edition = Edition.objects.select_related("matter", "department").get()
    return assemble_matters([edition])[edition.pk]


def test_no_cell_that_we_write_is_a_formula():
    evil = replace(TEA, name="=HYPERLINK(1)", note="@SUM(A1)", fee="+1", visit_reason="-1")
    book = openpyxl.load_workbook(workbook(evil))
    assert book.sheetnames == [MATTERS, MATERIALS, FIELDS, BASES, NOTES]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert book[MATTERS][place(MATTERS, "name")].value == "=HYPERLINK(1)"
    assert book[MATTERS].column_dimensions["A"].hidden


def test_lists_can_be_chosen_from():
    sheet = openpyxl.load_workbook(workbook(TEA))[MATTERS]
    offered = {
        str(each.sqref).split(":")[0]: each.formula1
        for each in sheet.data_validations.dataValidation
    }
    assert offered[place(MATTERS, "handling")] == '"即办件,承诺件,其他"'


def test_a_new_matter_comes_in_whole(published):
    assert published == replace(
        TEA,
        requirements=(replace(TEA.requirements[0], generated_form=False), TEA.requirements[1]),
    )


def test_out_and_in_again_changes_nothing(published, read):
    rows = read(workbook(published), "xlsx").rows.all()
    assert [(row.verdict, row.findings) for row in rows] == [(Verdict.UNCHANGED, rows[0].findings)]
    assert not any(each["severity"] == "error" for each in rows[0].findings)


def test_an_edit_changes_what_was_edited_and_no_more(published, read, author, reviewer):
    file = edited(
        workbook(published),
        (MATTERS, place(MATTERS, "promised_days"), 2),
        (MATTERS, place(MATTERS, "elements.consult_phone"), "0571-1"),
        (MATERIALS, place(MATERIALS, "necessity", 4), "容缺后补"),
    )
    run = read(file, "xlsx")
    row = run.rows.get()
    assert row.verdict == Verdict.CHANGED
    assert [each["field"] for each in row.changes] == [
        "elements.consult_phone",
        "promised_days",
        "requirements.card",
    ]
    run = submit_import(run, why="缩短时限", actor=author)
    publish_import(begin_publishing(run, actor=reviewer), actor=reviewer)
    edition = Edition.objects.select_related("matter", "department").get(
        state=EditionState.PUBLISHED
    )
    after = assemble_matters([edition])[edition.pk]
    assert (edition.number, after.promised_days, after.note) == (2, 2, "保持不变")
    assert after.requirements[0] == published.requirements[0]


def test_an_old_export_is_refused_once_the_matter_moved_on(published, read, author, reviewer):
    old = workbook(published)
    run = submit_import(
        read(edited(old, (MATTERS, place(MATTERS, "promised_days"), 2)), "xlsx"),
        why="缩短时限",
        actor=author,
    )
    publish_import(begin_publishing(run, actor=reviewer), actor=reviewer)
    row = read(edited(old, (MATTERS, place(MATTERS, "note"), "晚了")), "xlsx").rows.get()
    assert (row.verdict, "row.stale" in rules(row)) == (Verdict.REFUSED, True)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("handling", "随便办"),
        ("statutory_days", "三天"),
        ("statutory_days", "-3"),
        ("promised_days", 99),
        ("elements.is_fee", "也许"),
        ("elements.server_type", "自然人；外星人"),
    ],
)
def test_a_wrong_value_refuses_its_row(read, path, value):
    good = replace(TEA, code="T-2")
    file = edited(workbook(TEA, good), (MATTERS, place(MATTERS, path), value))
    wrong, right = read(file, "xlsx").rows.all()
    assert (wrong.verdict, right.verdict) == (Verdict.REFUSED, Verdict.NEW)
    assert path in {each["field"] for each in wrong.findings if each["rule"] == "record.wrong"}


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A0"])
@pytest.mark.parametrize(
    ("sheet", "path"), [(MATTERS, "note"), (MATERIALS, "name"), (BASES, "text")]
)
def test_a_formula_refuses_its_row(read, sheet, path, formula):
    row = read(edited(workbook(TEA), (sheet, place(sheet, path), formula)), "xlsx").rows.get()
    assert row.verdict == Verdict.REFUSED
    (finding,) = [each for each in row.findings if each["rule"] == "cell.formula"]
    assert finding["zh"].endswith(f"{sheet}!{place(sheet, path)}")


def test_a_script_is_text_and_is_flagged(read):
    script = "<script>alert(1)</script>"
    row = read(edited(workbook(TEA), (MATTERS, place(MATTERS, "note"), script)), "xlsx").rows.get()
    assert (row.verdict, "cell.script" in rules(row)) == (Verdict.NEW, True)
    assert row.spec["matter"]["note"] == script


def test_a_code_that_stands_twice(read):
    bare = MatterSpec(code="T-1", name="再来一次", department="茶业局")
    first, second = read(workbook(TEA, bare), "xlsx").rows.all()
    assert (first.verdict, second.verdict) == (Verdict.NEW, Verdict.REFUSED)
    assert rules(second) == {"code.twice"}


def test_a_material_without_its_matter(read):
    file = edited(workbook(TEA), (MATERIALS, "A3", "T-9"))
    matter, orphan = read(file, "xlsx").rows.all()
    assert (matter.verdict, orphan.verdict) == (Verdict.NEW, Verdict.REFUSED)
    assert rules(orphan) == {"row.orphan"}


def waiting(code: str, other: str) -> MatterSpec:
    needs = RequirementSpec(
        key="o",
        material="o",
        name="结果",
        sources=(SourceSpec(SourceKind.OUTPUT, matter=other), SourceSpec(SourceKind.APPLICANT)),
    )
    return replace(TEA, code=code, requirements=(needs,))


def test_matters_that_wait_for_each_other(read):
    run = read(
        workbook(waiting("A", "B"), waiting("B", "C"), waiting("C", "A"), waiting("D", "A")), "xlsx"
    )
    rows = {row.code: row for row in run.rows.all()}
    assert {code: row.verdict for code, row in rows.items()} == {
        "A": "refused",
        "B": "refused",
        "C": "refused",
        "D": "new",
    }
    (finding,) = [each for each in rows["A"].findings if each["rule"] == "matters.cycle"]
    assert finding["zh"].endswith("A → B → C → A")


def test_a_circle_with_what_is_published(read, author, reviewer):
    run = submit_import(read(workbook(waiting("A", "B")), "xlsx"), why="先发 A", actor=author)
    publish_import(begin_publishing(run, actor=reviewer), actor=reviewer)
    row = read(workbook(waiting("B", "A")), "xlsx").rows.get()
    assert (row.verdict, "matters.cycle" in rules(row)) == (Verdict.REFUSED, True)


def refused(read, file, refusal) -> None:
    with pytest.raises(refusal):
        read(file, "xlsx")
    assert ImportRow.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 broken", b"%PDF-1.7"])
def test_what_is_no_workbook(read, content):
    refused(read, io.BytesIO(content), WorkbookRefused)


def packed(**members: bytes) -> io.BytesIO:
    """The members of a real workbook, with some replaced or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(workbook(TEA)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book,
    ):
        names = {
            name.replace("__", "/").replace("_dot_", "."): data for name, data in members.items()
        }
        for name in source.namelist():
            book.writestr(name, names.pop(name, None) or source.read(name))
        for name, data in names.items():
            book.writestr(name, data)
    target.seek(0)
    return target


def test_macros(read):
    refused(read, packed(xl__vbaProject_dot_bin=b"macro"), HasMacros)


def test_a_zip_bomb_is_not_unpacked(read, monkeypatch):
    monkeypatch.setattr(excel_read.openpyxl, "load_workbook", None)
    refused(read, packed(xl__worksheets__sheet1_dot_xml=b" " * (60 << 20)), ZipBomb)


def test_a_large_package_is_not_unpacked(read, monkeypatch):
    monkeypatch.setattr(excel_read.openpyxl, "load_workbook", None)
    monkeypatch.setattr(guard, "MOST_UNPACKED", 1000)
    refused(read, workbook(TEA), ZipBomb)


def test_entities_are_refused(read):
    bomb = b"""<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"""
    refused(read, packed(xl__worksheets__sheet1_dot_xml=bomb), WorkbookRefused)


def test_damaged_xml(read):
    refused(read, packed(xl__workbook_dot_xml=b"<workbook"), WorkbookRefused)


def test_more_rows_than_allowed(read, monkeypatch):
    monkeypatch.setattr(excel_read, "MOST_ROWS", 4)
    refused(read, workbook(*(replace(TEA, code=f"T-{number}") for number in range(3))), TooManyRows)


def test_a_row_far_down_and_a_size_that_lies(read):
    """The last row that Excel has, in a sheet that says it is one cell large."""
    target = io.BytesIO()
    book = openpyxl.load_workbook(workbook(TEA))
    book[MATTERS].cell(row=1_048_576, column=2, value="T-9")
    book.save(target)
    lying = io.BytesIO()
    with (
        zipfile.ZipFile(target) as source,
        zipfile.ZipFile(lying, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                assert b"1048576" in data
                before, _, after = data.partition(b'<dimension ref="')
                data = before + b'<dimension ref="A1:A1' + after[after.index(b'"') :]
            out.writestr(name, data)
    lying.seek(0)
    refused(read, lying, TooManyRows)


def test_another_workbook(read):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("Sheet1").write_string(0, 0, "你好")
    target.seek(0)
    refused(read, target, SheetMissing)


def test_a_column_is_gone(read):
    file = edited(workbook(TEA), (MATTERS, place(MATTERS, "promised_days", 2), "something_else"))
    with pytest.raises(ColumnsMissing) as refusal:
        read(file, "xlsx")
    assert "承诺时限（promised_days）" in refusal.value.said
    assert ImportRow.objects.count() == 0


def test_rows_of_other_sheets_in_any_order(published, read):
    """The sheets need not be sorted alike: each row finds its matter by the code."""
    other = replace(TEA, code="T-2", name="另一个")
    book = openpyxl.load_workbook(workbook(other, published))
    sheet = book[MATERIALS]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    for number, row in enumerate(sorted(rows, key=lambda row: str(row[2])), 3):
        for column, value in enumerate(row, 1):
            sheet.cell(row=number, column=column, value=value)
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    run = read(target, "xlsx")
    keys = {
        row.code: sorted(each["key"] for each in row.spec["matter"]["requirements"])
        for row in run.rows.all()
    }
    assert keys == {"T-2": ["card", "form"], "T-1": ["card", "form"]}
