"""A document on file is used where it is trusted enough; what was seen once is not shown again."""

import pytest

from services.catalogue.elements import MaterialElements
from services.catalogue.spec import SourceKind
from tests.windows.planning.build import APPLICANT, COMMITMENT, LIBRARY, matter, paper, planned
from windows.planning import Known

DEED = ("applicant", "deed")


def on_file(level):
    return Known(documents=frozenset({DEED}), levels={DEED: level} if level else {})


def wanted(level, **more):
    return paper("deed", LIBRARY, APPLICANT, elements=MaterialElements(trust_level=level), **more)


def only(plan):
    [material] = plan.materials
    return material


@pytest.mark.parametrize(
    ("level", "needed", "is_used"),
    [
        ("B", "B", True),
        ("A", "B", True),
        ("C", "C", True),
        ("", "C", True),
        ("D", "", True),
        ("D", "C", False),
        ("C", "B", False),
        ("", "B", False),
        ("B", "A", False),
    ],
)
def test_trusted_enough(level, needed, is_used):
    material = only(planned(matter("A", wanted(needed)), known=on_file(level)))
    expected = SourceKind.DOCUMENT if is_used else SourceKind.APPLICANT
    assert material.source.kind is expected


def test_the_strictest_need_of_one_paper_decides():
    plan = planned(matter("A", wanted("")), matter("B", wanted("B")), known=on_file("C"))
    assert only(plan).source.kind is SourceKind.APPLICANT


@pytest.mark.parametrize(("level", "visits"), [("A", 0), ("B", 0), ("C", 1), ("D", 1), ("", 1)])
def test_the_original_is_shown_once_in_a_life(level, visits):
    plan = planned(matter("A", wanted("", original_at_window=True)), known=on_file(level))
    assert only(plan).source.kind is SourceKind.DOCUMENT
    assert (plan.visits.count, only(plan).original_at_window) == (visits, visits == 1)


def test_a_copy_on_file_rises_when_its_original_is_shown():
    plan = planned(matter("A", wanted("B", original_at_window=True)), known=on_file("C"))
    assert (only(plan).source.kind, plan.visits.count) == (SourceKind.DOCUMENT, 1)


def test_what_was_seen_comes_before_a_commitment_and_what_was_not_after_it():
    both = paper("deed", LIBRARY, COMMITMENT, APPLICANT, original_at_window=True)
    kinds = {
        level: only(planned(matter("A", both), known=on_file(level))).source.kind
        for level in ("B", "C")
    }
    assert kinds == {"B": SourceKind.DOCUMENT, "C": SourceKind.COMMITMENT}
