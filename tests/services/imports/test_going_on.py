"""A publication that is refused, stopped, killed or withdrawn; and what a page reads of it."""

from __future__ import annotations

import pytest
from django.db import DataError

from portal.accounts.models import Staff
from portal.errors import MoveRefused
from portal.outbox.models import Message
from services.errors import NoSuchRegion
from services.imports import publish, running, tasks
from services.imports.actions import (
    begin_publishing,
    send_back_import,
    start_import,
    stop_publishing,
    submit_import,
    withdraw_import,
)
from services.imports.errors import MayNotImportThere, NothingToGoOnWith
from services.imports.files import digest_of, keep_file
from services.imports.readers.xlsx import ExcelReader
from services.imports.report import summary_of
from services.imports.running import publish_import
from services.imports.tally import Tally
from services.models import Edition, EditionState, ImportRun, ImportState, Verdict
from services.revisions import burden
from services.revisions.burden import NoMeter, measure_burden
from tests.services.imports.conftest import as_file, record, rules, staff
from tests.services.imports.test_excel import TEA, workbook
from tests.services.imports.test_publishing import changes_told, heavier


@pytest.fixture
def agreed(read, author, reviewer):
    """An approved import of so many records."""

    def _agreed(*records) -> ImportRun:
        run = submit_import(read(as_file(*records)), why="新清单", actor=author)
        return begin_publishing(run, actor=reviewer)

    return _agreed


def five() -> list[dict]:
    return [record(serial) for serial in range(1, 6)]


@pytest.mark.parametrize(
    "fault", [NoSuchRegion(code="330000"), DataError("value too long"), None], ids=str
)
def test_a_row_that_the_loader_refuses_is_reported_and_the_others_go_on(
    agreed, reviewer, monkeypatch, fault
):
    run = agreed(*five())
    bad = record(3)["TASK_CODE"]
    really = publish.publish_catalogue

    def refusing(spec, **arguments):
        if fault is not None and bad in {matter.code for matter in spec.matters}:
            raise fault
        return really(spec, **arguments)

    monkeypatch.setattr(publish, "publish_catalogue", refusing)
    run = publish_import(run, actor=reviewer)
    row = run.rows.get(code=bad)
    if fault is None:
        assert (run.state, run.published) == (ImportState.PUBLISHED, 5)
        return
    assert (run.state, run.published) == (ImportState.PUBLISHED, 4)
    assert (row.verdict, "publish.refused" in rules(row)) == (Verdict.REFUSED, True)
    said = row.findings[-1]
    assert said["zh"].startswith("发布时被拒绝：")
    assert said["en"].startswith("It was refused at publication: ")
    assert bad not in set(Edition.objects.values_list("matter__code", flat=True))


def test_a_reviewer_who_may_no_more_stops_it_and_another_goes_on(agreed, author, monkeypatch):
    monkeypatch.setattr(publish, "BATCH", 2)
    monkeypatch.setattr(tasks, "BATCHES_A_MESSAGE", 1)
    run = agreed(*five())
    tasks.publish_some(run_id=run.pk)
    Staff.objects.filter(user_id=run.reviewer_id).update(is_active=False)
    tasks.publish_some(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.published, run.reviewer) == (ImportState.READY, 2, None)
    assert run.note.startswith("您不能导入事项。")
    assert run.note_en.startswith("You may not import")
    other = staff("linju")
    run = begin_publishing(submit_import(run, why="再来", actor=author), actor=other)
    assert run.note == ""
    for _message in range(3):
        tasks.publish_some(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.published, Edition.objects.count()) == (ImportState.PUBLISHED, 5, 5)
    assert set(Edition.objects.values_list("number", flat=True)) == {1}


def test_giving_up_brings_it_back_with_the_reason(agreed):
    run = agreed(record(1))
    tasks._publishing_failed(run_id=run.pk, reason="boom")
    run.refresh_from_db()
    assert (run.state, bool(run.note), bool(run.note_en)) == (ImportState.READY, True, True)
    assert Edition.objects.count() == 0
    tasks._publishing_failed(run_id=run.pk, reason="boom")


def test_a_reading_that_gives_up_ends(province, author):
    run = start_import("0" * 64, name="一批", format="c0109", region="330000", actor=author)
    tasks._reading_failed(run_id=run.pk, reason="boom")
    run.refresh_from_db()
    assert (run.state, run.note_en) == (ImportState.WITHDRAWN, tasks.GAVE_UP.en)


class Killed(BaseException):
    """As when the process dies: nothing catches it."""


def test_a_publisher_killed_within_a_batch_leaves_nothing_of_it(agreed, monkeypatch):
    monkeypatch.setattr(publish, "BATCH", 2)
    run = agreed(*five())
    kept = publish.keep_refused
    calls = []

    def dying(*arguments):
        calls.append(arguments)
        if len(calls) == 2:
            raise Killed
        kept(*arguments)

    monkeypatch.setattr(publish, "keep_refused", dying)
    with pytest.raises(Killed):
        tasks.publish_some(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.published, run.handled) == (ImportState.PUBLISHING, 2, 2)
    assert Edition.objects.count() == 2
    tasks.publish_some(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.published, run.handled) == (ImportState.PUBLISHED, 5, 5)
    assert Edition.objects.count() == 5


def test_withdrawing_in_every_state_that_is_not_the_end(read, agreed, author, reviewer):
    reading = start_import("0" * 64, name="一批", format="c0109", region="330000", actor=author)
    ready = read(as_file(record(11)))
    waiting = submit_import(read(as_file(record(12))), why="新", actor=author)
    publishing = agreed(record(13))
    for run in (reading, ready, waiting, publishing):
        gone = withdraw_import(run, actor=author)
        assert (gone.state, gone.finished_at is not None) == (ImportState.WITHDRAWN, True)
        with pytest.raises(MoveRefused):
            withdraw_import(gone, actor=author)
    tasks.publish_some(run_id=publishing.pk)
    assert Edition.objects.count() == 0


def test_withdrawn_between_two_batches_the_first_stays(agreed, author, monkeypatch):
    monkeypatch.setattr(publish, "BATCH", 2)
    monkeypatch.setattr(tasks, "BATCHES_A_MESSAGE", 1)
    run = agreed(*five())
    tasks.publish_some(run_id=run.pk)
    withdraw_import(run, actor=author)
    tasks.publish_some(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.published, Edition.objects.count()) == (ImportState.WITHDRAWN, 2, 2)


def test_a_base_that_changed_is_said_and_not_overwritten(agreed, read, author, reviewer):
    publish_import(agreed(record(1)), actor=reviewer)
    late = submit_import(
        read(as_file(record(1, handle_time_limit="5(工作日)"))), why="慢", actor=author
    )
    publish_import(agreed(record(1, handle_time_limit="3(工作日)")), actor=reviewer)
    run = publish_import(begin_publishing(late, actor=reviewer), actor=reviewer)
    row = run.rows.get()
    assert (run.state, run.published, row.verdict) == (ImportState.PUBLISHED, 0, Verdict.REFUSED)
    assert row.findings[-1]["rule"] == "publish.meanwhile"
    edition = Edition.objects.get(state=EditionState.PUBLISHED)
    assert (edition.number, edition.promised_days) == (2, 3)


def test_going_on_once_more(agreed, author, reviewer):
    run = agreed(record(1))
    tasks.go_on(run, actor=author)
    message = Message.objects.get(kind="import.publish")
    assert message.payload == {"run_id": run.pk}
    publish_import(run, actor=reviewer)
    run.refresh_from_db()
    with pytest.raises(NothingToGoOnWith):
        tasks.go_on(run, actor=author)
    with pytest.raises(MayNotImportThere):
        tasks.go_on(run, actor=staff("waidi", region="440000"))


def test_a_second_agreement_is_a_second_message(agreed, author, reviewer):
    run = agreed(record(1))
    tasks.publish_later(run)
    run = stop_publishing(run, reason=tasks.GAVE_UP, actor=author)
    run = begin_publishing(submit_import(run, why="再来", actor=author), actor=reviewer)
    tasks.publish_later(run)
    assert Message.objects.filter(kind="import.publish").count() == 2


@pytest.mark.parametrize("region", ["440000", "330100", ""])
def test_who_keeps_another_region_imports_and_reviews_nothing_here(province, read, author, region):
    stranger = staff("waidi", region=region)
    with pytest.raises(MayNotImportThere):
        start_import("1" * 64, name="一批", format="c0109", region="330000", actor=stranger)
    assert not ImportRun.objects.exists()
    run = read(as_file(record(1)))
    with pytest.raises(MayNotImportThere):
        submit_import(run, why="新", actor=stranger)
    run = submit_import(run, why="新", actor=author)
    for act in (
        lambda: begin_publishing(run, actor=stranger),
        lambda: send_back_import(run, note="不", actor=stranger),
        lambda: withdraw_import(run, actor=stranger),
    ):
        with pytest.raises(MayNotImportThere):
            act()
    run.refresh_from_db()
    assert run.state == ImportState.IN_REVIEW


def test_the_administrator_imports_anywhere(province):
    chief = staff("guanli", "admin", region="")
    run = start_import("1" * 64, name="一批", format="c0109", region="330000", actor=chief)
    assert run.region_id == "330000"


def test_counts_are_kept_with_the_rows(read, agreed, author, reviewer, django_assert_num_queries):
    run = read(as_file(record(1), record(1), record(2, accept_standard="无"), record(3)))
    counted = Tally()
    counted.add(run.rows.order_by("number"))
    run.refresh_from_db()
    with django_assert_num_queries(0):
        summary = summary_of(run)
    assert summary.verdicts == {"new": 3, "changed": 0, "unchanged": 0, "refused": 1}
    assert {(each.rule, each.field): each.count for each in summary.kinds} == {
        (each.rule, each.field): each.count for each in counted.kinds()
    }
    publish_import(agreed(record(2)), actor=reviewer)
    run = begin_publishing(submit_import(run, why="新", actor=author), actor=reviewer)
    run = publish_import(run, actor=reviewer)
    recounted = Tally()
    recounted.add(run.rows.order_by("number"))
    assert summary_of(run).verdicts["refused"] == 2
    assert sorted(map(str, summary_of(run).kinds)) == sorted(map(str, recounted.kinds()))


def test_an_import_from_before_rows_were_counted(read):
    run = read(as_file(record(1), record(1)))
    ImportRun.objects.update(tally={})
    run.refresh_from_db()
    assert summary_of(run).verdicts == {"new": 1, "changed": 0, "unchanged": 0, "refused": 1}


def test_a_workbook_is_unpacked_once(province, author, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(running, "BATCH", 2)
    monkeypatch.setattr(tasks, "BATCHES_A_MESSAGE", 1)
    opened = []
    really = ExcelReader.records

    def counted(self, file, *, skip):
        opened.append(skip)
        return really(self, file, skip=skip)

    monkeypatch.setattr(ExcelReader, "records", counted)
    file = workbook(*(TEA.__class__(f"T-{n}", "登记", "茶业局") for n in range(5)))
    run = start_import(digest_of(file), name="一批", format="xlsx", region="330000", actor=author)
    keep_file(run, file)
    for position in (2, 4):
        tasks.read(run_id=run.pk)
        run.refresh_from_db()
        assert (run.state, run.position) == (ImportState.READING, position)
    tasks.read(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.position, opened) == (ImportState.READY, 5, [0])
    assert list(run.rows.values_list("code", flat=True)) == [f"T-{n}" for n in range(5)]
    assert not list(tmp_path.rglob("*.lines"))


@pytest.mark.parametrize("most", [4, 40])
def test_the_number_of_queries_does_not_follow_the_number_of_rows(
    read, agreed, reviewer, django_assert_max_num_queries, most
):
    records = [record(serial) for serial in range(1, most + 1)]
    with django_assert_max_num_queries(40):
        read(as_file(*records))
    run = agreed(*records)
    with django_assert_max_num_queries(90):
        publish_import(run, actor=reviewer)


def test_reasons_of_a_change_stand_in_both_languages(agreed, read, author, reviewer, monkeypatch):
    publish_import(agreed(record(1)), actor=reviewer)
    monkeypatch.setattr(burden, "_meters", [heavier])
    run = read(as_file(record(1, handle_time_limit="3(工作日)")))
    run = submit_import(run, why="缩短时限", why_en="Shorter limits", actor=author)
    publish_import(begin_publishing(run, actor=reviewer), actor=reviewer)
    told = changes_told().get()
    assert (told.why, told.why_en) == ("缩短时限", "Shorter limits")


def test_without_a_meter_it_is_said_by_an_exception_of_its_own(monkeypatch):
    monkeypatch.setattr(burden, "_meters", [])
    with pytest.raises(NoMeter):
        measure_burden(None, None)
    assert not issubclass(NoMeter, LookupError)


def test_a_fault_within_the_meter_is_not_taken_for_its_absence(
    agreed, read, author, reviewer, monkeypatch
):
    publish_import(agreed(record(1)), actor=reviewer)

    def faulty(before, after):
        raise KeyError("a fault of the meter")

    run = submit_import(
        read(as_file(record(1, handle_time_limit="3(工作日)"))), why="缩短", actor=author
    )
    run = begin_publishing(run, actor=reviewer)
    monkeypatch.setattr(burden, "_meters", [faulty])
    with pytest.raises(KeyError):
        publish_import(run, actor=reviewer)
    run.refresh_from_db()
    assert (run.state, run.published, Edition.objects.count()) == (ImportState.PUBLISHING, 0, 1)
