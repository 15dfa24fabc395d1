from __future__ import annotations

from dataclasses import replace

import pytest

from services.catalogue.spec import IncludedMatter, OptionSpec, QuestionSpec
from services.revisions import actions, queries
from services.revisions.merging import merge
from tests.services.revisions import small as s

SIZE = QuestionSpec("size", "多大？", (OptionSpec("big", "大"), OptionSpec("small", "小")))
FIRE = IncludedMatter(replace(s.HOME, code="S-FIRE", name="消防检查"))
WASTE = IncludedMatter(replace(s.HOME, code="S-WASTE", name="排污"))


def quicker(days: int = 1):
    return s.with_matter(s.INN, replace(s.HOME, promised_days=days))


def test_changes_that_do_not_meet_are_put_together_on_the_new_edition():
    mine = s.in_review(quicker(), by=s.colleague())
    s.publish(s.in_review(s.renamed()))
    with s.refused("base_not_in_force"):
        actions.publish_revision(mine, actor=s.chen())
    mine = s.do(actions.rebase_revision, mine, actor=s.colleague())
    assert (mine.state, mine.base, mine.version) == ("draft", s.edition("S1"), 3)
    assert queries.spec_of(mine) == replace(quicker(), name="办一家客栈")
    assert s.publish(s.submit(mine, by=s.colleague())).number == 3


def test_changes_of_the_same_part_are_named_and_nothing_is_moved():
    mine = s.draft(quicker(1), by=s.colleague())
    s.publish(s.in_review(quicker(2)))
    with s.refused("revision_overlaps") as caught:
        actions.rebase_revision(mine, actor=s.colleague())
    assert caught.value.details == ({"zh": "事项“房屋登记”", "en": "The matter “Home”"},)


def test_the_newest_base_needs_none():
    revision = s.draft(s.renamed())
    with s.refused("base_is_newest"):
        actions.rebase_revision(revision, actor=s.he())


def test_a_new_one_whose_code_was_taken_meanwhile_cannot_be_put_on_top():
    revision = s.do(actions.start_new, "S9", "书店", audience="person", actor=s.he())
    revision = s.save(revision, replace(s.SHOP, code="S9", name="书店"))
    taken = replace(s.CATALOGUE, life_events=(replace(s.SHOP, code="S9", name="书吧"),))
    s.do(s.publish_catalogue, taken, actor=s.SYSTEM, region=s.REGION)
    with s.refused("base_not_in_force"):
        actions.submit_revision(revision, why="x", actor=s.he())
    with s.refused("revision_overlaps"):
        actions.rebase_revision(revision, actor=s.he())


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        ({"summary": "我"}, {"theme": "他"}, {"summary": "我", "theme": "他"}),
        ({"name": "同"}, {"name": "同"}, {"name": "同"}),
        ({"questions": (SIZE,)}, {}, {"questions": (SIZE,)}),
        ({}, {"questions": (SIZE,)}, {"questions": (SIZE,)}),
        (
            {"matters": (*s.INN.matters, FIRE)},
            {"matters": (*s.INN.matters, WASTE)},
            {"matters": (*s.INN.matters, FIRE, WASTE)},
        ),
        (
            {"matters": s.INN.matters[:1]},
            {"matters": (*s.INN.matters, WASTE)},
            {"matters": (s.INN.matters[0], WASTE)},
        ),
        (
            {"matters": s.INN.matters[::-1]},
            {"name": "他"},
            {"matters": s.INN.matters[::-1], "name": "他"},
        ),
    ],
)
def test_parts_changed_by_one_side_only_are_kept(ours, theirs, wanted):
    merged = merge(s.INN, ours=replace(s.INN, **ours), theirs=replace(s.INN, **theirs))
    assert merged.overlaps == ()
    assert merged.spec == replace(s.INN, **wanted)


@pytest.mark.parametrize(
    ("ours", "theirs", "overlap"),
    [
        ({"name": "我"}, {"name": "他"}, "name"),
        ({"questions": (SIZE,)}, {"questions": (replace(SIZE, text="?"),)}, "question size"),
        (
            {"matters": s.INN.matters[:1]},
            {"matters": s.with_matter(s.INN, replace(s.SHARED, note="新")).matters},
            "matter S-SHARED",
        ),
    ],
)
def test_parts_changed_by_both_are_named(ours, theirs, overlap):
    merged = merge(s.INN, ours=replace(s.INN, **ours), theirs=replace(s.INN, **theirs))
    assert merged.overlaps == (overlap,)
