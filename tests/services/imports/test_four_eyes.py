"""Who submits, withdraws and reviews: whoever put a hand to an import does not let it pass."""

from __future__ import annotations

import pytest

from portal.accounts.actor import SYSTEM
from portal.accounts.models import User
from portal.journal.models import Entry
from services.imports.actions import (
    begin_publishing,
    send_back_import,
    submit_import,
    withdraw_import,
)
from services.imports.errors import NotYourImport, ReviewerIsAuthor
from services.imports.running import publish_import
from services.models import Edition, ImportState
from tests.services.imports.conftest import as_file, record, rules, staff
from tests.services.imports.test_publishing import FOUNDED, at_hand, meter

__all__ = ["at_hand", "meter"]


@pytest.fixture
def admin(db):
    return staff("guanli", "admin", department="330000-fa")


def test_a_stranger_neither_submits_nor_withdraws(read, author, reviewer):
    run = read(as_file(record(1)))
    for act in (
        lambda: submit_import(run, why="我的理由", actor=reviewer),
        lambda: withdraw_import(run, actor=reviewer),
    ):
        with pytest.raises(NotYourImport):
            act()
    run.refresh_from_db()
    assert (run.state, run.why) == (ImportState.READY, "")
    assert not Entry.objects.filter(verb__in=("import.submitted", "import.withdrawn")).exists()
    waiting = submit_import(run, why="新清单", actor=author)
    with pytest.raises(NotYourImport):
        withdraw_import(waiting, actor=reviewer)
    waiting.refresh_from_db()
    assert waiting.state == ImportState.IN_REVIEW


def test_who_submits_counts_as_author(read, author, admin, reviewer):
    run = submit_import(read(as_file(record(1))), why="管理员的理由", actor=admin)
    for actor in (admin, author):
        with pytest.raises(ReviewerIsAuthor):
            begin_publishing(run, actor=actor)
        with pytest.raises(ReviewerIsAuthor):
            send_back_import(run, note="", actor=actor)
    run.refresh_from_db()
    assert (run.state, Edition.objects.count()) == (ImportState.IN_REVIEW, 0)
    assert publish_import(begin_publishing(run, actor=reviewer), actor=reviewer).published == 1


def test_who_submitted_once_stays_an_author(read, author, admin, reviewer):
    run = submit_import(read(as_file(record(1))), why="管理员的理由", actor=admin)
    run = send_back_import(run, note="时限不对", actor=reviewer)
    run = submit_import(run, why="再来", actor=author)
    with pytest.raises(ReviewerIsAuthor):
        begin_publishing(run, actor=admin)


def test_the_department_that_submitted_is_not_another_department(
    read, author, admin, reviewer, meter, at_hand
):
    run = submit_import(read(as_file(record(1))), why="新", actor=author)
    publish_import(begin_publishing(run, actor=reviewer), actor=reviewer)
    run = submit_import(read(as_file(record(1, **FOUNDED))), why="加", actor=admin)
    colleague = staff("fazhi", department="330000-fa")
    run = publish_import(begin_publishing(run, actor=colleague), actor=colleague)
    assert "burden.reviewer" in rules(run.rows.get())
    assert Edition.objects.count() == 1


def test_the_administrator_and_the_clockwork_withdraw(read, admin):
    assert withdraw_import(read(as_file(record(1))), actor=admin).state == ImportState.WITHDRAWN
    assert withdraw_import(read(as_file(record(2))), actor=SYSTEM).state == ImportState.WITHDRAWN


def test_the_page_offers_a_stranger_no_submission(client, read, author, admin, reviewer):
    run = read(as_file(record(1)))
    page = f"/catalogue/imports/{run.pk}/"
    client.force_login(User.objects.get(pk=reviewer.user_id))
    seen = client.get(page).content.decode()
    assert f"{page}submit/" not in seen
    assert f"{page}withdraw/" not in seen
    assert "等导入人送审" in seen
    assert client.post(f"{page}submit/", {"why": "我的理由"}).status_code == 403
    client.force_login(User.objects.get(pk=admin.user_id))
    assert client.post(f"{page}submit/", {"why": "管理员的理由"}).status_code == 302
    seen = client.get(page).content.decode()
    assert f"{page}publish/" not in seen
    assert "自己导入或送审的不能自己审核" in seen
    assert client.post(f"{page}publish/").status_code == 403
