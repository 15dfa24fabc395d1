"""A shipped life event, broken in one place: all registered checks together say where, and how to
mend it. Each promise of a life event is broken in every one of them, but for P10, whose thousand
plans are gone through once in `test_all_checks`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from datasharing.resource_list import load_resources
from materials.models import MaterialType
from portal.accounts.actor import SYSTEM
from services.catalogue.loading.departments import bring_departments
from services.catalogue.spec import (
    Condition,
    DepartmentSpec,
    Necessity,
    OutputSpec,
    ProcedureSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.checks.findings import Severity, Spot
from services.checks.registry import Coverage
from services.models import Region, StatuteArticle
from tests.windows.catalogue import shipped as s
from tests.windows.planning.build import question
from tests.windows.planning.test_shipped_catalogue import CODES
from windows.catalogue.advice import advise

EACH = [code for code in CODES if code != "P10"]
ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE
LOOK = ProcedureSpec("现场核查", "Inspection", days=1, attended=True)
APPLICANT = (SourceSpec(SourceKind.APPLICANT),)


@pytest.fixture(autouse=True)
def office(db):
    """What the checks read beside the life event: departments and shared data."""
    named = {each.matter.department for code in CODES for each in s.event(code).matters}
    leads = {s.event(code).lead for code in CODES} - {""}
    home, _made = Region.objects.get_or_create(code="330000", name="浙江省", level=1)
    bring_departments([DepartmentSpec(name) for name in sorted(named | leads)], home)
    load_resources(actor=SYSTEM)


# ---- a plan exists, and nothing waits for itself


@pytest.mark.parametrize("code", EACH)
def test_two_matters_that_wait_for_each_other(code):
    spec = s.event(code)
    first, second = (each.matter.code for each in spec.matters[:2])
    spec = s.with_place(spec, first, condition=Condition(), starts_after=(second,))
    spec = s.with_place(spec, second, condition=Condition(), starts_after=(first,))

    finding = s.findings(spec, "plan.impossible")[0]

    assert (finding.severity, finding.spot.life_event) == (ERROR, code)
    assert finding.spot.matter in {first, second}
    assert finding.way_out.zh == "去掉其中一个先后关系，或者给材料加一个不靠这些事项的来源"


def test_a_circle_of_outputs_is_found_only_where_an_answer_closes_it():
    spec = s.event("P14")
    waits = SourceSpec(SourceKind.OUTPUT, matter="P14-03")
    made = (*s.matter(spec, "P14-03").outputs, OutputSpec("diagnosis", "诊断"))
    spec = s.with_matter(spec, "P14-03", outputs=made)
    spared = s.with_paper(spec, "P14-02", "diagnosis", sources=(waits, *APPLICANT))
    assert s.findings(spared, "plan.impossible") == []
    broken = s.with_paper(spec, "P14-02", "diagnosis", sources=(waits,))

    finding = s.only(broken, "plan.impossible")

    assert dict(finding.answers)["poor"] == ("yes",)
    assert "事项互相等待" in finding.message.zh


@pytest.mark.parametrize("name", ["need"])
def test_answers_that_lead_to_nothing(name):
    finding = s.only(s.with_question(s.event("E07"), name, required=False), "plan.no_outcome")

    assert (finding.severity, finding.spot) == (ERROR, Spot("E07"))
    assert dict(finding.answers)[name] == ()
    assert finding.way_out.zh == "给这样的回答写明结果和原因，或者把问题改成必选"


# ---- promised ≤ statutory, on every path


@pytest.mark.parametrize("code", EACH)
def test_a_promise_longer_than_the_law(code):
    spec = s.event(code)
    held = max((each.matter for each in spec.matters), key=lambda each: each.promised_days)
    broken = s.with_matter(spec, held.code, statutory_days=held.promised_days - 1)

    found = s.findings(broken, "plan.over_statute")

    assert Spot(matter=held.code) in {each.spot for each in found}
    assert all(each.severity is ERROR and each.way_out.zh and each.way_out.en for each in found)


def test_a_short_path_beside_a_longer_one_is_judged_too():
    """The life event as a whole stays within the law, one matter on another path does not."""
    broken = s.with_matter(s.event("E09"), "E09-04", promised_days=31)
    longer = s.with_matter(broken, "E09-03", statutory_days=90)

    finding = s.only(longer, "plan.over_statute")

    assert finding.spot == Spot(matter="E09-04")
    assert finding.message.zh == "“抵押权登记”承诺 31 日，长于法定 30 日"


def test_the_whole_path_is_named_where_its_matters_together_are_too_long():
    spec = s.event("E09")
    for code in ("E09-01", "E09-02", "E09-03", "E09-04"):
        spec = s.with_matter(spec, code, statutory_days=2, promised_days=3)

    whole = [each for each in s.findings(spec, "plan.over_statute") if each.spot.life_event]

    assert [each.spot for each in whole] == [Spot("E09", "E09-04"), Spot("E09", "E09-03")]
    assert whole[0].message.zh.endswith("抵押权登记：承诺共 12 日，长于法定 8 日")
    assert dict(whole[0].answers)["loan"] == ("yes",)


# ---- at most one visit: originals, inspections, identity checks, pickup


@pytest.mark.parametrize("code", EACH)
def test_a_second_visit(code):
    spec = s.event(code)
    first = spec.matters[0].matter
    spec = s.with_matter(
        s.with_place(spec, first.code, condition=Condition(), starts_after=()),
        first.code,
        visit_reason="核验身份",
        visit_reason_en="Identity check",
        procedures=(LOOK,),
    )

    finding = s.only(spec, "plan.visits")

    assert (finding.severity, finding.spot) == (ERROR, Spot(code))
    assert finding.answers or not spec.questions
    assert "核验身份" in finding.message.zh
    assert finding.way_out.zh.startswith("把到场的事并到一次")


def _original(spec):
    return s.with_paper(spec, "E09-01", "agent_id", original_at_window=True)


def _identity(spec):
    return s.with_matter(spec, "E09-01", visit_reason="核验身份", visit_reason_en="Identity")


def _inspection(spec):
    return s.with_matter(spec, "E09-03", procedures=(LOOK,))


def _pickup(spec):
    (made,) = s.matter(spec, "E09-03").outputs
    return s.with_matter(spec, "E09-03", outputs=(replace(made, window_only=True),))


def _later(spec):
    return s.with_matter(spec, "E09-03", visit_reason="到场签字", visit_reason_en="Sign here")


ALONE = {
    "original": _original,
    "identity": _identity,
    "inspection": _inspection,
    "pickup": _pickup,
    "later": _later,
}
SAME_OCCASION = {frozenset({"original", "identity"})}
"""Both at the application. What E09-03 gives is ready days after one signs for it there."""
PAIRS = [(one, other) for one in ALONE for other in ALONE if one < other]


def sealed(spec):
    """Without the answer that sends people to the window by itself."""
    return replace(spec, questions=tuple(each for each in spec.questions if each.id != "seal"))


@pytest.mark.parametrize("name", ALONE)
def test_one_occasion_of_each_kind_is_within_the_promise(name):
    assert s.findings(ALONE[name](sealed(s.event("E09"))), "plan.visits") == []


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_occasions_of_different_times_are_two_visits(one, other):
    spec = ALONE[other](ALONE[one](sealed(s.event("E09"))))
    found = s.findings(spec, "plan.visits")

    is_one = frozenset({one, other}) in SAME_OCCASION
    assert [each.severity for each in found] == ([] if is_one else [ERROR])


def test_an_answer_that_needs_the_window_and_a_pickup_are_two_visits():
    finding = s.only(_pickup(s.event("E09")), "plan.visits")

    assert dict(finding.answers)["seal"] == ("yes",)
    assert "2 次" in finding.message.zh
    assert "到窗口领取" in finding.message.zh


# ---- every requirement rests on law


@pytest.mark.parametrize("code", EACH)
def test_a_matter_that_rests_on_nothing(code):
    spec = s.event(code)
    held = next(each.matter for each in spec.matters if each.matter.requirements)
    bare = tuple(replace(each, legal_bases=()) for each in held.requirements)
    broken = s.with_matter(spec, held.code, legal_bases=(), requirements=bare, type="行政确认")

    (whole,) = s.findings(broken, "law.matter")
    papers = s.findings(broken, "law.none")

    assert (whole.severity, whole.spot) == (ERROR, Spot(matter=held.code))
    assert [each.spot for each in papers] == [
        Spot(matter=held.code, requirement=each.key) for each in bare
    ]
    assert {each.severity for each in papers} == {ERROR}
    assert {each.way_out.zh for each in papers} == {"写明依据，或不再要求这份材料"}


def test_an_article_that_is_not_there_and_words_that_it_does_not_say():
    spec = s.event("P03")
    statute = {"law": "婚姻登记条例", "article": "7", "text": "应当当场予以登记，发给结婚证。"}
    StatuteArticle.objects.create(**statute)

    (gone,) = s.findings(spec, "law.no_such_article")[:1]
    (differs,) = s.findings(spec, "law.text_differs")

    assert (gone.severity, gone.message.zh) == (ERROR, "《婚姻登记条例》没有第 4 条")
    assert (differs.severity, differs.spot) == (ERROR, Spot(matter="P03-01"))
    assert differs.message.zh == "引用的文字不在《婚姻登记条例》第 7 条里"


# ---- every question changes something, nothing is out of reach


@pytest.mark.parametrize("code", EACH)
def test_a_question_that_changes_nothing(code):
    spec = s.event(code)
    broken = replace(spec, questions=(*spec.questions, question("idle", "yes", "no")))

    found = [each for each in s.findings(broken, "plan.question_idle") if each.severity is ERROR]

    assert [each.spot for each in found] == [Spot(code, question="idle")]
    assert found[0].message.zh == "“问题idle”怎么回答都一样"
    assert found[0].way_out.en


@pytest.mark.parametrize("code", EACH)
def test_a_matter_that_no_answer_reaches(code):
    last = s.event(code).matters[-1].matter.code

    finding = s.only(
        s.with_place(s.event(code), last, condition=s.NEVER), "plan.matter_unreachable"
    )

    assert (finding.severity, finding.spot) == (ERROR, Spot(code, last))
    assert finding.way_out.zh == "改正它的适用条件，或者去掉这个事项"


def test_a_paper_that_no_answer_reaches():
    broken = s.with_paper(s.event("P14"), "P14-02", "diagnosis", condition=s.NEVER)

    finding = s.only(broken, "plan.requirement_unreachable")

    assert (finding.severity, finding.spot) == (
        WARNING,
        Spot("P14", "P14-02", requirement="diagnosis"),
    )


def test_a_source_that_nobody_shares():
    sources = (SourceSpec(SourceKind.RESOURCE, resource="DS99"), *APPLICANT)
    broken = s.with_paper(s.event("P14"), "P14-02", "diagnosis", sources=sources)

    finding = s.only(broken, "plan.resource_unknown")

    assert (finding.severity, finding.spot) == (
        ERROR,
        Spot("P14", "P14-02", requirement="diagnosis"),
    )


# ---- the four things that are no longer asked


@pytest.mark.parametrize(
    ("code", "matter", "key", "rule", "way_out"),
    [
        ("P03", "P03-01", "divorce_proof", "advice.resource", "加上来源：数据共享 DS07"),
        (
            "P14",
            "P14-03",
            "reimbursement_result",
            "advice.output",
            "加上来源：“医疗费用手工（零星）报销”的结果",
        ),
        (
            "E09",
            "E09-04",
            "house_certificate",
            "advice.output",
            "加上来源：“国有建设用地使用权及房屋所有权转移登记”的结果",
        ),
    ],
)
def test_a_paper_that_is_asked_of_the_person_only(code, matter, key, rule, way_out):
    assert s.findings(s.event(code), rule) == []
    asked = s.with_paper(s.event(code), matter, key, sources=APPLICANT)

    found = {each.spot: each for each in s.findings(asked, rule)}

    finding = found[Spot(code, matter, requirement=key)]
    assert (finding.severity, finding.way_out.zh) == (ADVICE, way_out)


def test_a_licence_that_is_asked_on_paper():
    MaterialType.objects.create(code="business_licence", name="营业执照", kind="licence")
    assert s.findings(s.event("E09"), "advice.licence") == []
    asked = s.with_paper(s.event("E09"), "E09-01", "business_licence", sources=APPLICANT)

    finding = s.only(asked, "advice.licence")

    assert finding.spot == Spot("E09", "E09-01", requirement="business_licence")
    assert (finding.severity, finding.way_out.zh) == (ADVICE, "加上来源：电子证照")


PROTECTED_OFFICES = {
    *("公安局", "消防救援机构", "人民防空办公室", "燃气企业"),
    *("银行", "住房公积金管理中心"),
    *("生态环境局",),
    *("卫生健康局", "医疗保障局"),
}
PROTECTED_MATTERS = {
    *("P10-04", "P10-10", "P12-02", "E09-04"),  # finance: mortgages
    *("E03-06", "E07-01"),  # ecology: waste water
    *("E13-02", "E13-05"),  # public safety: works before they are used
    *("P01-05", "E03-02", "E03-03"),  # life and health: birth, food
}
PROOF = RequirementSpec("proof", "some_proof", "收入证明", "Proof of income")


@pytest.mark.parametrize("code", CODES)
def test_a_commitment_is_advised_for_a_proof_and_never_in_a_protected_field(code):
    """Every matter that is shipped is made to ask for a proof."""
    spec = s.event(code)
    for each in spec.matters:
        held = each.matter
        bases = held.legal_bases
        proof = replace(PROOF, legal_bases=bases, necessity=Necessity.REQUIRED)
        spec = s.with_matter(spec, held.code, requirements=(*held.requirements, proof))

    advised = {
        each.spot.matter
        for each in advise(spec, Coverage())
        if each.rule == "advice.commitment" and each.spot.requirement == "proof"
    }

    assert advised == {
        each.matter.code
        for each in spec.matters
        if each.matter.department not in PROTECTED_OFFICES
        and each.matter.code not in PROTECTED_MATTERS
    }
