"""What our own formats refuse, what a provincial list is forgiven, and what no row may rewrite."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from materials.catalogue.models import MaterialType
from services.catalogue.spec import (
    CatalogueSpec,
    DepartmentSpec,
    LegalBasisSpec,
    MaterialTypeSpec,
    MatterSpec,
    RequirementSpec,
)
from services.catalogue.write import write_yaml
from services.imports.actions import begin_publishing, submit_import
from services.imports.excel.columns import MATERIALS, MATTERS
from services.imports.running import publish_import
from services.models import Edition, Region, Verdict
from tests.services.imports.conftest import as_file, record, rules, staff, start_and_read
from tests.services.imports.test_excel import TEA, edited, place, workbook

PAPER = RequirementSpec(key="form", material="form", name="申请表")


def yaml_file(*matters: MatterSpec, materials=()) -> io.BytesIO:
    spec = CatalogueSpec(
        title="一批",
        departments=(DepartmentSpec("茶业局"),),
        materials=tuple(materials),
        matters=matters,
    )
    return io.BytesIO(write_yaml(spec).encode())


def finding_of(row, rule: str) -> dict:
    (finding,) = [each for each in row.findings if each["rule"] == rule]
    return finding


def test_a_workbook_without_a_legal_basis_is_refused_with_its_cell(read, author):
    bare = replace(TEA, legal_bases=(), requirements=(PAPER,))
    row = read(workbook(replace(TEA, code="T-0"), bare), "xlsx").rows.get(number=2)
    assert row.verdict == Verdict.REFUSED
    matter, paper = finding_of(row, "law.matter"), finding_of(row, "law.none")
    assert (matter["severity"], matter["where"]) == ("error", f"{MATTERS}!4")
    assert (paper["severity"], paper["where"]) == ("error", f"{MATERIALS}!5")
    assert paper["way_out_zh"] == "写明依据，或不再要求这份材料"


def test_a_contradiction_in_a_workbook_names_its_cell(read):
    file = edited(
        workbook(TEA),
        (MATTERS, place(MATTERS, "elements.consult_phone"), "0571-1"),
        (MATTERS, place(MATTERS, "elements.complain_phone"), "0571-1"),
    )
    row = read(file, "xlsx").rows.get()
    finding = finding_of(row, "wenzhou.phones")
    cell = place(MATTERS, "elements.complain_phone")
    assert (row.verdict, finding["where"]) == (Verdict.REFUSED, f"{MATTERS}!{cell}")


def test_a_yaml_file_with_an_error_is_refused_with_its_place(read):
    good = MatterSpec(
        code="Y-1",
        name="登记",
        department="茶业局",
        promised_days=3,
        legal_bases=(LegalBasisSpec("茶叶法", "3"),),
    )
    bad = replace(good, code="Y-2", legal_bases=(), requirements=(PAPER,))
    first, second = read(yaml_file(good, bad), "yaml").rows.all()
    assert (first.verdict, second.verdict) == (Verdict.NEW, Verdict.REFUSED)
    assert finding_of(second, "law.none")["where"] == "matters[2] / form"


def test_a_provincial_list_is_forgiven_what_is_known_to_be_wrong(read):
    file = as_file(record(1, accept_standard="无", complain_phone="0571-11111111"))
    row = read(file).rows.get()
    assert row.verdict == Verdict.NEW
    severities = {each["rule"]: each["severity"] for each in row.findings}
    assert (severities["law.none"], severities["wenzhou.phones"]) == ("warning", "warning")


def test_a_provincial_list_is_not_forgiven_everything(read):
    row = read(as_file(record(1, FEE_BASIS="", IS_FEE="0", CHARGES=[{"FEE_STAND": "10 元"}]))).rows
    assert row.get().verdict == Verdict.REFUSED
    assert finding_of(row.get(), "wenzhou.fee")["severity"] == "error"


def test_what_would_change_nothing_is_not_refused(read, author, reviewer):
    run = submit_import(read(as_file(record(1, accept_standard="无"))), why="新", actor=author)
    publish_import(begin_publishing(run, actor=reviewer), actor=reviewer)
    row = read(as_file(record(1, accept_standard="无"))).rows.get()
    assert row.verdict == Verdict.UNCHANGED


def test_an_error_that_came_up_after_reading_is_refused_at_publication(read, author, reviewer):
    run = submit_import(read(as_file(record(1), record(2))), why="新", actor=author)
    row = run.rows.get(number=1)
    row.spec["matter"]["name"] = "长" * 201
    row.save()
    run = publish_import(begin_publishing(run, actor=reviewer), actor=reviewer)
    row.refresh_from_db()
    assert (run.state, run.published, row.verdict) == ("published", 1, Verdict.REFUSED)
    assert "value.too_long" in rules(row)
    assert Edition.objects.get().name == "云上茶园登记2"


@pytest.mark.parametrize(
    ("sheet", "path", "most"),
    [
        (MATTERS, "name", 200),
        (MATTERS, "name_en", 300),
        (MATTERS, "fee", 300),
        (MATTERS, "visit_reason", 300),
        (MATTERS, "elements.task_code", 40),
        (MATERIALS, "name", 200),
        (MATERIALS, "material", 64),
    ],
)
def test_a_value_that_is_too_long_is_said_with_its_cell(read, sheet, path, most):
    file = edited(workbook(TEA), (sheet, place(sheet, path), "a" * (most + 1)))
    row = read(file, "xlsx").rows.get()
    assert row.verdict == Verdict.REFUSED
    found = [each for each in row.findings if each["rule"] == "value.too_long"]
    assert f"{sheet}!{place(sheet, path)}" in {each["where"] for each in found}
    assert f"最多 {most} 个" in found[0]["zh"]


def test_a_value_that_just_fits(read):
    file = edited(workbook(TEA), (MATTERS, place(MATTERS, "name"), "长" * 200))
    assert read(file, "xlsx").rows.get().verdict == Verdict.NEW


def test_too_many_days(read):
    file = edited(workbook(TEA), (MATTERS, place(MATTERS, "statutory_days"), 40_000))
    row = read(file, "xlsx").rows.get()
    where = f"{MATTERS}!{place(MATTERS, 'statutory_days')}"
    assert (row.verdict, finding_of(row, "value.too_large")["where"]) == (Verdict.REFUSED, where)


def test_a_column_that_was_moved_is_named_where_it_stands(read):
    book = openpyxl.load_workbook(workbook(TEA))
    sheet = book[MATTERS]
    sheet.insert_cols(2)
    sheet["B2"] = "remark"
    sheet["D3"] = "长" * 201
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    row = read(target, "xlsx").rows.get()
    assert finding_of(row, "value.too_long")["where"] == f"{MATTERS}!D3"


def test_a_new_row_never_renames_a_material_that_is_shared(read, author, reviewer):
    MaterialType.objects.create(code="form", name="统一申请表", name_en="Form", kind="form")
    row = read(workbook(TEA), "xlsx").rows.get()
    finding = finding_of(row, "material.known")
    assert (row.verdict, finding["severity"], finding["where"]) == (
        Verdict.NEW,
        "warning",
        f"{MATERIALS}!{place(MATERIALS, 'name')}",
    )
    assert "“统一申请表”" in finding["zh"]
    assert "换一个新的编码" in finding["way_out_zh"]
    run = submit_import(row.run, why="新", actor=author)
    publish_import(begin_publishing(run, actor=reviewer), actor=reviewer)
    kept = MaterialType.objects.get(code="form")
    assert (kept.name, kept.name_en, kept.kind) == ("统一申请表", "Form", "form")
    assert MaterialType.objects.get(code="card").name == "身份证"


def test_a_yaml_file_does_not_either(read, author, reviewer):
    MaterialType.objects.create(code="form", name="统一申请表", kind="form")
    tea = replace(TEA, requirements=(PAPER,))
    file = yaml_file(tea, materials=(MaterialTypeSpec("form", "另一张表", kind="document"),))
    run = read(file, "yaml")
    assert "material.known" in rules(run.rows.get())
    run = submit_import(run, why="新", actor=author)
    publish_import(begin_publishing(run, actor=reviewer), actor=reviewer)
    assert Edition.objects.count() == 1
    kept = MaterialType.objects.get(code="form")
    assert (kept.name, kept.kind) == ("统一申请表", "form")


def test_a_material_that_came_meanwhile_is_not_renamed(read, author, reviewer):
    run = submit_import(read(workbook(TEA), "xlsx"), why="新", actor=author)
    MaterialType.objects.create(code="form", name="先到的表", kind="form")
    publish_import(begin_publishing(run, actor=reviewer), actor=reviewer)
    assert MaterialType.objects.get(code="form").name == "先到的表"


def test_a_record_of_a_region_outside_is_refused(province):
    Region.objects.create(code="440000", name="海山省", level=1)
    run = start_and_read(
        as_file(record(1, AREACODE="440000")),
        name="一批",
        format="c0109",
        region="330000",
        actor=staff("waisheng"),
    )
    row = run.rows.get()
    assert (row.verdict, "region.outside" in rules(row)) == (Verdict.REFUSED, True)
