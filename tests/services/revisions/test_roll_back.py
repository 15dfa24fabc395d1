from __future__ import annotations

import pytest

from services.catalogue.reading import published_spec
from services.models import PublicChange
from services.revisions import actions, queries
from tests.services.revisions import small as s


@pytest.fixture
def first():
    """Edition 1, after edition 2 has taken its place."""
    first = s.edition("S1")
    s.publish(s.in_review(s.renamed()))
    return first


def test_it_is_a_revision_that_says_what_the_old_edition_said(first):
    revision = s.do(actions.roll_back, first, why="改错了", actor=s.he())
    assert queries.spec_of(revision) == s.INN
    assert (revision.base, revision.why) == (s.edition("S1"), "改错了")
    assert (revision.state, revision.title, revision.title_en) == (
        "draft",
        "开办客栈",
        "Open an inn",
    )
    assert revision.restores == 1


def test_it_becomes_a_new_edition_and_is_told_like_any_other(first):
    revision = s.do(actions.roll_back, first, why="改错了", actor=s.he())
    edition = s.publish(s.submit(revision, why=revision.why))
    assert (edition.number, edition.name) == (3, "开办客栈")
    assert published_spec(edition) == s.INN
    first.refresh_from_db()
    assert (first.state, first.number) == ("retired", 1)
    told = PublicChange.objects.order_by("pk").last()
    assert (told.edition, told.why) == (edition, "改错了")


def test_what_is_in_force_is_not_restored():
    with s.refused("edition_in_force"):
        actions.roll_back(s.edition("S1"), why="x", actor=s.he())
