"""Every way to differ, whether it adds, and what it rests on."""

from dataclasses import replace

import pytest

from services.catalogue.elements import Charge, MatterElements
from services.catalogue.spec import (
    Condition,
    DayUnit,
    FieldSpec,
    Handling,
    LegalBasisSpec,
    MatterSpec,
    Necessity,
    OutputSpec,
    ProcedureSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.overlays.compare import compare
from services.overlays.differences import NEUTRAL, Kind
from services.overlays.reach import reaches_more
from services.overlays.wording import may_ask_more, may_draw_other_line
from services.overlays.words import FEES, LIMITS, OTHERS, PAPERS, VISITS

LAW = LegalBasisSpec("杭州市某条例", "12")
OLD_LAW = LegalBasisSpec("某法", "3")
BY_HAND = SourceSpec(SourceKind.APPLICANT)
READ = SourceSpec(SourceKind.RESOURCE, resource="DS13")
PAPER = RequirementSpec("paper", "m_paper", "合同", "Contract", sources=(READ, BY_HAND))
FIELD = FieldSpec("phone", "电话", "Phone", required=False, prefill=("DS13.phone",))
STANDARD = MatterSpec(
    "M",
    "事项",
    "甲局",
    statutory_days=20,
    promised_days=5,
    requirements=(PAPER,),
    fields=(FIELD,),
    outputs=(OutputSpec("m_out", "证", "Licence"),),
    legal_bases=(OLD_LAW,),
)


def kinds(local, standard=STANDARD):
    return [(each.kind, each.adds) for each in compare(standard, local)]


def with_paper(**changes):
    return replace(STANDARD, requirements=(replace(PAPER, **changes),))


def with_field(**changes):
    return replace(STANDARD, fields=(replace(FIELD, **changes),))


def test_the_standard_itself_differs_in_nothing():
    assert compare(STANDARD, STANDARD) == ()


ONE = Condition(((("who", ("me",)),),))


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        (
            replace(STANDARD, requirements=(PAPER, replace(PAPER, key="two", material="m_two"))),
            [(Kind.EXTRA_MATERIAL, True)],
        ),
        (
            replace(
                STANDARD,
                requirements=(
                    PAPER,
                    RequirementSpec("form", "m_form", "申请表", generated_form=True),
                ),
            ),
            [(Kind.EXTRA_MATERIAL, False)],
        ),
        (replace(STANDARD, requirements=()), [(Kind.DROPPED_MATERIAL, False)]),
        (
            with_paper(material="m_other"),
            [(Kind.EXTRA_MATERIAL, True), (Kind.DROPPED_MATERIAL, False)],
        ),
        (with_paper(necessity=Necessity.DEFERRABLE), [(Kind.EASIER_NECESSITY, False)]),
        (with_paper(sources=(BY_HAND,)), [(Kind.WORSE_SOURCE, True)]),
        (
            with_paper(sources=(READ, SourceSpec(SourceKind.COMMITMENT), BY_HAND)),
            [(Kind.BETTER_SOURCE, False)],
        ),
        (with_paper(condition=ONE), [(Kind.NARROWER_CONDITION, False)]),
        (with_paper(about=("applicant", "seller")), [(Kind.MORE_PEOPLE, True)]),
        (with_paper(original_at_window=True), [(Kind.EXTRA_VISIT, True)]),
        (replace(STANDARD, promised_days=6), [(Kind.LONGER_LIMIT, True)]),
        (replace(STANDARD, promised_days=3), [(Kind.SHORTER_LIMIT, False)]),
        (
            replace(STANDARD, promised_days=7, statutory_days=28, day_unit=DayUnit.NATURAL),
            [(Kind.OTHER_WORDS, False)],
        ),
        (
            replace(STANDARD, promised_days=5, statutory_days=20, day_unit=DayUnit.NATURAL),
            [(Kind.SHORTER_LIMIT, False), (Kind.SHORTER_STATUTE, False)],
        ),
        (replace(STANDARD, statutory_days=30), [(Kind.LONGER_STATUTE, True)]),
        (replace(STANDARD, statutory_days=None), [(Kind.LONGER_STATUTE, True)]),
        (
            replace(STANDARD, statutory_days=4),
            [(Kind.BEYOND_STATUTE, True), (Kind.SHORTER_STATUTE, False)],
        ),
        (replace(STANDARD, visit_reason="面谈"), [(Kind.EXTRA_VISIT, True)]),
        (replace(STANDARD, fee="每件 80 元"), [(Kind.HIGHER_FEE, True)]),
        (replace(STANDARD, fee="每平方米 80 元"), [(Kind.OTHER_FEE, True)]),
        (replace(STANDARD, fee="免费（另收工本费 10 元）"), [(Kind.OTHER_FEE, True)]),
        (
            replace(
                STANDARD,
                fee="80 元",
                elements=MatterElements(charges=(Charge("登记费", cents=8000),)),
            ),
            [(Kind.HIGHER_FEE, True)],
        ),
        (replace(STANDARD, fee="免费"), [(Kind.OTHER_WORDS, False)]),
        (
            replace(STANDARD, fields=(FIELD, replace(FIELD, element="fax"))),
            [(Kind.EXTRA_FIELD, True)],
        ),
        (replace(STANDARD, fields=()), [(Kind.DROPPED_FIELD, False)]),
        (with_field(required=True), [(Kind.STRICTER_FIELD, True)]),
        (with_field(prefill=()), [(Kind.WORSE_SOURCE, True)]),
        (
            replace(STANDARD, procedures=(ProcedureSpec("公示", days=5),)),
            [(Kind.EXTRA_PROCEDURE, True)],
        ),
        (replace(STANDARD, outputs=()), [(Kind.DROPPED_OUTPUT, True)]),
        (
            replace(STANDARD, outputs=(replace(STANDARD.outputs[0], window_only=True),)),
            [(Kind.EXTRA_VISIT, True)],
        ),
        (
            replace(STANDARD, elements=MatterElements(handle_place="西湖区 1 号窗口")),
            [(Kind.OTHER_WORDS, False)],
        ),
    ],
)
def test_one_difference(local, expected):
    assert kinds(local) == expected


def test_what_was_always_asked_may_be_narrowed_but_a_condition_not_changed():
    standard = with_paper(condition=ONE)
    always = with_paper(condition=Condition())
    assert kinds(always, standard) == [(Kind.OTHER_CONDITION, True)]


def test_what_was_optional_and_is_required_adds():
    standard = with_paper(necessity=Necessity.OPTIONAL)
    assert kinds(STANDARD, standard) == [(Kind.STRICTER_NECESSITY, True)]


def test_a_lower_fee_eases_and_a_free_one_too():
    standard = replace(
        STANDARD, fee="80 元", elements=MatterElements(charges=(Charge("登记费", cents=8000),))
    )
    lower = replace(
        standard, fee="40 元", elements=MatterElements(charges=(Charge("登记费", cents=4000),))
    )
    assert kinds(lower, standard) == [(Kind.LOWER_FEE, False)]
    free = replace(standard, fee="", elements=MatterElements(is_fee=False))
    assert kinds(free, standard) == [(Kind.LOWER_FEE, False)]


def test_decided_on_the_spot_no_longer():
    standard = replace(STANDARD, handling=Handling.INSTANT)
    assert kinds(STANDARD, standard) == [(Kind.NOT_AT_ONCE, True)]


def test_an_extra_paper_rests_on_its_own_law_and_not_on_the_matters():
    extra = replace(PAPER, key="two", material="m_two")
    (bare,) = compare(STANDARD, replace(STANDARD, requirements=(PAPER, extra)))
    assert (bare.legal_bases, bare.is_allowed) == ((), False)
    both = replace(STANDARD, requirements=(PAPER, replace(extra, legal_bases=(LAW,))))
    (grounded,) = compare(STANDARD, both)
    assert (grounded.legal_bases, grounded.is_allowed) == ((LAW,), True)


def test_another_paper_under_the_same_key_does_not_rest_on_the_law_of_the_one_before():
    standard = with_paper(legal_bases=(OLD_LAW,))
    swapped = with_paper(legal_bases=(OLD_LAW,), material="m_other")
    assert [each.legal_bases for each in compare(standard, swapped) if each.adds] == [()]
    founded = with_paper(legal_bases=(OLD_LAW, LAW), material="m_other")
    assert [each.legal_bases for each in compare(standard, founded) if each.adds] == [(LAW,)]


def test_a_longer_limit_needs_a_law_that_the_standard_does_not_cite():
    longer = replace(STANDARD, promised_days=8)
    (bare,) = compare(STANDARD, longer)
    assert (bare.amount, bare.is_allowed) == (3, False)
    grounded, cited = compare(STANDARD, replace(longer, legal_bases=(OLD_LAW, LAW)))
    assert (grounded.legal_bases, grounded.is_allowed) == ((LAW,), True)
    assert (cited.kind, cited.adds) == (Kind.OTHER_BASES, False)


def test_an_article_quoted_anew_counts_and_one_quoted_as_before_does_not():
    quoted = replace(OLD_LAW, text="登记机构可以延长。")
    standard = replace(STANDARD, legal_bases=(OLD_LAW,))
    (found, _cited) = compare(standard, replace(STANDARD, promised_days=8, legal_bases=(quoted,)))
    assert found.legal_bases == (quoted,)
    standard = replace(STANDARD, legal_bases=(quoted,))
    (found,) = compare(standard, replace(standard, promised_days=8))
    assert (found.legal_bases, found.is_allowed) == ((), False)


@pytest.mark.parametrize("again", ["", "登记机构\r\n可以延长。", " 登记机构可以延长。 "])
def test_the_same_quotation_in_other_blanks_or_none_is_not_quoted_anew(again):
    standard = replace(STANDARD, legal_bases=(replace(OLD_LAW, text="登记机构\n可以延长。"),))
    bases = (replace(OLD_LAW, text=again),)
    found = compare(standard, replace(standard, promised_days=8, legal_bases=bases))
    assert [each.legal_bases for each in found if each.kind is Kind.LONGER_LIMIT] == [()]


def test_no_law_allows_a_promise_past_the_standards_statute():
    local = replace(STANDARD, promised_days=21, statutory_days=30, legal_bases=(OLD_LAW, LAW))
    found = {each.kind: each for each in compare(STANDARD, local)}
    assert set(found) == {Kind.LONGER_LIMIT, Kind.LONGER_STATUTE, Kind.OTHER_BASES}
    assert found[Kind.LONGER_LIMIT].is_forbidden
    assert not found[Kind.LONGER_LIMIT].is_allowed


def test_a_fee_rests_on_the_law_of_its_charge():
    charge = Charge("登记费", by_law="某市收费办法", cents=9000)
    local = replace(STANDARD, fee="90 元", elements=MatterElements(charges=(charge,)))
    (found,) = compare(STANDARD, local)
    assert found.legal_bases == (LegalBasisSpec("某市收费办法", ""),)
    assert found.is_allowed
    dearer = replace(
        local, fee="99 元", elements=MatterElements(charges=(replace(charge, cents=9900),))
    )
    (again,) = compare(local, dearer)
    assert (again.kind, again.legal_bases, again.is_allowed) == (Kind.HIGHER_FEE, (), False)


def charged(*charges, fee="见收费表"):
    return replace(STANDARD, fee=fee, elements=MatterElements(charges=charges))


A_HOME = Charge("住宅", cents=8000)
A_SHOP = Charge("非住宅", cents=55000)


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        # One charge rises though the sum falls.
        ((A_HOME, A_SHOP), (Charge("住宅", cents=10000), A_SHOP), "higher_fee"),
        ((A_HOME, A_SHOP), (Charge("住宅", cents=9000), Charge("非住宅", cents=1)), "higher_fee"),
        ((A_HOME, A_SHOP), (Charge("甲", cents=10000), Charge("乙", cents=40000)), "higher_fee"),
        ((A_HOME, A_SHOP), (Charge("甲", cents=7000), Charge("乙", cents=55000)), "lower_fee"),
        ((A_HOME,), (replace(A_HOME, cents=None),), "other_fee"),
        ((replace(A_HOME, cents=None),), (A_HOME,), "other_fee"),
        ((A_HOME,), (A_HOME, Charge("工本费")), "other_fee"),
        ((A_HOME,), (A_HOME, Charge("工本费", cents=0)), "other_words"),
        ((A_HOME,), (replace(A_HOME, fee_stand="80 元/平方米"),), "other_fee"),
        (
            (replace(A_HOME, fee_stand="80 元/平方米"),),
            (replace(A_HOME, fee_stand="70 元/平方米", cents=7000),),
            "lower_fee",
        ),
        (
            (replace(A_HOME, fee_stand="80 元"),),
            (replace(A_HOME, fee_stand="70 元，另收测绘费", cents=7000),),
            "other_fee",
        ),
        ((A_HOME,), (replace(A_HOME, fee_stand="90 元"),), "higher_fee"),
        ((replace(A_HOME, reduction="小微企业免收"),), (A_HOME,), "other_fee"),
        ((A_HOME,), (replace(A_HOME, reduction="小微企业免收"),), "lower_fee"),
        ((A_HOME,), (), "other_fee"),
    ],
)  # fmt: skip
def test_charges_are_compared_one_by_one(was, now, expected):
    (found,) = compare(charged(*was), charged(*now))
    assert (found.kind, found.adds) == (
        expected,
        expected in ("higher_fee", "other_fee"),
    )
    assert "0.00" not in found.text.zh


def test_words_beside_the_charges_may_say_more():
    (found,) = compare(charged(A_HOME, fee="80 元"), charged(A_HOME, fee="80 元，另收工本费"))
    assert (found.kind, found.adds) == (Kind.OTHER_FEE, True)
    (told,) = compare(
        charged(A_HOME, fee="80 元"), charged(replace(A_HOME, cents=7000), fee="70 元")
    )
    assert (told.kind, told.adds) == (Kind.LOWER_FEE, False)


def test_a_promise_past_the_statute_is_told_once():
    beyond = replace(STANDARD, promised_days=30)
    assert Kind.BEYOND_STATUTE not in [
        each.kind for each in compare(beyond, replace(beyond, note="新"))
    ]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("结婚证", "结婚证及流水", True),
        ("结婚证及流水", "结婚证", False),
        ("身分证", "身份证", False),
        ("身份证（1 份）", "身份证（2 份）", True),
        ("身份证", "身 份证。", False),
        ("无犯罪记录证明", "犯罪记录证明", True),
        ("父亲的身份证", "母亲的身份证", True),
        ("户口", "房产", True),
    ],
)
def test_a_name_may_ask_more(was, now, expected):
    assert may_ask_more(was, now) is expected


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("收入在 3000 元以下吗？", "收入在 2000 元以下吗？", True),
        ("收入在三千元以下吗？", "收入在三千元以上吗？", True),
        ("家里有房", "家里没有房", True),
        ("是不是本人来办？", "是否本人办理？", False),
        ("谁来办？", "由谁办理？", False),
    ],
)
def test_a_question_may_draw_another_line(was, now, expected):
    assert may_draw_other_line(was, now) is expected


def test_a_condition_with_one_question_twice_is_not_taken_for_the_wider_one():
    both = Condition(((("what", ("a",)), ("what", ("b",))),))
    only_b = Condition(((("what", ("b",)),),))
    assert reaches_more(both, only_b) is True
    assert reaches_more(only_b, both) is False


def test_the_map_counts_each_kind_that_can_add_exactly_once():
    groups = (PAPERS, VISITS, FEES, LIMITS, OTHERS)
    counted = [kind for group in groups for kind in group]
    eases = {
        kind
        for kind in Kind
        if kind.name.startswith(
            ("EASIER", "BETTER", "NARROWER", "FEWER_PEOPLE", "SHORTER", "LOWER", "MORE_WAYS")
        )
        or kind
        in (
            *(Kind.DROPPED_MATERIAL, Kind.DROPPED_DEMAND, Kind.DROPPED_VISIT, Kind.AT_ONCE),
            *(Kind.DROPPED_FIELD, Kind.DROPPED_PROCEDURE, Kind.EXTRA_OUTPUT),
        )
    }
    assert len(counted) == len(set(counted))
    assert set(counted) | eases | NEUTRAL == set(Kind)
    assert not set(counted) & (eases | NEUTRAL)


@pytest.mark.law("行政许可法 42")
@pytest.mark.parametrize(("days", "is_forbidden"), [(20, False), (21, True)])
def test_a_licence_that_names_no_limit_may_not_promise_beyond_the_laws_own(days, is_forbidden):
    standard = replace(STANDARD, type="行政许可", statutory_days=None)
    found = compare(standard, replace(standard, promised_days=days))
    assert [each.kind for each in found if each.is_forbidden] == (
        [Kind.LONGER_LIMIT, Kind.BEYOND_STATUTE] if is_forbidden else []
    )
