from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from services.catalogue.reading import published_spec
from services.models import LifeEventEdition, Revision
from services.revisions import actions, queries
from services.revisions.retiring import retire_when_over
from tests.services.revisions import small as s

STRANGERS = [role for role in Role if role not in (Role.EDITOR, Role.ADMIN, Role.SYSTEM)]


def test_a_revision_begins_with_what_is_in_force():
    revision = s.do(actions.start_revision, "S1", actor=s.he())
    assert queries.spec_of(revision) == s.INN
    assert queries.base_spec(revision) == s.INN
    assert (revision.title, revision.state, revision.version) == ("开办客栈", "draft", 1)
    assert revision.base == s.edition("S1")
    assert (revision.author_name, revision.author_department) == ("小何", s.he().department_code)
    assert s.verbs(revision) == ["revision.started"]


def test_an_open_one_of_mine_is_found_again_and_a_colleagues_is_not():
    first = s.do(actions.start_revision, "S1", actor=s.he())
    again = s.do(actions.start_revision, "S1", actor=s.he())
    theirs = s.do(actions.start_revision, "S1", actor=s.colleague())
    assert again == first
    assert theirs != first


def test_a_closed_one_is_not_found_again():
    first = s.do(actions.start_revision, "S1", actor=s.he())
    s.do(actions.withdraw_revision, first, actor=s.he())
    assert s.do(actions.start_revision, "S1", actor=s.he()) != first


def test_what_nobody_published_cannot_be_revised():
    with s.refused("no_such_life_event"):
        actions.start_revision("S9", actor=s.he())


@pytest.mark.parametrize("role", STRANGERS)
def test_nobody_else_learns_of_revisions(role):
    revision = s.draft(s.renamed())
    stranger = Actor(role, s.he().user_id, "某人", department_code=s.he().department_code)
    assert not queries.revisions_for(stranger).exists()
    with s.refused("revision_not_found"):
        queries.revision_for(stranger, revision.pk)
    with s.refused("revision_not_found"):
        actions.start_revision("S1", actor=stranger)
    with s.refused("revision_not_found"):
        actions.start_new("S8", "新事", audience="person", actor=stranger)
    with s.refused("revision_not_found"):
        actions.roll_back(s.edition("S1"), why="x", actor=stranger)
    for act, more in (
        (actions.save_revision, {"spec": s.INN, "version": 2}),
        (actions.submit_revision, {"why": "x"}),
        (actions.send_back, {"note": "x"}),
        (actions.withdraw_revision, {}),
        (actions.rebase_revision, {}),
        (actions.publish_revision, {}),
    ):
        with s.refused("revision_not_found"):
            act(revision, actor=stranger, **more)


def test_editors_share_all_of_them():
    revision = s.draft(s.renamed())
    assert queries.revision_for(s.chen(), revision.pk) == revision
    assert list(queries.revisions_for(s.admin())) == [revision]


def test_a_new_life_event_begins_empty():
    revision = s.do(
        actions.start_new, "S-20_a", " 开  书店 ", audience="organisation", actor=s.he()
    )
    spec = queries.spec_of(revision)
    assert (spec.code, spec.name, spec.audience) == ("S-20_a", "开 书店", "organisation")
    assert (revision.base, queries.base_spec(revision)) == (None, None)


@pytest.mark.parametrize(
    ("code", "name", "audience", "refusal"),
    [
        ("S1", "又一个", "person", "code_taken"),
        ("S 9", "空格", "person", "code_refused"),
        ("事", "汉字", "person", "code_refused"),
        ("", "没有", "person", "code_refused"),
        ("S" * 65, "太长", "person", "code_refused"),
        ("S9", " ", "person", "name_missing"),
        ("S9", "长" * 201, "person", "name_missing"),
        ("S9", "谁", "dog", "audience_refused"),
    ],
)
def test_a_new_one_needs_a_code_of_its_own_a_name_and_an_audience(code, name, audience, refusal):
    with s.refused(refusal):
        actions.start_new(code, name, audience=audience, actor=s.he())


def test_a_code_that_is_being_drafted_is_taken():
    s.do(actions.start_new, "S9", "书店", audience="person", actor=s.he())
    with s.refused("code_taken") as caught:
        actions.start_new("S9", "书吧", audience="person", actor=s.chen())
    assert caught.value.params == {"code": "S9", "name": "书店"}
    assert Revision.objects.count() == 1


def test_what_ran_out_is_revised_from_its_last_edition():
    over = s.publish(s.in_review(s.renamed(), valid_until=timezone.localdate()))
    assert over is not None
    later = timezone.now() + dt.timedelta(days=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: later)
        assert s.do(retire_when_over, over, actor=SYSTEM) is True
    assert not LifeEventEdition.objects.filter(life_event__code="S1", state="published").exists()
    revision = s.do(actions.start_revision, "S1", actor=s.he())
    assert revision.base == over
    assert queries.spec_of(revision) == published_spec(over) == s.renamed()
