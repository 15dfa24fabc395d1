"""`import_matters` and `export_matters` from end to end."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from services.catalogue.spec import CatalogueSpec, DepartmentSpec, LegalBasisSpec, MatterSpec
from services.catalogue.write import write_yaml
from services.models import Edition, ImportRow, ImportRun, ImportState, Verdict
from tests.services.conftest import UNSEEN
from tests.services.imports.conftest import as_file, record, staff


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "清单.jsonl"
    path.write_bytes(as_file(record(1), record(2, consult_phone="=1+1"), record(2)).getvalue())
    return path


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("import_matters", *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_report_row_by_row(province, file, tmp_path):
    said = run(file, "--region", "330000", "--report", tmp_path / "report.csv")
    assert "新增：2" in said
    assert "不能导入：1" in said
    assert "element.missing" in said
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as report:
        rows = list(csv.reader(report))
    assert {row[0] for row in rows[1:]} == {"1", "2", "3"}
    assert [row[5] for row in rows if row[0] == "3"] == ["code.twice"]
    assert len({len(row) for row in rows}) == 1


def test_a_dry_run_keeps_nothing(province, file, reviewer):
    said = run(file, "--region", "330000", "--dry-run", "--publish", "--reviewer", "shenhe")
    assert "发布了 2 个事项" in said
    assert (ImportRun.objects.count(), ImportRow.objects.count(), Edition.objects.count()) == (
        0,
    ) * 3


def test_publishing(province, file, reviewer):
    run(file, "--region", "330000", "--publish", "--reviewer", "shenhe", "--why", "新清单")
    kept = ImportRun.objects.get()
    assert (kept.state, kept.why, kept.reviewer_name) == (ImportState.PUBLISHED, "新清单", "shenhe")
    assert Edition.objects.count() == 2


@pytest.fixture
def earnest(settings):
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, mode="production")


def test_in_earnest_the_command_publishes_nothing(province, file, author, reviewer, earnest):
    arguments = (file, "--region", "330000", "--author", "bianji")
    with pytest.raises(CommandError, match="命令只能导入，不能发布"):
        run(*arguments, "--publish", "--reviewer", "shenhe")
    assert (ImportRun.objects.count(), Edition.objects.count()) == (0, 0)
    said = run(*arguments)
    kept = ImportRun.objects.get()
    assert (kept.state, kept.author_name, kept.reviewer) == (ImportState.READY, "bianji", None)
    assert f"/catalogue/imports/{kept.pk}/" in said


@pytest.mark.parametrize("username", ["", "nobody", "ducha"])
def test_in_earnest_an_account_answers_for_it(province, file, earnest, username):
    staff("ducha", "supervisor")
    with pytest.raises(CommandError, match="没有可以导入的账号"):
        run(file, "--region", "330000", "--author", username)
    assert not ImportRun.objects.exists()


def test_nobody_is_author_and_reviewer_in_a_demo_either(province, file, author):
    with pytest.raises(CommandError, match="自己导入或送审的内容不能由自己审核"):
        run(file, "--region", "330000", "--author", "bianji", "--publish", "--reviewer", "bianji")
    assert Edition.objects.count() == 0


@pytest.mark.parametrize("username", ["", "nobody", "ducha"])
def test_without_a_reviewer_nothing_is_read(province, file, username):
    with pytest.raises(CommandError):
        run(file, "--region", "330000", "--publish", "--reviewer", username)
    assert not ImportRun.objects.exists()


def test_a_region_that_is_not_loaded(db, file):
    with pytest.raises(CommandError, match="load_regions"):
        run(file, "--region", "330000")


def test_a_file_that_is_not_there(province, tmp_path):
    with pytest.raises(CommandError):
        run(tmp_path / "nothing.jsonl", "--region", "330000")


def test_a_workbook_of_what_is_published(province, file, reviewer, tmp_path):
    run(file, "--region", "330000", "--publish", "--reviewer", "shenhe")
    out = StringIO()
    call_command("export_matters", str(tmp_path / "book.xlsx"), stdout=out)
    assert "2" in out.getvalue()
    said = run(tmp_path / "book.xlsx", "--format", "xlsx", "--region", "330000")
    assert "无变化：2" in said


def test_matters_of_a_catalogue_file(province, tmp_path, read):
    path = tmp_path / "matters.yaml"
    tea = MatterSpec(
        code="Y-1",
        name="茶园登记",
        department="茶业局",
        promised_days=3,
        legal_bases=(LegalBasisSpec("茶叶法", "3"),),
    )
    text = write_yaml(
        CatalogueSpec(title="一批", departments=(DepartmentSpec("茶业局"),), matters=(tea,))
    )
    path.write_text(text, encoding="utf-8")
    with path.open("rb") as file:
        row = read(file, "yaml").rows.get()
    assert (row.verdict, row.code, row.spec["matter"]["promised_days"]) == (Verdict.NEW, "Y-1", 3)


def test_a_life_event_of_a_file_is_left_to_the_loader(read):
    with UNSEEN.open("rb") as file:
        rows = list(read(file, "yaml").rows.all())
    assert [(row.code, row.verdict) for row in rows] == [("X01", "refused"), ("X02", "refused")]
    assert rows[0].findings[0]["rule"] == "life_event.file"
