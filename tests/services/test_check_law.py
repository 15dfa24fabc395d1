"""Everything demanded rests on law, and the law says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.catalogue.parse import parse
from services.catalogue.spec import (
    IncludedMatter,
    LegalBasisSpec,
    LifeEventSpec,
    MatterSpec,
    OptionSpec,
    PartySpec,
    QuestionSpec,
    RequirementSpec,
)
from services.checks import registry
from services.checks.findings import Severity
from services.checks.law import check_law, check_law_of_event, law_check, says
from services.checks.registry import Coverage
from services.checks.running import Run
from services.models import StatuteArticle
from services.statutes.queries import Shelf
from tests.services.conftest import SHIPPED

ERROR, WARNING = Severity.ERROR, Severity.WARNING
BASIS = LegalBasisSpec("行政许可法", "32")
FORM = RequirementSpec("form", "form", "申请表")
MATTER = MatterSpec("M1", "许可", "某局", type="行政许可", legal_bases=(BASIS,))
TEXT = "行政机关对申请人提出的行政许可申请，\n应当分别作出处理： （一）不需要取得行政许可的。"


@pytest.fixture(autouse=True)
def statute(db):
    StatuteArticle.objects.create(law="行政许可法", article="32", text=TEXT)


def found(*bases, requirement=None, **keys):
    requirements = () if requirement is None else (requirement,)
    spec = replace(MATTER, legal_bases=bases, requirements=requirements, **keys)
    return [(each.rule, each.severity, str(each.spot)) for each in check_law(spec, Shelf())]


def test_a_cited_article_that_is_there_is_right():
    assert found(BASIS) == []
    assert found(LegalBasisSpec("《中华人民共和国行政许可法》", "第32条")) == []


def test_a_requirement_rests_on_its_matter_or_on_its_own_basis():
    assert found(BASIS, requirement=FORM) == []
    own = replace(FORM, legal_bases=(BASIS,))
    assert found(requirement=own, type="公共服务") == [("law.matter", WARNING, "M1")]


def test_what_rests_on_nothing_is_an_error():
    assert found(requirement=FORM) == [
        ("law.matter", ERROR, "M1"),
        ("law.none", ERROR, "M1 / form"),
    ]


def test_an_article_that_does_not_exist_is_an_error():
    wrong = LegalBasisSpec("行政许可法", "132", checked=True)
    assert found(wrong) == [("law.no_such_article", ERROR, "M1")]
    own = replace(FORM, legal_bases=(wrong,))
    assert found(BASIS, requirement=own) == [("law.no_such_article", ERROR, "M1 / form")]
    inherited = replace(FORM, legal_bases=(wrong,))
    assert found(wrong, requirement=inherited) == [("law.no_such_article", ERROR, "M1")]


def test_a_law_without_an_article_and_a_law_nobody_has():
    assert found(LegalBasisSpec("行政许可法", "")) == [("law.no_article", WARNING, "M1")]
    assert found(LegalBasisSpec("电信条例", "")) == [("law.unchecked", WARNING, "M1")]
    assert found(LegalBasisSpec("电信条例", "8", checked=True)) == []


def test_words_quoted_are_in_the_article():
    assert found(replace(BASIS, text="应当分别作出处理：(一)")) == [
        ("law.text_differs", ERROR, "M1")
    ]
    assert found(replace(BASIS, text="行政许可申请，应当分别")) == []
    assert found(replace(BASIS, text="……")) == [("law.text_differs", ERROR, "M1")]


@pytest.mark.parametrize(
    ("quoted", "is_said"),
    [
        ("行政机关对 申请人", True),
        ("行政机关……不需要取得行政许可的。", True),
        ("行政机关...分别作出处理", True),
        ("……应当分别……", True),
        ("不需要……行政机关", False),
        ("行政机关应当", False),
        ("……", False),
        ("...", False),
        (" …… …… ", False),
        ("　", False),
        ("。", False),
        ("行政……许可……", False),
        ("提出的行政许可……，", False),
        ("行政机关对申请人⋯⋯应当分别", True),
        ("行政机关对申请人。。。应当分别", True),
    ],
)
def test_what_a_quotation_may_leave_out(quoted, is_said):
    assert says(TEXT, quoted) is is_said


def test_statutes_are_read_once_for_a_run_however_many_matters_and_citations():
    bases = tuple(LegalBasisSpec("行政许可法", str(each)) for each in range(40))
    check = law_check()
    with CaptureQueriesContext(connection) as queries:
        for number in range(20):
            list(check(replace(MATTER, code=f"M{number}", legal_bases=bases)))
    assert len(queries) == 2
    with CaptureQueriesContext(connection) as queries:
        list(check(replace(MATTER, legal_bases=(LegalBasisSpec("电信条例", "8"),))))
    assert len(queries) == 0


def test_a_statute_loaded_between_two_runs_is_seen_by_the_second():
    list(law_check()(replace(MATTER, legal_bases=(LegalBasisSpec("消防法", "15"),))))
    StatuteArticle.objects.create(law="消防法", article="15", text="公众聚集场所投入使用前。")
    wrong = replace(MATTER, legal_bases=(LegalBasisSpec("消防法", "16"),))
    assert [each.rule for each in law_check()(wrong)] == ["law.no_such_article"]


def test_a_run_over_a_life_event_and_over_lone_matters_reads_a_statute_once(monkeypatch):
    monkeypatch.setattr(registry, "_life_event", {})
    matters = tuple(IncludedMatter(replace(MATTER, code=f"M{each}")) for each in range(5))
    event = LifeEventSpec("X01", "一件事", matters=matters)
    run = Run(lambda _finding: None)
    with CaptureQueriesContext(connection) as queries:
        list(run.events([event, replace(event, code="X02")]))
        list(run.matters(included.matter for included in matters))
    said = ['FROM "services_statutearticle"' in each["sql"] for each in queries]
    assert (said.count(True), said.count(False)) == (2, 1)  # and one for regional editions


def test_nothing_shipped_lacks_a_basis():
    StatuteArticle.objects.all().delete()
    spec = parse(SHIPPED).spec
    errors = [
        (each.rule, str(each.spot))
        for event in spec.life_events
        for included in event.matters
        for each in check_law(included.matter, Shelf())
        if each.severity is ERROR
    ]
    assert errors == []


def test_what_parts_of_a_life_event_cite_is_checked_where_it_stands():
    wrong, unknown = (LegalBasisSpec("行政许可法", "132"),), (LegalBasisSpec("某办法", "1"),)
    option = OptionSpec("a", "甲", legal_bases=wrong)
    event = LifeEventSpec(
        "X1",
        "一件事",
        conditions=(("条件", ""),),
        condition_bases=(("条件", (BASIS,)),),
        parties=(PartySpec("seller", "卖方", legal_bases=unknown),),
        questions=(QuestionSpec("q", "问", (option,), legal_bases=wrong),),
        matters=(IncludedMatter(MATTER, legal_bases=wrong),),
    )
    with CaptureQueriesContext(connection) as queries:
        findings = list(check_law_of_event(event, Coverage()))
    assert len(queries) == 2
    assert [(each.rule, each.severity, str(each.spot)) for each in findings] == [
        ("law.unchecked", WARNING, "X1"),
        ("law.no_such_article", ERROR, "X1 / q"),
        ("law.no_such_article", ERROR, "X1 / q / a"),
        ("law.no_such_article", ERROR, "X1 / M1"),
    ]
