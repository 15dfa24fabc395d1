from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from services.catalogue.read import as_json
from services.catalogue.spec import LegalBasisSpec
from services.revisions import actions, queries
from tests.services.revisions import small as s

LONG = s.with_matter(s.INN, replace(s.HOME, promised_days=99, statutory_days=None))


def test_it_goes_to_review_with_what_the_checks_and_the_meter_said():
    revision = s.in_review(s.asking_more(s.LAW))
    assert (revision.state, revision.why, revision.why_en) == (
        "in_review",
        "按条例第七条",
        "Article 7",
    )
    assert revision.submitted_at is not None
    assert revision.findings == []
    burden = queries.burden_of(revision)
    assert burden.adds is True
    assert [(line.text, line.legal_bases) for line in burden.lines] == [(s.ADDED, (s.LAW,))]
    assert queries.burdens_elsewhere(revision) == ()
    assert s.verbs(revision)[-1] == "revision.submitted"


def test_burden_of_a_draft_is_measured_as_it_stands():
    revision = s.draft(s.asking_more())
    assert [line.text for line in queries.burden_of(revision).lines] == [s.ADDED]
    assert queries.burden_of(s.save(revision, s.renamed())).lines == ()


def test_a_colleague_may_hand_it_in():
    assert s.submit(s.draft(s.renamed()), by=s.colleague()).state == "in_review"


@pytest.mark.parametrize("why", ["", "  \n"])
def test_without_a_reason_nothing_is_reviewed(why):
    revision = s.draft(s.renamed())
    with s.refused("why_missing"):
        actions.submit_revision(revision, why=why, actor=s.he())


def test_what_the_checks_refuse_is_listed_with_its_way_out():
    revision = s.draft(LONG)
    with s.refused("revision_not_publishable") as caught:
        actions.submit_revision(revision, why="x", actor=s.he())
    (detail,) = caught.value.as_json()["details"]
    assert caught.value.status == 422
    assert detail["rule"] == "test.days"
    assert detail["spot"] == {"life_event": "S1", "matter": "S-HOME"}
    assert detail["message"] == {"zh": "时间太长。", "en": "It takes too long."}
    assert detail["way_out"] == {"zh": "请改短。", "en": "Make it shorter."}


def test_what_it_breaks_elsewhere_stops_it_too(monkeypatch):
    """The inn alone would pass; the shop shares the matter and may not take so long."""
    revision = s.draft(s.with_matter(s.INN, replace(s.SHARED, promised_days=99)))
    monkeypatch.setattr(
        "services.checks.registry._life_event",
        {
            "test.days": lambda spec, coverage: (
                found for found in s.too_long(spec, coverage) if spec.code == "S2"
            )
        },
    )
    with s.refused("revision_not_publishable") as caught:
        actions.submit_revision(revision, why="x", actor=s.he())
    assert [each["spot"]["life_event"] for each in caught.value.details] == ["S2"]


def test_more_burden_needs_a_ground_for_every_line():
    revision = s.draft(s.asking_more())
    with s.refused("burden_without_basis") as caught:
        actions.submit_revision(revision, why="想要", actor=s.he())
    assert caught.value.status == 422
    assert caught.value.details == (
        {
            "spot": "S1 / S-HOME / paper",
            "zh": "要交房屋证明。",
            "en": "Proof of home is asked for.",
        },
    )
    assert s.submit(s.save(revision, s.asking_more(s.LAW))).state == "in_review"


def test_more_burden_elsewhere_needs_a_ground_too():
    """The paper is in a matter that the shop shares: both are measured."""
    paper = replace(s.PAPER, legal_bases=(LegalBasisSpec("民法典", "1"),))
    revision = s.in_review(s.with_matter(s.INN, replace(s.SHARED, requirements=(paper,))))
    (elsewhere,) = queries.burdens_elsewhere(revision)
    assert (elsewhere.spec.code, elsewhere.burden.adds) == ("S2", True)
    assert revision.burden["affected"]["S2"] == as_json(elsewhere.burden)


def test_of_a_draft_the_others_are_measured_as_it_stands():
    revision = s.draft(s.with_matter(s.INN, replace(s.SHARED, requirements=(s.PAPER,))))
    (elsewhere,) = queries.burdens_elsewhere(revision)
    assert (elsewhere.spec.code, [line.text for line in elsewhere.burden.lines]) == (
        "S2",
        [s.ADDED],
    )
    assert queries.burdens_elsewhere(s.save(revision, s.renamed())) == ()


def test_what_changes_nothing_is_not_reviewed():
    revision = s.do(actions.start_revision, "S1", actor=s.he())
    with s.refused("nothing_changed"):
        actions.submit_revision(revision, why="x", actor=s.he())
    end = timezone.localdate() + dt.timedelta(days=30)
    assert s.submit(revision, valid_until=end).state == "in_review"


@pytest.mark.parametrize(
    ("begins", "ends", "field"),
    [(-1, None, "valid_from"), (5, 4, "valid_until"), (None, -1, "valid_until")],
)
def test_days_lie_ahead_and_in_order(begins, ends, field):
    revision = s.draft(s.renamed())
    today = timezone.localdate()
    days = [None if each is None else today + dt.timedelta(days=each) for each in (begins, ends)]
    with s.refused("validity_refused") as caught:
        actions.submit_revision(
            revision, why="x", actor=s.he(), valid_from=days[0], valid_until=days[1]
        )
    assert caught.value.field == field


def test_an_old_base_is_refused_at_once():
    late = s.draft(s.renamed("晚了"), by=s.colleague())
    s.publish(s.in_review(s.renamed("先到")))
    with s.refused("base_not_in_force"):
        actions.submit_revision(late, why="x", actor=s.colleague())


def test_it_is_handed_in_once():
    revision = s.in_review(s.renamed())
    with s.refused("move_refused"):
        actions.submit_revision(revision, why="x", actor=s.he())
