"""What is decided for a day happens on that day: it begins, and it ends."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from portal.journal.models import Entry
from portal.journal.queries import sentence
from portal.outbox.drain import drain
from portal.outbox.models import Message
from services.models import LifeEventEdition, PublicChange
from services.revisions import actions
from tests.services.revisions import small as s


@pytest.fixture
def day(monkeypatch):
    """`day(3)` is three days later."""
    now = timezone.now()

    def go(days: int) -> dt.date:
        later = now + dt.timedelta(days=days)
        monkeypatch.setattr(timezone, "now", lambda: later)
        drain()
        return timezone.localdate()

    return go


def ahead(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def test_what_lies_ahead_is_approved_and_published_on_its_day(day):
    revision = s.in_review(s.renamed(), valid_from=ahead(3))
    assert s.publish(revision) is None
    revision.refresh_from_db()
    assert (revision.state, revision.reviewer_name) == ("in_review", "老陈")
    assert s.verbs(revision)[-1] == "revision.scheduled"
    assert not PublicChange.objects.exists()
    day(2)
    assert s.edition("S1").number == 1
    third = day(3)
    edition = s.edition("S1")
    assert (edition.number, edition.valid_from) == (2, third)
    revision.refresh_from_db()
    assert (revision.state, revision.edition) == ("published", edition)
    change = PublicChange.objects.get()
    assert (change.on, change.reviewer_name) == (third, "老陈")


def test_it_is_not_approved_twice():
    revision = s.in_review(s.renamed(), valid_from=ahead(3))
    s.publish(revision)
    with s.refused("revision_scheduled"):
        actions.publish_revision(revision, actor=s.colleague())


def test_what_was_overtaken_goes_back_to_the_editors_with_the_reason(day):
    revision = s.in_review(s.renamed("晚"), valid_from=ahead(3))
    s.publish(revision)
    s.publish(s.in_review(s.renamed("早"), by=s.colleague()))
    day(3)
    revision.refresh_from_db()
    assert (revision.state, revision.reviewer_name) == ("draft", "")
    assert "已经发布了第 2 版" in revision.review_note
    assert "edition 2 of" in revision.review_note_en
    sent_back = Entry.objects.get(verb="revision.sent_back")
    assert revision.review_note_en in sentence(sent_back).en
    assert s.edition("S1").name == "早"
    assert Message.objects.get(kind="revision.publish").state == "done"


def test_what_was_sent_back_and_approved_for_later_waits_for_the_later_day(day):
    revision = s.in_review(s.renamed(), valid_from=ahead(2))
    s.publish(revision)
    s.do(actions.send_back, revision, note="晚一点", actor=s.chen())
    revision.refresh_from_db()
    s.publish(s.submit(revision, valid_from=ahead(5)))
    day(2)
    assert s.edition("S1").number == 1
    day(5)
    assert s.edition("S1").number == 2


def test_what_was_withdrawn_is_not_published(day):
    revision = s.in_review(s.renamed(), valid_from=ahead(2))
    s.publish(revision)
    s.do(actions.withdraw_revision, revision, actor=s.he())
    day(2)
    assert s.edition("S1").number == 1


def test_the_day_after_its_last_it_is_retired(day):
    edition = s.publish(s.in_review(s.renamed(), valid_until=ahead(2)))
    assert edition.valid_until == ahead(2)
    day(2)
    assert s.edition("S1") == edition
    third = day(3)
    edition.refresh_from_db()
    assert (edition.state, timezone.localdate(edition.retired_at)) == ("retired", third)
    last = PublicChange.objects.order_by("pk").last()
    assert (last.on, last.edition, last.author_name) == (third, edition, "系统")


def test_what_was_replaced_before_its_last_day_is_left_alone(day):
    s.publish(s.in_review(s.renamed("一"), valid_until=ahead(2)))
    s.publish(s.in_review(s.renamed("二")))
    day(5)
    assert (s.edition("S1").name, s.edition("S1").valid_until) == ("二", None)
    assert LifeEventEdition.objects.filter(life_event__code="S1").count() == 3
