"""The rules `plan.*` and `advice.*`, one life event for each, and the shipped catalogue."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest

from datasharing.checks import check_resources
from datasharing.stand_in import known_resources, resources_by_material
from materials.catalogue.checks import advise_licences
from materials.models import MaterialType
from services.catalogue.parse import parse
from services.catalogue.spec import OptionSpec, OutcomeKind, ProcedureSpec
from services.checks.findings import Severity, Spot, errors
from services.checks.registry import Coverage, check_life_event
from tests.windows.planning.build import (
    APPLICANT,
    COMMITMENT,
    life_event,
    matter,
    output_of,
    paper,
    question,
    register,
)
from tests.windows.planning.test_shipped_catalogue import CODES, FILE, events
from windows.catalogue.advice import PROTECTED, advise, protected_field
from windows.catalogue.checks import check_limit, check_plans
from windows.planning import count_combinations

YES_NO = question("q", "yes", "no")
LOOK = ProcedureSpec("现场核查", "Inspection", days=1, attended=True)


def found(spec):
    return {finding.rule: finding for finding in check_plans(spec, Coverage())}


def test_what_keeps_the_promise_has_no_findings_and_is_covered():
    coverage = Coverage()
    spec = life_event(matter("A"), matter("B", when={"q": "yes"}), questions=[YES_NO])

    assert list(check_plans(spec, coverage)) == []
    assert (coverage.combinations, coverage.computed) == (2, 2)


def test_a_circle_under_one_answer():
    spec = life_event(
        matter("A", paper("b", output_of("B")), makes=["a"]),
        matter("B", paper("a", output_of("A")), makes=["b"], when={"q": "yes"}),
        questions=[YES_NO],
    )

    finding = found(spec)["plan.impossible"]

    assert finding.severity is Severity.ERROR
    assert finding.answers == (("q", ("yes",)),)
    assert "事项互相等待" in finding.message.zh


def test_a_second_visit_is_shown_with_the_answers_and_both_occasions():
    spec = life_event(
        matter("A", visit_reason="本人到场", visit_reason_en="In body"),
        matter("B", procedures=(LOOK,), when={"q": "yes"}),
        questions=[YES_NO],
    )

    finding = found(spec)["plan.visits"]

    assert (finding.severity, finding.spot) == (Severity.ERROR, Spot("X01"))
    assert finding.answers == (("q", ("yes",)),)
    assert finding.message.zh == (
        "1 种回答要到场不止 1 次。例如 2 次：第 1 次：本人到场；第 2 次：“现场核查”时要在场"
    )


def test_a_promise_longer_than_the_law():
    late = matter("A", days=9, statutory_days=5)

    (own,) = check_limit(late.matter)
    whole = found(life_event(late))["plan.over_statute"]

    assert (own.rule, own.severity, own.spot) == (
        "plan.over_statute", Severity.ERROR, Spot(matter="A"),
    )  # fmt: skip
    assert own.message.zh == "“事项A”承诺 9 日，长于法定 5 日"
    assert whole.message.zh == "事项A：承诺共 9 日，长于法定 5 日"
    assert list(check_limit(matter("B", days=5, statutory_days=5).matter)) == []


def test_answers_that_lead_nowhere():
    spec = life_event(
        matter("A", when={"q": "x"}), questions=[question("q", "x", multiple=True, required=False)]
    )

    finding = found(spec)["plan.no_outcome"]

    assert finding.answers == (("q", ()),)
    assert finding.message.en == "1 sets of answers lead to no matter and to no explanation"


def test_an_explained_end_is_an_outcome():
    no = OptionSpec("no", "否", "No", OutcomeKind.INELIGIBLE, "不行", "No")
    spec = life_event(matter("A", when={"q": "yes"}), questions=[question("q", "yes", no)])

    assert found(spec) == {}


def test_questions_and_options_that_change_nothing():
    spec = life_event(
        matter("A", when={"many": "x"}),
        matter("B"),
        questions=[YES_NO, question("many", "x", "y", multiple=True, required=False)],
    )

    findings = list(check_plans(spec, Coverage()))

    assert [(f.rule, f.severity, f.spot) for f in findings] == [
        ("plan.question_idle", Severity.ERROR, Spot("X01", question="q")),
        ("plan.question_idle", Severity.WARNING, Spot("X01", question="many", option="y")),
    ]


def test_what_no_answer_reaches():
    deed = paper("deed", condition=matter("x", when={"q": "gone"}).condition)
    spec = life_event(
        matter("A", deed, when={"q": "yes"}),
        matter("B"),
        matter("C", when={"q": "gone"}),
        questions=[YES_NO],
    )

    findings = found(spec)

    assert findings["plan.matter_unreachable"].spot == Spot("X01", "C")
    unreached = findings["plan.requirement_unreachable"]
    assert (unreached.severity, unreached.spot) == (
        Severity.WARNING, Spot("X01", "A", requirement="deed"),
    )  # fmt: skip


def test_answers_that_hang_together_too_closely_are_no_proof(monkeypatch):
    monkeypatch.setattr("windows.planning.coverage.MOST", 3)
    coverage = Coverage()
    spec = life_event(
        matter("A", *(paper(f"p{n}", condition=matter("x", when={f"q{n}": "yes"}).condition)
                      for n in range(3))),
        questions=[question(f"q{n}", "yes", "no") for n in range(3)],
    )  # fmt: skip

    (finding,) = check_plans(spec, coverage)

    assert (finding.rule, finding.severity) == ("plan.too_entangled", Severity.ERROR)
    assert coverage.combinations == 0


@pytest.mark.django_db
def test_a_resource_that_nobody_shares():
    spec = life_event(matter("A", paper("deed", register("DS99"))))

    (finding,) = check_resources(spec, Coverage())

    assert (finding.rule, finding.severity) == ("plan.resource_unknown", Severity.ERROR)
    assert finding.spot == Spot("X01", "A", requirement="deed")


@pytest.mark.django_db
def test_what_a_register_or_a_licence_shows_need_not_be_asked():
    MaterialType.objects.create(code="marriage_certificate", name="结婚证", kind="licence")
    asked = life_event(matter("A", paper("marriage_certificate")))
    eased = life_event(matter("A", paper("marriage_certificate", register("DS07"), APPLICANT)))

    assert [f.rule for f in check_resources(asked, Coverage())] == ["advice.resource"]
    assert [f.rule for f in advise_licences(asked, Coverage())] == ["advice.licence"]
    assert list(check_resources(eased, Coverage())) == []
    assert list(advise_licences(eased, Coverage())) == []


def test_what_another_matter_produces_need_not_be_asked():
    after = life_event(matter("A", paper("x")), matter("B", makes=["x"]))
    before = life_event(matter("A", paper("x")), matter("B", makes=["x"], after=["A"]))

    assert [f.rule for f in advise(after, Coverage())] == ["advice.output"]
    assert list(advise(before, Coverage())) == []


@pytest.mark.parametrize(
    ("department", "name", "rules"),
    [
        ("民政局", "收入证明", ["advice.commitment"]),
        ("民政局", "施工图", []),
        ("公安局", "收入证明", []),
        ("消防救援机构", "场所证明", []),
        ("银行", "收入证明", []),
        ("住房公积金管理中心", "收入证明", []),
        ("生态环境局", "收入证明", []),
        ("卫生健康局", "收入证明", []),
        ("民政局", "健康证明", []),
        ("市场监督管理局", "食品安全证明", []),
        ("住房和城乡建设局", "污水排放证明", []),
    ],
)
def test_a_commitment_is_advised_for_proofs_and_never_in_a_protected_field(
    *, department, name, rules
):
    named = replace(paper("proof"), name=name)
    spec = life_event(matter("A", named, department=department))

    assert [finding.rule for finding in advise(spec, Coverage())] == rules


def test_who_may_commit_already_gets_no_advice():
    named = replace(paper("proof", COMMITMENT, APPLICANT), name="收入证明")

    assert list(advise(life_event(matter("A", named, department="民政局")), Coverage())) == []


@pytest.mark.parametrize("field", PROTECTED, ids=lambda field: field.name.en)
def test_every_department_of_a_protected_field_is_protected(field):
    assert all(protected_field(f"某市{word}局", ()) is field for word in field.departments)


def test_every_paper_that_a_register_replaces_is_in_the_catalogue():
    catalogue = parse(FILE).spec
    assert catalogue is not None
    known = {material.code for material in catalogue.materials}

    assert set(resources_by_material()) <= known


@pytest.mark.django_db
def test_every_register_that_replaces_a_paper_is_on_the_list():
    named = {code for codes in resources_by_material().values() for code in codes}

    assert named <= set(known_resources())


@pytest.mark.django_db
def test_all_twenty_two_keep_the_promise_for_everyone():
    """Every set of answers, in far less than 20 seconds of one core."""
    start = process_time()
    table = {}
    for code in CODES:
        began = process_time()
        checked = check_life_event(events()[code])
        took = process_time() - began
        wrong = [each for each in errors(checked.findings) if each.rule.startswith("plan.")]
        assert wrong == []
        assert checked.coverage.combinations == count_combinations(events()[code])
        table[code] = checked.coverage.combinations, checked.coverage.computed, took
        print(f"{code}: {table[code][0]:5} sets of answers, {table[code][1]:5} plans, {took:.2f} s")
    total = process_time() - start
    print(f"all: {sum(row[0] for row in table.values())} sets of answers, "
          f"{sum(row[1] for row in table.values())} plans, {total:.2f} s")  # fmt: skip
    assert sum(row[0] for row in table.values()) == 2341
    assert total < 15
