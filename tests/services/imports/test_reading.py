"""Staging: batches, resumption, verdicts, and what refuses a row."""

from __future__ import annotations

import io
import json

import pytest

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from services.errors import NoSuchRegion
from services.imports import running
from services.imports.actions import keep_batch, start_import
from services.imports.errors import MayNotImport, OtherFile, ReadMeanwhile, UnknownFormat
from services.imports.files import digest_of
from services.imports.running import read_import
from services.models import Edition, ImportRow, ImportRun, ImportState, Region, Verdict
from tests.services.imports.conftest import as_file, record, rules


def test_every_record_is_a_row_with_its_raw_self(read):
    run = read(as_file(record(1), record(2)))
    assert (run.state, run.position) == (ImportState.READY, 2)
    assert [(row.number, row.verdict, row.name) for row in run.rows.all()] == [
        (1, Verdict.NEW, "云上茶园登记1"),
        (2, Verdict.NEW, "云上茶园登记2"),
    ]
    assert run.rows.get(number=1).raw == record(1)
    assert Edition.objects.count() == 0


def test_unreadable_lines_are_rows_too(read):
    file = io.BytesIO(b'{"TASK_NAME": \n\n[1]\n' + as_file(record(1)).getvalue() + b"\xff\xfe\n")
    rows = {row.number: row for row in read(file).rows.all()}
    assert {number: row.verdict for number, row in rows.items()} == {
        1: "refused",
        2: "refused",
        3: "new",
        4: "refused",
    }
    assert rules(rows[1]) == {"record.unreadable"}
    assert rows[2].raw == {"line": "[1]\n"}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"TASK_CODE": "", "CATALOG_CODE": ""}, "record.no_code"),
        ({"TASK_NAME": "", "matter_name": ""}, "record.no_name"),
        ({"DEPT_NAME": "无"}, "record.no_department"),
        ({"TASK_CODE": "A/../B"}, "code.characters"),
    ],
)
def test_records_that_cannot_be_a_matter(read, changes, rule):
    row = read(as_file(record(1, **changes))).rows.get()
    assert row.verdict == Verdict.REFUSED
    assert rule in rules(row)


def test_a_code_that_stands_twice(read, monkeypatch):
    monkeypatch.setattr(running, "BATCH", 2)
    run = read(as_file(record(1), record(1), record(2), record(1)))
    verdicts = list(run.rows.values_list("verdict", flat=True))
    assert verdicts == ["new", "refused", "new", "refused"]
    for number in (2, 4):
        (finding,) = run.rows.get(number=number).findings
        assert (finding["rule"], "第 1 行" in finding["zh"]) == ("code.twice", True)


def test_nul_bytes_do_not_stop_the_file(read):
    row = read(as_file(record(1, matter_short="茶\x00园"))).rows.get()
    assert row.raw["matter_short"] == "茶\N{REPLACEMENT CHARACTER}园"


def test_a_region_that_is_not_loaded(read, province):
    run = read(as_file(record(1, AREACODE="330100"), record(2, AREACODE="330000")))
    first, second = run.rows.all()
    assert "region.other" in rules(first)
    assert "region.other" not in rules(second)
    assert first.spec["region"] == second.spec["region"] == "330000"


def test_a_region_below_that_is_loaded(read, province):
    Region.objects.create(code="330100", name="云山市", level=2, parent=province)
    row = read(as_file(record(1, AREACODE="330100"))).rows.get()
    assert row.spec["region"] == "330100"
    assert "region.other" not in rules(row)


class Killed(Exception):
    pass


def test_a_killed_reading_goes_on_where_it_stopped(province, author, monkeypatch):
    monkeypatch.setattr(running, "BATCH", 2)
    file = as_file(*(record(serial) for serial in range(1, 8)))
    run = start_import(digest_of(file), name="一批", format="c0109", region="330000", actor=author)

    def kill(_run):
        raise Killed

    with pytest.raises(Killed):
        read_import(run, file, actor=author, progress=kill)
    run.refresh_from_db()
    assert (run.state, run.position, run.rows.count()) == (ImportState.READING, 2, 2)

    again = start_import(
        digest_of(file), name="一批", format="c0109", region="330000", actor=author
    )
    assert again == run
    run = read_import(again, file, actor=author)
    assert (run.state, run.position) == (ImportState.READY, 7)
    assert list(run.rows.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]


def test_a_batch_that_fails_leaves_nothing(province, author, monkeypatch):
    monkeypatch.setattr(running, "BATCH", 2)
    file = as_file(*(record(serial) for serial in range(1, 5)))
    run = start_import(digest_of(file), name="一批", format="c0109", region="330000", actor=author)
    written = ImportRow.objects.bulk_create

    def die_after_writing(rows):
        written(rows)
        raise Killed

    monkeypatch.setattr("services.imports.actions.ImportRow.objects.bulk_create", die_after_writing)
    with pytest.raises(Killed):
        read_import(run, file, actor=author)
    run.refresh_from_db()
    assert (run.position, ImportRow.objects.count()) == (0, 0)


def test_it_goes_on_with_the_same_file_only(province, author):
    file = as_file(record(1))
    run = start_import(digest_of(file), name="一批", format="c0109", region="330000", actor=author)
    with pytest.raises(OtherFile):
        read_import(run, as_file(record(2)), actor=author)
    assert ImportRow.objects.count() == 0


def test_two_readers_of_one_run(province, author):
    run = start_import("0" * 64, name="一批", format="c0109", region="330000", actor=author)
    first = ImportRow(run=run, number=1, verdict=Verdict.NEW)
    keep_batch(run, rows=[first], position=0, actor=author)
    with pytest.raises(ReadMeanwhile):
        keep_batch(
            run, rows=[ImportRow(run=run, number=1, verdict=Verdict.NEW)], position=0, actor=author
        )
    assert ImportRow.objects.count() == 1


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.CLERK, Role.OFFICER, Role.SUPERVISOR])
def test_others_may_not_import(province, role):
    with pytest.raises(MayNotImport):
        start_import(
            "0" * 64,
            name="一批",
            format="c0109",
            region="330000",
            actor=Actor(kind=role, user_id=1, name="某人"),
        )
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"format": "docx"}, UnknownFormat), ({"region": "990000"}, NoSuchRegion)],
)
def test_what_is_not_there(province, changes, refusal):
    arguments = {"name": "一批", "format": "c0109", "region": "330000", **changes}
    with pytest.raises(refusal):
        start_import("0" * 64, actor=SYSTEM, **arguments)


def test_a_row_keeps_what_the_file_said_as_json(read):
    run = read(as_file(record(1, unheard_of={"a": [1, 2.5, None, "文"]})))
    assert run.rows.get().raw["unheard_of"] == {"a": [1, 2.5, None, "文"]}
    assert json.loads(dict(run.rows.get().spec["matter"]["elements"]["extra"])["unheard_of"]) == {
        "a": [1, 2.5, None, "文"]
    }


def test_a_wrong_code_in_a_yaml_file_of_our_own_is_refused(read, tmp_path):
    """Only records of other systems are known to bear wrong codes that nobody will mend."""
    path = tmp_path / "matters.yaml"
    path.write_text(
        "matters: [{id: A-1, name: 记录, department: 某局, type: 公共服务, promised_days: 1,"
        " elements: {task_code: TE440000GD030003VV}}]",
        encoding="utf-8",
    )
    with path.open("rb") as file:
        row = read(file, "yaml").rows.get()
    assert row.verdict == Verdict.REFUSED
    assert {each["rule"]: each["severity"] for each in row.findings}["codes.task_code"] == "error"
