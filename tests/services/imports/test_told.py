"""What an import costs the public: shown to its reviewer, and told on the public page."""

from __future__ import annotations

import pytest
from django.utils import timezone

from portal.accounts.models import User
from services.catalogue.text import Text
from services.checks.findings import Spot
from services.imports import publish, telling
from services.imports.actions import (
    begin_publishing,
    stop_publishing,
    submit_import,
    withdraw_import,
)
from services.imports.publish import publish_batch
from services.imports.report import summary_of
from services.imports.running import publish_import
from services.models import Edition, ImportState, PublicChange, Verdict
from services.revisions import burden
from services.revisions.burden import Burden, Line, Measure, MeasureKind
from tests.services.imports.conftest import as_file, record, rules, staff
from tests.services.imports.test_publishing import FOUNDED, MORE, changes_told, meter

__all__ = ["meter"]


@pytest.fixture
def agreed(read, author, reviewer):
    def _agreed(*records):
        run = read(as_file(*records))
        run = submit_import(run, why="新清单", why_en="A new list", actor=author)
        return begin_publishing(run, actor=reviewer)

    return _agreed


@pytest.fixture
def first(agreed, reviewer):
    """Published already."""
    return publish_import(agreed(record(1), record(2)), actor=reviewer)


def lines(change) -> list[str]:
    return [line["zh"] for line in change.lines]


def test_what_nobody_can_weigh_is_not_published(first, agreed, reviewer, monkeypatch):
    run = agreed(record(1, handle_time_limit="3(工作日)"), record(3))
    monkeypatch.setattr(burden, "_meters", [])
    run = publish_import(run, actor=reviewer)
    row = run.rows.get(number=1)
    assert (row.verdict, row.findings[-1]["rule"]) == (Verdict.REFUSED, "burden.unmeasured")
    assert "算不出" in row.findings[-1]["zh"]
    assert "cannot be measured" in row.findings[-1]["en"]
    assert (run.state, run.published) == (ImportState.PUBLISHED, 1)
    assert Edition.objects.filter(matter__code=row.code).count() == 1
    assert not changes_told().exists()


def test_what_nobody_can_weigh_is_refused_when_read(first, read, monkeypatch):
    monkeypatch.setattr(burden, "_meters", [])
    run = read(as_file(record(1, handle_time_limit="3(工作日)"), record(2)))
    assert [row.verdict for row in run.rows.all()] == [Verdict.REFUSED, Verdict.UNCHANGED]
    assert "burden.unmeasured" in rules(run.rows.get(number=1))
    assert summary_of(run).verdicts["changed"] == 0


def test_the_run_counts_the_rows_that_ask_for_more(first, read, meter):
    run = read(as_file(record(1, **MORE), record(2, handle_time_limit="3(工作日)"), record(3)))
    more, less, new = run.rows.all()
    (said,) = [each for each in more.findings if each["rule"] == "burden.adds"]
    assert (said["severity"], said["zh"]) == ("warning", "向办事人要求更多：要多交茶树照片")
    assert "burden.adds" not in rules(less) | rules(new)
    assert summary_of(run).adding == 1


def test_the_page_says_what_a_row_costs(client, first, read, reviewer, meter):
    run = read(as_file(record(1, **FOUNDED), record(2, **MORE), record(3)))
    client.force_login(User.objects.get(pk=reviewer.user_id))
    page = client.get(f"/catalogue/imports/{run.pk}/")
    founded, unfounded, new = (cost for _row, _findings, cost in page.context["rows"])
    assert [basis.law for basis in founded.lines[0].legal_bases] == ["云山古茶树条例"]
    assert (unfounded.adds, unfounded.lines[0].legal_bases, new) == (True, (), None)
    seen = page.content.decode()
    assert "2 行增加负担" in seen
    assert seen.count('<li class="adds">') == 2
    assert seen.count("没有写法律依据，发布时会被拒绝。") == 1
    shown = seen.split('<li class="adds">')[1].split("</li>")[0]
    assert "要多交茶树照片" in shown
    assert "《云山古茶树条例》第7条" in shown


def test_what_was_weighed_stays_to_be_seen_after_publication(
    client, first, agreed, reviewer, monkeypatch
):
    run = publish_import(agreed(record(1, handle_time_limit="3(工作日)")), actor=reviewer)
    asked = []

    def remembering(before, after):
        asked.append([each.matters[0].matter.promised_days for each in (before, after)])
        return Burden(1, (), (Line(Spot(), Text("等得短一些")),))

    monkeypatch.setattr(burden, "_meters", [remembering])
    client.force_login(User.objects.get(pk=reviewer.user_id))
    seen = client.get(f"/catalogue/imports/{run.pk}/").content.decode()
    assert asked == [[7, 3]]
    assert "等得短一些" in seen
    assert "不增加负担" in seen


def test_a_change_is_told_with_its_figures(first, agreed, reviewer, monkeypatch):
    measure = Measure(MeasureKind.DAYS, 7, 3, 7, 3, worse=0, better=1)
    monkeypatch.setattr(burden, "_meters", [lambda before, after: Burden(1, (measure,), ())])
    publish_import(agreed(record(1, handle_time_limit="3(工作日)")), actor=reviewer)
    told = changes_told().get()
    assert [each["kind"] for each in told.measures] == ["days"]
    assert lines(told) == ["文字、顺序或说明有调整，您要办的事没有变。"]
    assert (told.author_name, told.reviewer_name, told.confirmed) == ("bianji", "shenhe", [])
    assert told.why_en == "A new list"


def test_new_matters_are_told_in_one_row(agreed, reviewer, monkeypatch):
    monkeypatch.setattr(publish, "BATCH", 2)
    monkeypatch.setattr(telling, "MOST_NAMED", 2)
    publish_import(agreed(*(record(serial) for serial in range(1, 6))), actor=reviewer)
    told = PublicChange.objects.get()
    assert lines(told) == ["新增 5 个事项。", "云上茶园登记1", "云上茶园登记2", "还有 3 个。"]
    assert [line["en"] for line in told.lines][::3] == ["5 matters are new.", "And 3 more."]
    day = timezone.localdate()
    assert (told.name, told.on, told.adds_burden) == ("一批新事项（云山省）", day, False)
    assert (told.why, told.author_name, told.reviewer_name) == ("新清单", "bianji", "shenhe")


def test_each_new_matter_is_told_once_where_it_stopped_and_went_on(
    agreed, author, reviewer, monkeypatch
):
    monkeypatch.setattr(publish, "BATCH", 2)
    run = publish_batch(agreed(*(record(serial) for serial in range(1, 6))), actor=reviewer)
    assert not PublicChange.objects.exists()
    run = stop_publishing(run, reason=Text("停"), actor=reviewer)
    assert lines(PublicChange.objects.get())[0] == "新增 2 个事项。"
    other = staff("linju")
    run = begin_publishing(submit_import(run, why="再来", actor=author), actor=other)
    run = publish_batch(run, actor=other)
    withdraw_import(run, actor=author)
    newest = PublicChange.objects.latest("pk")
    assert lines(newest) == ["新增 2 个事项。", "云上茶园登记3", "云上茶园登记4"]
    assert (newest.why, newest.reviewer_name) == ("再来", "linju")
    assert PublicChange.objects.count() == 2


def test_where_nothing_is_new_nothing_new_is_told(first, agreed, author):
    before = PublicChange.objects.count()
    withdraw_import(agreed(record(1, handle_time_limit="3(工作日)")), actor=author)
    assert PublicChange.objects.count() == before == 1
