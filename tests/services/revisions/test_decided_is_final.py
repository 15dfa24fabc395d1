"""The database itself keeps what was decided and what was told."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from services.models import PublicChange, Revision
from services.revisions import actions
from tests.services.revisions import small as s


def refused(statement: str) -> None:
    before = s.everything()
    with (
        pytest.raises(DatabaseError, match=r"cannot be (changed|deleted)"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert s.everything() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE services_revision SET content = '{}'",
        "UPDATE services_revision SET why = 'x'",
        "UPDATE services_revision SET state = 'draft', edition_id = NULL",
        "DELETE FROM services_revision",
    ],
)
@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_a_closed_revision_never_changes(state, statement):
    revision = s.in_review(s.renamed())
    if state == "published":
        s.publish(revision)
    else:
        s.do(actions.withdraw_revision, revision, actor=s.he())
    assert Revision.objects.get().state == state
    refused(statement)


def test_what_is_in_review_is_not_written_on():
    s.in_review(s.renamed())
    refused("UPDATE services_revision SET content = '{}'")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE services_publicchange SET why = 'x'", "DELETE FROM services_publicchange"],
)
def test_what_was_told_stays_told(statement):
    s.publish(s.in_review(s.renamed()))
    assert PublicChange.objects.count() == 1
    refused(statement)


def test_a_reviewer_who_is_the_author_is_impossible():
    revision = s.in_review(s.renamed())
    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(reviewer_id=revision.author_id)
    assert Revision.objects.get().reviewer is None
