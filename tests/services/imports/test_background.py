"""Reading and publishing by messages, a few batches each."""

from __future__ import annotations

import io

import pytest

from portal.outbox.models import Message
from services.imports import publish, running, tasks
from services.imports.actions import begin_publishing, start_import, submit_import
from services.imports.files import digest_of, keep_file
from services.models import Edition, ImportRun, ImportState
from tests.services.imports.conftest import as_file, record


@pytest.fixture(autouse=True)
def small(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(running, "BATCH", 2)
    monkeypatch.setattr(publish, "BATCH", 2)
    monkeypatch.setattr(tasks, "BATCHES_A_MESSAGE", 1)


def begun(file, author, kind: str = "c0109") -> ImportRun:
    run = start_import(digest_of(file), name="一批", format=kind, region="330000", actor=author)
    keep_file(run, file)
    return run


def keys() -> list[str]:
    return sorted(Message.objects.filter(kind__startswith="import.").values_list("key", flat=True))


def test_reading_goes_on_in_the_next_message(province, author):
    run = begun(as_file(*(record(serial) for serial in range(1, 4))), author)
    tasks.read(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.position) == (ImportState.READING, 2)
    assert keys() == [f"import.read:{run.pk}:2"]
    tasks.read(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.position, run.rows.count()) == (ImportState.READY, 3, 3)
    tasks.read(run_id=run.pk)
    assert run.rows.count() == 3


def test_a_file_that_cannot_be_read_ends_the_import(province, author):
    run = begun(io.BytesIO(b"not a workbook"), author, "xlsx")
    tasks.read(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.rows.count()) == (ImportState.WITHDRAWN, 0)
    assert run.why == ""
    assert run.note.startswith("这不是 Excel 工作簿（.xlsx）。")
    assert run.note_en.startswith("This is not an Excel workbook")


def test_publishing_goes_on_in_the_next_message(province, author, reviewer):
    run = begun(as_file(*(record(serial) for serial in range(1, 4))), author)
    tasks.read(run_id=run.pk)
    tasks.read(run_id=run.pk)
    run.refresh_from_db()
    begin_publishing(submit_import(run, why="新清单", actor=author), actor=reviewer)
    tasks.publish_some(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.published) == (ImportState.PUBLISHING, 2)
    assert any(key.startswith(f"import.publish:{run.pk}:2:") for key in keys())
    tasks.publish_some(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.published, Edition.objects.count()) == (ImportState.PUBLISHED, 3, 3)
    tasks.publish_some(run_id=run.pk)
    assert Edition.objects.count() == 3
