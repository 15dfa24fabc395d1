from __future__ import annotations

from dataclasses import replace

from services.catalogue.elements import Charge, MatterElements
from services.catalogue.spec import (
    FieldSpec,
    LegalBasisSpec,
    Necessity,
    OptionSpec,
    OutcomeKind,
    ProcedureSpec,
)
from services.catalogue.text import Text
from services.revisions.burden import MeasureKind
from tests.windows.planning.build import (
    APPLICANT,
    COMMITMENT,
    life_event,
    matter,
    paper,
    question,
    register,
)
from windows.catalogue.burden import measure_burden

ARTICLE = LegalBasisSpec("某法", "3")
ASKED = question("kind", "a", "b", "c")
BASE = matter("A", paper("id", register("DS03"), APPLICANT), days=5, statutory_days=20)
SPEC = life_event(BASE, matter("B", when={"kind": "b"}), questions=[ASKED])


def changed(**new):
    return replace(
        SPEC, matters=(replace(BASE, matter=replace(BASE.matter, **new)), *SPEC.matters[1:])
    )


def measure(burden, kind):
    return next(each for each in burden.measures if each.kind is kind)


def said(burden):
    return [(line.text.zh, line.adds) for line in burden.lines]


def test_nothing_changed_costs_nothing():
    burden = measure_burden(SPEC, SPEC)

    assert (burden.situations, burden.lines, burden.newly_refused) == (3, (), 0)
    assert [(m.worse, m.better) for m in burden.measures] == [(0, 0)] * 6
    assert burden.adds is False


def test_a_new_life_event_makes_nothing_worse():
    burden = measure_burden(None, SPEC)

    days = measure(burden, MeasureKind.DAYS)
    assert (days.before_most, days.after_most, days.worse) == (0, 5, 0)
    assert said(burden) == [("新增一件事“一件事”", False)]
    assert burden.adds is False


def test_a_document_added_under_an_answer_is_worse_for_those_who_give_it():
    deed = paper("deed", legal_bases=(ARTICLE,), condition=SPEC.matters[1].condition)
    burden = measure_burden(SPEC, changed(requirements=(*BASE.matter.requirements, deed)))

    documents = measure(burden, MeasureKind.DOCUMENTS)
    assert (documents.before_most, documents.after_most) == (0, 1)
    assert (documents.before_usual, documents.after_usual) == (0, 0)
    assert (documents.worse, documents.better) == (1, 0)
    assert documents.example == (("kind", ("b",)),)
    assert said(burden) == [("“事项A”：多要一份材料：材料deed", True)]
    assert burden.lines[0].legal_bases == (ARTICLE,)
    assert burden.adds is True


def test_a_register_taken_away_is_felt_by_everyone():
    burden = measure_burden(SPEC, changed(requirements=(paper("id"),)))

    assert measure(burden, MeasureKind.DOCUMENTS).worse == 3
    assert said(burden) == [("“事项A”：“材料id”不能再用数据共享代替", True)]


def test_easing_adds_nothing():
    burden = measure_burden(SPEC, changed(requirements=(), promised_days=2))

    days = measure(burden, MeasureKind.DAYS)
    assert (days.before_most, days.after_most, days.worse, days.better) == (5, 2, 0, 3)
    assert said(burden) == [
        ("“事项A”：不用交：材料id", False),
        ("“事项A”：承诺办结时限从 5 个工作日改为 2 个工作日", False),
    ]
    assert burden.adds is False


def test_an_answer_that_is_now_refused_and_one_no_longer_offered():
    refused = OptionSpec("a", "选项a", "a", OutcomeKind.INELIGIBLE, "不行", "No")
    asked = replace(ASKED, options=(refused, ASKED.options[1]))

    burden = measure_burden(SPEC, replace(SPEC, questions=(asked,)))

    assert (burden.situations, burden.newly_refused) == (3, 2)
    assert said(burden) == [
        ("选“选项a”的，不能办了", True),
        ("选项“选项a”的文字有变化", False),
        ("去掉选项“选项c”", True),
    ]


def test_a_new_question_is_put_with_each_of_its_answers():
    more = question("more", "x", "y")
    extra = paper("extra", COMMITMENT, condition=replace(
        SPEC.matters[1].condition, alternatives=((("more", ("x",)),),)
    ))  # fmt: skip
    after = changed(requirements=(*BASE.matter.requirements, extra))

    burden = measure_burden(SPEC, replace(after, questions=(ASKED, more)))

    assert burden.situations == 6
    assert measure(burden, MeasureKind.DOCUMENTS).worse == 3
    assert said(burden)[0] == ("多问一个问题“问题more”", True)


def test_fees_fields_visits_and_departments_are_measured():
    after = changed(
        elements=MatterElements(charges=(Charge("工本费", cents=8000),)),
        fields=(FieldSpec("name", "姓名"), FieldSpec("nick", "别名", required=False)),
        procedures=(ProcedureSpec("核查", "Inspection", days=3, attended=True),),
    )

    burden = measure_burden(SPEC, after)

    assert measure(burden, MeasureKind.FEES).after_most == 8000
    assert measure(burden, MeasureKind.FIELDS).after_most == 1
    assert measure(burden, MeasureKind.VISITS).worse == 3
    assert measure(burden, MeasureKind.DAYS).after_most == 8
    assert measure(burden, MeasureKind.DEPARTMENTS).after_most == 2
    assert said(burden) == [
        ("“事项A”：收费较高：工本费 80.00 元", True),
        ("“事项A”：多填一项：姓名", True),
        ("“事项A”：多填一项：别名", True),
        ("“事项A”：多一道程序：核查", True),
    ]


def test_a_fee_that_appears_in_words_adds_though_nobody_can_count_it():
    burden = measure_burden(SPEC, changed(fee="按面积收", fee_en="By area"))

    assert measure(burden, MeasureKind.FEES).worse == 0
    assert [(line.text, line.adds) for line in burden.lines] == [
        (
            Text(
                "“事项A”：收费不同，多少无法直接比：按面积收",
                "“Matter A”: Another fee: By area",
            ),
            True,
        )
    ]


def test_what_must_be_there_from_the_start_is_stricter():
    was = changed(requirements=(paper("deed", necessity=Necessity.DEFERRABLE),))
    now = changed(requirements=(paper("deed", original_at_window=True),))

    assert said(measure_burden(was, now)) == [
        ("“事项A”：“材料deed”必须交", True),
        ("“事项A”：“材料deed”要到窗口看原件", True),
    ]
    assert said(measure_burden(now, was)) == [
        ("“事项A”：“材料deed”可以后补", False),
        ("“事项A”：“材料deed”不用看原件", False),
    ]
