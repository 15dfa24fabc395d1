from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from services.revisions import actions, queries
from services.revisions.queries import who_sent_back
from tests.services.revisions import small as s

SOON = dt.timedelta(days=3)


def test_the_reviewer_sends_it_back_saying_what_is_wrong():
    revision = s.do(actions.send_back, s.in_review(s.renamed()), note=" 名称太长 ", actor=s.chen())
    assert (revision.state, revision.review_note) == ("draft", "名称太长")
    assert s.verbs(revision)[-1] == "revision.sent_back"
    again = s.submit(s.save(revision, s.renamed("客栈")))
    assert (again.state, again.review_note) == ("in_review", "")


def test_nothing_is_sent_back_without_a_word():
    revision = s.in_review(s.renamed())
    with s.refused("review_note_missing"):
        actions.send_back(revision, note=" ", actor=s.chen())


@pytest.mark.parametrize("state", ["draft", "published", "withdrawn"])
def test_only_what_is_in_review_is_sent_back(state):
    revision = s.draft(s.renamed())
    if state == "published":
        s.publish(s.submit(revision))
    if state == "withdrawn":
        s.do(actions.withdraw_revision, revision, actor=s.he())
    with s.refused("move_refused"):
        actions.send_back(revision, note="x", actor=s.chen())


def test_an_approval_is_taken_back_with_it():
    revision = s.in_review(s.renamed(), valid_from=timezone.localdate() + SOON)
    assert s.publish(revision) is None
    revision = s.do(actions.send_back, revision, note="再想想", actor=s.chen())
    assert (revision.state, revision.reviewer, revision.reviewer_name) == ("draft", None, "")


@pytest.mark.parametrize("is_handed_in", [False, True])
@pytest.mark.parametrize("who", ["he", "admin"])
def test_the_author_or_an_administrator_gives_it_up(is_handed_in, who):
    revision = s.draft(s.renamed())
    if is_handed_in:
        s.submit(revision)
    revision = s.do(actions.withdraw_revision, revision, actor=getattr(s, who)())
    assert revision.state == "withdrawn"
    assert queries.spec_of(revision) == s.renamed()
    assert s.verbs(revision)[-1] == "revision.withdrawn"


def test_a_colleague_does_not_give_it_up_for_me():
    revision = s.draft(s.renamed())
    with s.refused("not_your_revision"):
        actions.withdraw_revision(revision, actor=s.colleague())


def test_what_is_published_cannot_be_withdrawn():
    revision = s.in_review(s.renamed())
    s.publish(revision)
    with s.refused("move_refused"):
        actions.withdraw_revision(revision, actor=s.he())


def test_who_sent_it_back_stays_known_although_the_approval_is_taken_back():
    revision = s.in_review(s.renamed())
    assert who_sent_back(revision) is None
    s.do(actions.send_back, revision, note="再改", actor=s.chen())
    entry = who_sent_back(revision)
    assert (entry.actor_name, revision.reviewer_name) == ("老陈", "")
