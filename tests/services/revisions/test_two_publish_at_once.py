"""Two editors publish the same life event at the same moment: one does, the other is told."""

from __future__ import annotations

import pytest

from services.models import LifeEventEdition, PublicChange, Revision
from services.revisions import actions
from tests.services.revisions import small as s
from tests.windows.test_rival_decisions import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("round_", range(3))
def test_one_wins_and_the_other_is_refused(round_):
    first = s.in_review(s.renamed("先"))
    second = s.in_review(s.renamed("后"), by=s.colleague())
    reviewer = s.chen()
    outcomes = at_once(
        lambda: actions.publish_revision(first, actor=reviewer),
        lambda: actions.publish_revision(second, actor=reviewer),
    )
    assert sorted(outcomes) == ["base_not_in_force", "done"]
    assert sorted(Revision.objects.values_list("state", flat=True)) == ["in_review", "published"]
    assert s.edition("S1").number == 2
    assert LifeEventEdition.objects.filter(life_event__code="S1").count() == 2
    assert PublicChange.objects.count() == 1


def test_one_revision_is_published_once():
    revision = s.in_review(s.renamed())
    reviewer, other = s.chen(), s.colleague()
    outcomes = at_once(
        lambda: actions.publish_revision(revision, actor=reviewer),
        lambda: actions.publish_revision(revision, actor=other),
    )
    assert sorted(outcomes) == ["done", "move_refused"]
    assert s.edition("S1").number == 2


def test_two_saves_at_once_keep_one_and_tell_the_other():
    revision = s.do(actions.start_revision, "S1", actor=s.he())
    editors = {"甲": s.he(), "乙": s.chen()}
    outcomes = at_once(
        *(
            lambda name=name, actor=actor: actions.save_revision(
                revision, spec=s.renamed(name), version=1, actor=actor
            )
            for name, actor in editors.items()
        )
    )
    assert sorted(outcomes) == ["done", "revision_changed_meanwhile"]
    assert Revision.objects.get().version == 2
