from __future__ import annotations

from dataclasses import replace

import pytest

from services.revisions import actions, queries
from tests.services.revisions import small as s


def test_what_is_saved_is_what_is_read():
    revision = s.draft(s.asking_more(s.LAW))
    assert queries.spec_of(revision) == s.asking_more(s.LAW)
    assert revision.version == 2
    assert s.verbs(revision) == ["revision.started", "revision.saved"]


def test_a_new_name_is_the_title_unless_it_has_one_of_its_own():
    revision = s.draft(s.renamed("办客栈"))
    assert revision.title == "办客栈"
    revision.title = "春季修订"
    revision.save()
    assert s.save(revision, s.renamed("开客栈")).title == "春季修订"


def test_saving_the_same_again_is_no_save():
    revision = s.draft(s.renamed())
    again = s.save(revision, s.renamed())
    assert again.version == 2
    assert s.verbs(revision) == ["revision.started", "revision.saved"]


def test_who_comes_second_is_told_who_was_first_and_overwrites_nothing():
    first = s.do(actions.start_revision, "S1", actor=s.he())
    s.save(first, s.renamed("老陈改的"), by=s.chen())
    with s.refused("revision_changed_meanwhile") as caught:
        actions.save_revision(first, spec=s.renamed("小何改的"), version=1, actor=s.he())
    assert caught.value.status == 409
    assert caught.value.params == {"who": "老陈"}
    assert "老陈" in caught.value.said
    assert queries.spec_of(queries.revision_for(s.he(), first.pk)).name == "老陈改的"


def test_the_code_stays():
    revision = s.draft(s.renamed())
    with s.refused("revision_code_fixed"):
        actions.save_revision(
            revision, spec=replace(s.INN, code="S7"), version=revision.version, actor=s.he()
        )


@pytest.mark.parametrize("state", ["in_review", "published", "withdrawn"])
def test_only_a_draft_is_written_on(state):
    revision = s.draft(s.renamed())
    if state == "withdrawn":
        s.do(actions.withdraw_revision, revision, actor=s.he())
    else:
        s.submit(revision)
    if state == "published":
        s.publish(revision)
    with s.refused("move_refused"):
        actions.save_revision(revision, spec=s.INN, version=2, actor=s.he())
