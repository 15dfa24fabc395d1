"""A law that was only typed is no ground: it is in the library, or the reviewer has read it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from portal.journal.models import Entry
from services.catalogue.spec import LegalBasisSpec
from services.models import PublicChange, StatuteArticle
from services.revisions import actions
from services.revisions.seen import basis_key
from tests.services.revisions import small as s

OTHER = LegalBasisSpec("不存在的法", "999", text="随便写的")
TWO = s.with_matter(
    s.INN, replace(s.HOME, requirements=(replace(s.PAPER, legal_bases=(s.LAW, OTHER)),))
)


def keys(*bases):
    return {basis_key(each) for each in bases}


def publish(revision, *read, by=None):
    return s.do(actions.publish_revision, revision, actor=by or s.chen(), confirmed=keys(*read))


@pytest.mark.parametrize(
    ("read", "unread"),
    [
        ((), (s.LAW, OTHER)),
        ((OTHER,), (s.LAW,)),
        ((replace(s.LAW, article="8"),), (s.LAW, OTHER)),
    ],
)
def test_what_nobody_has_read_is_not_published(read, unread):
    revision = s.in_review(TWO)
    with s.refused("law_not_seen") as caught:
        actions.publish_revision(revision, actor=s.chen(), confirmed=keys(*read))
    assert caught.value.status == 422
    assert list(caught.value.details) == [f"《{each.law}》第{each.article}条" for each in unread]


def test_typing_checked_is_not_reading():
    revision = s.in_review(s.asking_more(replace(s.LAW, checked=True)))
    with s.refused("law_not_seen"):
        actions.publish_revision(revision, actor=s.chen())


def test_a_tick_is_for_these_words():
    """The text was changed after the reviewer had read it: another key."""
    revision = s.in_review(s.asking_more(replace(s.LAW, text="另一句话")))
    with s.refused("law_not_seen"):
        actions.publish_revision(revision, actor=s.chen(), confirmed=keys(s.LAW))


def test_who_read_it_and_when_is_kept_and_told():
    revision = s.in_review(TWO)
    assert publish(revision, s.LAW, OTHER).number == 2
    revision.refresh_from_db()
    read = {"by": "老陈", "on": timezone.localdate().isoformat()}
    kept = [
        {"law": "浙江省民宿条例", "article": "7", **read},
        {"law": "不存在的法", "article": "999", "text": "随便写的", **read},
    ]
    assert revision.confirmed == kept
    assert PublicChange.objects.get().confirmed == kept
    entry = Entry.objects.get(stream=f"revision:{revision.pk}", verb="revision.published")
    assert entry.data["confirmed"] == ["《浙江省民宿条例》第7条", "《不存在的法》第999条"]


def test_what_the_library_shows_needs_no_tick():
    StatuteArticle.objects.create(law="浙江省民宿条例", article="7", text="开办民宿应当……")
    revision = s.in_review(s.asking_more(s.LAW))
    assert publish(revision).number == 2
    revision.refresh_from_db()
    assert revision.confirmed == []
    assert PublicChange.objects.get().confirmed == []


def test_a_law_without_an_article_is_read_by_somebody():
    StatuteArticle.objects.create(law="浙江省民宿条例", article="7", text="开办民宿应当……")
    whole = replace(s.LAW, article="")
    revision = s.in_review(s.asking_more(whole))
    with s.refused("law_not_seen"):
        actions.publish_revision(revision, actor=s.chen())
    assert publish(revision, whole).number == 2


def test_what_adds_nothing_needs_no_reading():
    revision = s.in_review(s.renamed())
    assert publish(revision).number == 2


def test_elsewhere_too():
    paper = replace(s.PAPER, legal_bases=(OTHER,))
    revision = s.in_review(s.with_matter(s.INN, replace(s.SHARED, requirements=(paper,))))
    with s.refused("law_not_seen"):
        actions.publish_revision(revision, actor=s.chen())
    publish(revision, OTHER)
    assert [each.confirmed[0]["law"] for each in PublicChange.objects.all()] == ["不存在的法"] * 2


def test_approved_for_a_day_and_sent_back_it_is_read_anew(time_machine):
    begins = timezone.localdate() + dt.timedelta(days=3)
    revision = s.in_review(s.asking_more(OTHER), valid_from=begins)
    assert publish(revision, OTHER) is None
    revision.refresh_from_db()
    assert [each["by"] for each in revision.confirmed] == ["老陈"]
    revision = s.do(actions.send_back, revision, note="再看看", actor=s.chen())
    assert revision.confirmed == []
    revision = s.submit(revision, valid_from=begins)
    with s.refused("law_not_seen"):
        actions.publish_revision(revision, actor=s.chen())
    assert publish(revision, OTHER) is None
    time_machine.move_to(dt.datetime.combine(begins, dt.time(8), timezone.get_current_timezone()))
    assert s.do(actions.publish_on_its_day, revision).number == 2


def test_on_its_day_what_left_the_library_is_not_published(time_machine):
    begins = timezone.localdate() + dt.timedelta(days=3)
    StatuteArticle.objects.create(law="浙江省民宿条例", article="7", text="开办民宿应当……")
    revision = s.in_review(s.asking_more(s.LAW), valid_from=begins)
    assert publish(revision) is None
    StatuteArticle.objects.all().delete()
    time_machine.move_to(dt.datetime.combine(begins, dt.time(8), timezone.get_current_timezone()))
    with s.refused("law_not_seen"):
        actions.publish_on_its_day(revision)
