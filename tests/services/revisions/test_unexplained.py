"""What rises and is said by no line needs a ground of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.catalogue.spec import OptionSpec, PartySpec, QuestionSpec
from services.catalogue.text import Text
from services.checks.findings import Spot
from services.revisions import actions, burden
from services.revisions.burden import Burden, Line, Measure, MeasureKind, measure_burden
from tests.services.revisions import small as s

MOVED = s.with_matter(s.INN, replace(s.HOME, department="乙局"))
SAID = {
    MeasureKind.DOCUMENTS: "在 3 种情形下要多交或多签材料",
    MeasureKind.FIELDS: "在 3 种情形下要多填几项",
    MeasureKind.VISITS: "在 3 种情形下要多跑几趟",
    MeasureKind.DAYS: "在 3 种情形下要多等几天",
    MeasureKind.FEES: "在 3 种情形下要多交钱",
    MeasureKind.DEPARTMENTS: "在 3 种情形下要多和几个部门打交道",
}


@pytest.fixture
def meter(monkeypatch):
    """Says what it is told to say."""

    def tell(*kinds, refused=0, lines=()):
        measures = tuple(Measure(kind, 1, 2, 1, 2, worse=3, better=0) for kind in kinds)
        told = Burden(4, measures, tuple(lines), refused)
        monkeypatch.setattr(burden, "_meters", [lambda _before, _after: told])

    return tell


def added(spot, *bases, raises=None):
    return Line(spot, s.ADDED, adds=True, legal_bases=bases, raises=raises)


def measured(after=MOVED):
    return measure_burden(s.INN, after).lines


@pytest.mark.parametrize("kind", MeasureKind)
def test_a_measure_that_rises_by_itself_is_said(meter, kind):
    meter(kind)
    (line,) = measured()
    assert (line.text.zh, line.adds, line.legal_bases) == (SAID[kind], True, ())


def test_situations_newly_refused_are_said(meter):
    meter(refused=2)
    (line,) = measured()
    assert line.text.zh == "有 2 种情况以前能办，现在不能办。"


def test_it_is_refused_until_law_is_cited_where_it_comes_from(meter):
    meter(MeasureKind.DEPARTMENTS)
    revision = s.draft(MOVED)
    with s.refused("burden_without_basis") as caught:
        actions.submit_revision(revision, why="分工变了", actor=s.he())
    (detail,) = caught.value.details
    assert (detail["spot"], detail["zh"]) == ("S1", SAID[MeasureKind.DEPARTMENTS])
    founded = s.with_matter(s.INN, replace(s.HOME, department="乙局", legal_bases=(s.LAW,)))
    revision = s.submit(s.save(revision, founded))
    (line,) = measured(founded)
    assert line.legal_bases == (s.LAW,)
    s.publish(revision)


def test_what_was_cited_before_is_no_ground(meter):
    meter(MeasureKind.DEPARTMENTS)
    old = s.with_matter(s.INN, replace(s.HOME, legal_bases=(s.LAW,)))
    new = s.with_matter(s.INN, replace(s.HOME, department="乙局", legal_bases=(s.LAW,)))
    assert [line.legal_bases for line in measure_burden(old, new).lines] == [()]


@pytest.mark.parametrize(
    ("spot", "kinds"),
    [
        (Spot("S1", "S-HOME", element="x"), {"fields"}),
        (Spot("S1", "S-HOME", requirement="x"), {"documents", "visits", "days"}),
        (Spot("S1", "S-HOME"), {each.value for each in MeasureKind}),
        (Spot("S1", question="x"), {"visits"}),
        (Spot("S1"), {"documents", "fields", "visits"}),
    ],
)
def test_a_line_explains_what_it_can_bring_about(meter, spot, kinds):
    meter(*MeasureKind, lines=[added(spot, s.LAW)])
    said = {line.text.zh for line in measured() if line.text != s.ADDED}
    assert said == {SAID[kind] for kind in MeasureKind if kind.value not in kinds}


def test_a_line_that_names_what_it_raises_explains_nothing_else(meter):
    line = added(Spot("S1", "S-HOME"), s.LAW, raises=(MeasureKind.DAYS,))
    meter(MeasureKind.DAYS, MeasureKind.FEES, lines=[line])
    assert [each.text.zh for each in measured()] == [s.ADDED.zh, SAID[MeasureKind.FEES]]


def test_a_line_in_words_that_raises_nothing_explains_nothing(meter):
    meter(MeasureKind.DAYS, lines=[added(Spot("S1", "S-HOME"), s.LAW, raises=())])
    assert [each.text.zh for each in measured()] == [s.ADDED.zh, SAID[MeasureKind.DAYS]]


@pytest.mark.parametrize(
    ("spot", "is_said"),
    [
        (Spot("S1", question="x"), True),
        (Spot("S1", question="x", option="y"), True),
        (Spot("S1", "S-HOME"), False),
        (Spot("S1", "S-HOME", requirement="x"), False),
    ],
)
def test_what_can_refuse_somebody(meter, spot, is_said):
    meter(refused=2, lines=[added(spot, s.LAW)])
    assert (len(measured()) == 1) is is_said


def test_what_eases_explains_nothing(meter):
    meter(MeasureKind.DAYS, lines=[Line(Spot("S1", "S-HOME"), Text("更快", "Faster"))])
    assert [line.text.zh for line in measured() if line.adds] == [SAID[MeasureKind.DAYS]]


def test_law_cited_at_a_question_or_for_a_party_is_a_ground(meter):
    meter(MeasureKind.VISITS)
    asked = replace(s.INN, questions=(QuestionSpec("q", "问", (), legal_bases=(s.LAW,)),))
    joined = replace(s.INN, parties=(PartySpec("seller", "卖方", legal_bases=(s.LAW,)),))
    for spec in (asked, joined):
        assert [line.legal_bases for line in measured(spec)] == [(s.LAW,)]


def test_a_new_life_event_has_nothing_to_explain(meter):
    meter(MeasureKind.DAYS)
    assert measure_burden(None, s.INN).lines == ()


def test_the_public_reads_it_once(meter):
    meter(refused=2)
    options = (OptionSpec("a", "甲"), OptionSpec("b", "乙"))
    question = QuestionSpec("q", "问", options, legal_bases=(s.LAW,))
    edition = s.publish(s.in_review(replace(s.INN, questions=(question,))))
    (change,) = edition.public_changes.all()
    assert [line["zh"] for line in change.lines] == ["有 2 种情况以前能办，现在不能办。"]
    assert [each["law"] for each in change.legal_bases] == [s.LAW.law]
