"""The pages of importing, without JavaScript: upload, look, submit, publish."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import User
from portal.outbox.models import Message
from services.imports import tasks
from services.imports.actions import begin_publishing, submit_import
from services.imports.excel import write as excel_write
from services.imports.running import publish_import
from services.models import ImportRun, ImportState, Region
from tests.services.imports.conftest import as_file, record, staff, start_and_read


@pytest.fixture(autouse=True)
def place(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Region.objects.create(code="330000", name="云山省", level=1)


def browser(username: str) -> tuple[Client, object]:
    actor = staff(username)
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client, actor


@pytest.fixture
def author():
    return browser("bianji")


@pytest.fixture
def run(author) -> ImportRun:
    file = as_file(record(1), record(1), record(2, matter_short="<script>alert(1)</script>"))
    return start_and_read(file, name="一批", format="c0109", region="330000", actor=author[1])


def test_from_upload_to_publication(author):
    client, _actor = author
    file = SimpleUploadedFile("清单.jsonl", as_file(record(1), record(2)).getvalue())
    posted = client.post(
        "/catalogue/imports/", {"file": file, "format": "c0109", "region": "330000"}
    )
    run = ImportRun.objects.get()
    page = f"/catalogue/imports/{run.pk}/"
    assert (posted.status_code, posted.url) == (302, page)
    tasks.read(run_id=run.pk)
    assert "云上茶园登记2" in client.get(page).content.decode()
    assert client.post(f"{page}submit/", {"why": "新清单"}).url == page
    own = client.get(page).content.decode()
    assert "自己导入或送审的不能自己审核" in own
    assert f"{page}publish/" not in own
    assert client.post(f"{page}publish/").status_code == 403
    reviewer, _ = browser("shenhe")
    assert f"{page}publish/" in reviewer.get(page).content.decode()
    assert reviewer.post(f"{page}publish/").url == page
    tasks.publish_some(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.published) == (ImportState.PUBLISHED, 2)


@pytest.mark.parametrize(
    ("changes", "words"), [({"region": "990000"}, "load_regions"), ({"format": "docx"}, "docx")]
)
def test_an_upload_that_is_refused_starts_nothing(author, changes, words):
    client, _actor = author
    file = SimpleUploadedFile("清单.jsonl", b"{}")
    sent = {"file": file, "format": "c0109", "region": "330000", **changes}
    response = client.post("/catalogue/imports/", sent)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not ImportRun.objects.exists()


def test_filters_and_pages(author, run, monkeypatch):
    client, _actor = author
    page = f"/catalogue/imports/{run.pk}/"
    refused = client.get(page, {"verdict": "refused"}).content.decode()
    assert "已经出现过" in refused
    assert "云上茶园登记2" not in refused
    assert client.get(page, {"rule": "code.twice"}).context["rows"][0][0].number == 2
    monkeypatch.setattr("services.imports.queries.PAGE", 2)
    first = client.get(page)
    assert [row.number for row, *_ in first.context["rows"]] == [1, 2]
    assert first.context["next_after"] == "2"
    second = client.get(page, {"after": "2"})
    assert [row.number for row, *_ in second.context["rows"]] == [3]
    assert client.get(page, {"after": "x'; --"}).status_code == 200


def test_what_a_file_says_is_never_markup(author, run):
    client, _actor = author
    run.rows.filter(number=3).update(name="<script>alert(1)</script>")
    assert "<script>alert(1)" not in client.get(f"/catalogue/imports/{run.pk}/").content.decode()


def test_report_and_workbook(author, run):
    client, _actor = author
    report = b"".join(client.get(f"/catalogue/imports/{run.pk}/report.csv")).decode()
    assert "code.twice" in report
    book = client.get("/catalogue/imports/workbook.xlsx")
    assert b"".join(book).startswith(b"PK")


def test_withdrawing(author, run):
    client, _actor = author
    client.post(f"/catalogue/imports/{run.pk}/withdraw/")
    run.refresh_from_db()
    assert run.state == ImportState.WITHDRAWN
    assert client.post(f"/catalogue/imports/{run.pk}/submit/", {"why": "再来"}).status_code == 409


def test_nobody_else_sees_an_import(author, run):
    client = Client()
    staff("ducha", "supervisor")
    client.force_login(User.objects.get(username="ducha"))
    assert client.get(f"/catalogue/imports/{run.pk}/").status_code == 403
    assert author[0].get("/catalogue/imports/999999/").status_code == 404


def test_an_editor_of_another_region_cannot_upload_here(author):
    client, _actor = browser_of("440000")
    file = SimpleUploadedFile("清单.jsonl", as_file(record(1)).getvalue())
    sent = {"file": file, "format": "c0109", "region": "330000"}
    response = client.post("/catalogue/imports/", sent)
    assert response.status_code == 422
    assert "您不能为行政区划 330000 导入" in response.content.decode()
    assert not ImportRun.objects.exists()


def browser_of(region: str) -> tuple[Client, object]:
    actor = staff("waidi", region=region)
    client = Client()
    client.force_login(User.objects.get(username="waidi"))
    return client, actor


def test_an_editor_of_another_region_is_offered_no_act(author, run):
    client, _actor = browser_of("440000")
    page = client.get(f"/catalogue/imports/{run.pk}/").content.decode()
    assert "<form" not in page.split("<main")[1]
    assert client.post(f"/catalogue/imports/{run.pk}/withdraw/").status_code == 403
    run.refresh_from_db()
    assert run.state == ImportState.READY


def test_an_import_that_stands_still_is_queued_again(author):
    client, _actor = author
    file = SimpleUploadedFile("清单.jsonl", as_file(record(1)).getvalue())
    client.post("/catalogue/imports/", {"file": file, "format": "c0109", "region": "330000"})
    run = ImportRun.objects.get()
    page = f"/catalogue/imports/{run.pk}/"
    assert f"{page}go-on/" in client.get(page).content.decode()
    before = Message.objects.filter(kind="import.read").count()
    assert client.post(f"{page}go-on/").url == page
    assert Message.objects.filter(kind="import.read").count() == before + 1
    tasks.read(run_id=run.pk)
    assert client.post(f"{page}go-on/").status_code == 409


def test_the_page_reads_no_row_to_count_them(author, run):
    client, _actor = author
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/catalogue/imports/{run.pk}/")
    rows = [each["sql"] for each in asked if "services_importrow" in each["sql"]]
    assert len(rows) == 1
    assert "LIMIT 51" in rows[0]


def test_several_workbooks_come_as_one_file(author, run, monkeypatch):
    client, actor = author
    other = staff("shenhe")
    submitted = submit_import(run, why="新清单", actor=actor)
    publish_import(begin_publishing(submitted, actor=other), actor=other)
    monkeypatch.setattr(excel_write, "MOST_ROWS", 4)
    response = client.get("/catalogue/imports/workbook.xlsx")
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(response))) as parts:
        assert parts.namelist() == ["matters.xlsx", "matters-2.xlsx"]
