"""Edits of a draft, without a page and without a database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.catalogue.spec import (
    Condition,
    FieldSpec,
    IncludedMatter,
    LegalBasisSpec,
    MatterSpec,
    OptionSpec,
    OutputSpec,
    PartySpec,
    ProcedureSpec,
    QuestionSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.revisions.edits import bases, event, matters, parts, questions
from services.revisions.edits.bases import Holder
from services.revisions.edits.errors import NoSuchPart, PartInUse, PartTwice
from services.revisions.edits.names import new_code, new_matter_code
from services.revisions.sentences import ALWAYS, condition_in_words
from tests.services.revisions.edits.small import (
    APPLICANT,
    HOME,
    LOAN,
    MORTGAGE,
    PAY,
    TAX,
    TRANSFER,
)


def ids(spec):
    return [question.id for question in spec.questions]


def codes(spec):
    return [included.matter.code for included in spec.matters]


def tax(spec) -> MatterSpec:
    return spec.matters[0].matter


class TestQuestions:
    def test_a_new_one_comes_last(self):
        asked = QuestionSpec("who", "谁来办？", (OptionSpec("me", "本人"),))
        assert ids(questions.with_question(HOME, asked)) == ["pay", "only", "who"]

    def test_one_with_the_same_id_is_replaced_in_place(self):
        reworded = replace(PAY, text="怎样付款？")
        changed = questions.with_question(HOME, reworded)
        assert changed.questions == (reworded, HOME.questions[1])
        assert HOME.questions[0].text == "怎么付款？"

    def test_one_that_a_condition_asks_for_stays(self):
        with pytest.raises(PartInUse) as refused:
            questions.without_question(HOME, "pay")
        assert refused.value.params["name"] == "怎么付款？"
        assert refused.value.details == (
            ["“缴税”的“贷款合同”", "“Loan contract” of “Tax”"],
            ["“缴税”的“电话”", "“电话” of “Tax”"],
            ["“抵押”", "“Mortgage”"],
        )

    def test_one_that_nobody_asks_for_goes(self):
        assert ids(questions.without_question(HOME, "only")) == ["pay"]

    def test_one_that_is_not_there(self):
        with pytest.raises(NoSuchPart):
            questions.without_question(HOME, "none")

    @pytest.mark.parametrize(
        ("question", "steps", "order"),
        [
            ("only", -1, ["only", "pay"]),
            ("pay", 1, ["only", "pay"]),
            ("pay", -1, ["pay", "only"]),
            ("only", 1, ["pay", "only"]),
        ],
    )
    def test_moving_stops_at_the_edge(self, question, steps, order):
        assert ids(questions.moved_question(HOME, question, steps)) == order

    def test_options(self):
        more = questions.with_option(HOME, "pay", OptionSpec("fund", "公积金"))
        assert [o.value for o in more.questions[0].options] == ["cash", "loan", "fund"]
        moved = questions.moved_option(more, "pay", "fund", -1)
        assert [o.value for o in moved.questions[0].options] == ["cash", "fund", "loan"]
        gone = questions.without_option(moved, "pay", "cash")
        assert [o.value for o in gone.questions[0].options] == ["fund", "loan"]

    def test_an_option_that_a_condition_asks_for_stays(self):
        with pytest.raises(PartInUse) as refused:
            questions.without_option(HOME, "pay", "loan")
        assert len(refused.value.details) == 3


class TestMatters:
    def test_what_it_starts_after_is_in_order_and_never_itself(self):
        included = IncludedMatter(MORTGAGE, LOAN, starts_after=("H-03", "H-02", "H-01", "X"))
        assert matters.with_matter(HOME, included).matters[2].starts_after == ("H-01", "H-02")

    def test_one_that_others_lean_on_stays(self):
        with pytest.raises(PartInUse) as refused:
            matters.without_matter(HOME, "H-01")
        assert refused.value.details == (["“过户”的“完税证明”", "“Tax receipt” of “Transfer”"],)
        with pytest.raises(PartInUse) as refused:
            matters.without_matter(HOME, "H-02")
        assert refused.value.details == (["“抵押”", "“Mortgage”"],)

    def test_one_that_nobody_leans_on_goes(self):
        assert codes(matters.without_matter(HOME, "H-03")) == ["H-01", "H-02"]

    def test_moving(self):
        assert codes(matters.moved_matter(HOME, "H-03", -1)) == ["H-01", "H-03", "H-02"]

    def test_brought_in_without_what_means_nothing_here(self):
        elsewhere = Condition(((("age", ("old",)),),))
        pension = MatterSpec(
            "P-01",
            "养老",
            "人社局",
            requirements=(
                RequirementSpec("a", "a", "甲", condition=elsewhere, about=("child",)),
                RequirementSpec("b", "b", "乙", condition=LOAN, about=("seller", "child")),
            ),
            fields=(FieldSpec("f", "项", condition=elsewhere),),
            procedures=(ProcedureSpec("公示", condition=elsewhere),),
        )
        brought = matters.brought_in(HOME, pension, taken={"P-01", "H-04"}).matters[-1]
        first, second = brought.matter.requirements
        assert (brought.condition, brought.starts_after) == (Condition(), ())
        assert (first.condition, first.about) == (Condition(), ("applicant",))
        assert (second.condition, second.about) == (LOAN, ("seller",))
        assert brought.matter.fields[0].condition == Condition()
        assert brought.matter.procedures[0].condition == Condition()

        assert brought.matter.code == "H-05"

    def test_brought_in_as_it_is_stays_the_shared_matter(self):
        paper = RequirementSpec("b", "b", "乙")
        plain = MatterSpec("P-01", "养老", "人社局", requirements=(paper,))
        assert matters.brought_in(HOME, plain, taken={"P-01"}).matters[-1].matter == plain

    def test_brought_in_twice(self):
        with pytest.raises(PartTwice):
            matters.brought_in(HOME, TRANSFER, taken=())


class TestParts:
    def test_sources_stand_in_the_lawful_order_each_once(self):
        tangled = (
            APPLICANT,
            SourceSpec(SourceKind.RESOURCE, resource="DS14"),
            SourceSpec(SourceKind.OUTPUT, matter="H-02"),
            APPLICANT,
        )
        row = RequirementSpec("new", "new", "新", sources=tangled)
        changed = tax(parts.with_requirement(HOME, "H-01", row))
        assert [each.key for each in changed.requirements] == ["contract", "bank", "new"]
        assert changed.requirements[-1].sources == (tangled[2], tangled[1], APPLICANT)

    def test_place_and_condition_of_the_matter_stay(self):
        row = RequirementSpec("new", "new", "新")
        changed = parts.with_requirement(HOME, "H-03", row).matters[2]
        assert (changed.condition, changed.starts_after) == (LOAN, ("H-02",))

    def test_requirements(self):
        gone = parts.without_requirement(HOME, "H-01", "contract")
        assert [each.key for each in tax(gone).requirements] == ["bank"]
        moved = parts.moved_requirement(HOME, "H-01", "contract", 1)
        assert [each.key for each in tax(moved).requirements] == ["bank", "contract"]

    def test_fields(self):
        more = parts.with_field(HOME, "H-01", FieldSpec("area", "面积"))
        assert [each.element for each in tax(more).fields] == ["price", "phone", "area"]
        gone = parts.without_field(more, "H-01", "price")
        assert [each.element for each in tax(gone).fields] == ["phone", "area"]
        moved = parts.moved_field(gone, "H-01", "area", -1)
        assert [each.element for each in tax(moved).fields] == ["area", "phone"]

    def test_outputs(self):
        more = parts.with_output(HOME, "H-01", OutputSpec("bill", "税单"))
        moved = parts.moved_output(more, "H-01", "bill", -1)
        assert [each.material for each in tax(moved).outputs] == ["bill", "tax_paid"]
        gone = parts.without_output(moved, "H-01", "bill")
        assert tax(gone).outputs == TAX.outputs

    def test_an_output_that_another_takes_stays(self):
        with pytest.raises(PartInUse) as refused:
            parts.without_output(HOME, "H-01", "tax_paid")
        assert refused.value.details == (["“过户”的“完税证明”", "“Tax receipt” of “Transfer”"],)

    def test_procedures_go_by_their_place(self):
        changed = parts.with_procedure(HOME, "H-01", ProcedureSpec("听证"), "1")
        assert [each.name for each in tax(changed).procedures] == ["核价", "听证"]
        moved = parts.moved_procedure(changed, "H-01", "1", -1)
        assert [each.name for each in tax(moved).procedures] == ["听证", "核价"]
        gone = parts.without_procedure(moved, "H-01", "0")
        assert [each.name for each in tax(gone).procedures] == ["核价"]

    @pytest.mark.parametrize("place", ["2", "-1", "x", "²"])
    def test_a_place_that_is_not_there(self, place):
        with pytest.raises(NoSuchPart):
            parts.without_procedure(HOME, "H-01", place)

    def test_bases_of_matter_and_requirement(self):
        law = (LegalBasisSpec("民法典", "209"),)
        own, paper = Holder(matter="H-01"), Holder(matter="H-01", requirement="bank")
        assert tax(bases.with_bases(HOME, own, law)).legal_bases == law
        changed = bases.with_bases(HOME, paper, law)
        assert tax(changed).requirements[1].legal_bases == law
        assert tax(changed).legal_bases == TAX.legal_bases
        assert bases.bases_of(changed, paper) == law
        placed = bases.with_bases(HOME, replace(own, is_place=True), law)
        assert placed.matters[0].legal_bases == law
        assert placed.matters[0].matter == HOME.matters[0].matter

    @pytest.mark.parametrize(
        "holder",
        [
            Holder(question="pay"),
            Holder(question="pay", option="loan"),
            Holder(party="seller"),
            Holder(matter="H-02", is_place=True),
        ],
    )
    def test_bases_of_the_other_parts(self, holder):
        law = (LegalBasisSpec("民法典", "209"),)
        assert bases.bases_of(HOME, holder) == ()
        changed = bases.with_bases(HOME, holder, law)
        assert bases.bases_of(changed, holder) == law
        assert tuple(changed.own_bases()) == law
        assert bases.with_bases(changed, holder, ()) == HOME

    @pytest.mark.parametrize(
        "holder",
        [
            Holder(),
            Holder(question="no"),
            Holder(question="pay", option="no"),
            Holder(party="no"),
            Holder(sentence="9"),
            Holder(sentence="x"),
            Holder(matter="no", is_place=True),
            Holder(matter="H-01", requirement="no"),
        ],
    )
    def test_bases_of_what_is_not_there(self, holder):
        with pytest.raises(NoSuchPart):
            bases.bases_of(HOME, holder)
        with pytest.raises(NoSuchPart):
            bases.with_bases(HOME, holder, ())

    def test_bases_go_with_their_sentence(self):
        first, second = (LegalBasisSpec("民法典", "1"),), (LegalBasisSpec("民法典", "2"),)
        spec = replace(HOME, conditions=(("甲", ""), ("乙", "")), condition_bases=())
        spec = bases.with_bases(spec, Holder(sentence="1"), second)
        spec = bases.with_bases(spec, Holder(sentence="0"), first)
        assert spec.condition_bases == (("甲", first), ("乙", second))
        spec = event.moved_sentence(spec, "0", 1)
        assert spec.condition_bases == (("乙", second), ("甲", first))
        spec = event.with_sentence(spec, "丙", "C", "0")
        assert spec.condition_bases == (("丙", second), ("甲", first))
        spec = event.without_sentence(spec, "1")
        assert spec.condition_bases == (("丙", second),)
        assert event.with_sentence(spec, "丁", "").condition_bases == (("丙", second),)


class TestLifeEvent:
    def test_parties(self):
        more = event.with_party(HOME, PartySpec("spouse", "配偶"))
        moved = event.moved_party(more, "spouse", -1)
        assert [each.role for each in moved.parties] == ["seller", "spouse", "bank"]
        assert [each.role for each in event.without_party(moved, "bank").parties] == [
            "seller",
            "spouse",
        ]

    def test_a_party_that_a_material_is_about_stays(self):
        with pytest.raises(PartInUse) as refused:
            event.without_party(HOME, "seller")
        assert refused.value.details == (["“缴税”的“合同”", "“Contract” of “Tax”"],)

    def test_sentences(self):
        more = event.with_sentence(HOME, "双方到场", "Both come")
        assert more.conditions[2] == ("双方到场", "Both come")
        assert event.moved_sentence(more, "2", -1).conditions[1] == ("双方到场", "Both come")
        assert event.without_sentence(HOME, "0").conditions == (("房屋没有抵押", ""),)


class TestWords:
    def test_always(self):
        assert condition_in_words(Condition(), HOME) == ALWAYS

    def test_and_and_or(self):
        condition = Condition(
            ((("pay", ("cash", "loan")), ("only", ("yes",))), (("pay", ("gone",)),))
        )
        said = condition_in_words(condition, HOME)
        assert said.zh == (
            "当“怎么付款”是“全款”或“贷款”，并且“是唯一住房吗”是“是”时；或者当“怎么付款”是“gone”时"
        )
        assert said.en == (
            "when “How do you pay” is “Cash” or “Loan” and “是唯一住房吗” is “是”; "
            "or when “How do you pay” is “gone”"
        )

    @pytest.mark.parametrize(
        ("words", "english", "taken", "code"),
        [
            ("付款方式", "", set(), "fukuanfangshi"),
            ("付款方式", "How paid?", set(), "how_paid"),
            ("付款方式", "", {"fukuanfangshi", "fukuanfangshi_2"}, "fukuanfangshi_3"),
            ("2 号", "", set(), "x_2hao"),
            ("？", "", set(), "x"),
        ],
    )
    def test_codes_are_made_from_words(self, words, english, taken, code):
        assert new_code(words, taken, english=english) == code

    def test_the_next_matter(self):
        assert new_matter_code("H", {"H-01", "H-03"}) == "H-02"
