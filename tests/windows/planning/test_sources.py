"""Every requirement gets the least burdensome source that is really there, and says why."""

from __future__ import annotations

import pytest

from services.catalogue.spec import Necessity, PartySpec, SourceKind
from services.catalogue.text import Text
from tests.windows.planning.build import (
    APPLICANT,
    COMMITMENT,
    LIBRARY,
    licence,
    matter,
    output_of,
    paper,
    planned,
    register,
)
from windows.planning import Known
from windows.planning.plan import PlannedSource

ME = "applicant"
ALL = (licence("DS03"), register("DS07"), LIBRARY, COMMITMENT, APPLICANT)


def only(plan):
    [material] = plan.materials
    return material


@pytest.mark.parametrize(
    ("known", "source", "ref"),
    [
        (Known(licences=frozenset({(ME, "id")})), SourceKind.LICENCE, ""),
        (Known(connected=frozenset({"DS03", "DS07"})), SourceKind.LICENCE, "DS03"),
        (Known(connected=frozenset({"DS07"})), SourceKind.RESOURCE, "DS07"),
        (Known(documents=frozenset({(ME, "id")})), SourceKind.DOCUMENT, ""),
        (Known(), SourceKind.COMMITMENT, ""),
    ],
)
def test_least_burdensome_first(known, source, ref):
    material = only(planned(matter("A", paper("id", *ALL)), known=known))

    assert material.source == PlannedSource(source, ref)


def test_the_rest_that_is_really_there_are_the_fallbacks_in_order():
    known = Known(
        licences=frozenset({(ME, "id")}),
        documents=frozenset({(ME, "id")}),
        connected=frozenset({"DS03"}),
    )

    material = only(planned(matter("A", paper("id", *ALL)), known=known))

    assert [(s.kind.value, s.ref) for s in material.fallbacks] == [
        ("licence", "DS03"),
        ("document", ""),
        ("commitment", ""),
        ("applicant", ""),
    ]


def test_what_others_hold_does_not_count():
    known = Known(licences=frozenset({("seller", "id")}), documents=frozenset({(ME, "other")}))

    material = only(planned(matter("A", paper("id", licence(), APPLICANT)), known=known))

    assert material.source.kind is SourceKind.APPLICANT
    assert material.reason == Text("请您提供一份", "To be handed in once by you")


def test_a_paper_handed_in_before_is_used_again_without_being_listed():
    known = Known(documents=frozenset({(ME, "id")}))

    material = only(planned(matter("A", paper("id")), known=known))

    assert material.source.kind is SourceKind.DOCUMENT
    assert not material.asks


def test_one_hand_in_serves_all_matters():
    plan = planned(matter("A", paper("id")), matter("B", paper("id", key="b")), matter("C"))

    material = only(plan)
    assert material.needed_by == (("A", "id"), ("B", "b"))
    assert material.reason.zh == "请您提供一份，2 个事项共用"
    assert plan.burden.before == 2
    assert plan.burden.asked == 1
    assert plan.burden.spared == (("shared", 1),)
    assert plan.burden.sentence == Text(
        "原来要交 2 份材料，现在只要 1 份", "2 papers before, 1 now"
    )


def test_what_a_register_proves_to_one_matter_it_proves_to_all():
    known = Known(connected=frozenset({"DS03"}))

    plan = planned(
        matter("A", paper("id")), matter("B", paper("id", register("DS03"))), known=known
    )

    assert only(plan).source == PlannedSource(SourceKind.RESOURCE, "DS03")
    assert plan.resources == ("DS03",)


def test_a_commitment_replaces_the_paper_only_where_all_accept_it():
    accepts, insists = paper("only", COMMITMENT, APPLICANT), paper("only")

    both_accept = planned(matter("A", accepts), matter("B", accepts))
    one_insists = planned(matter("A", accepts), matter("B", insists))

    assert only(both_accept).source.kind is SourceKind.COMMITMENT
    assert only(one_insists).source.kind is SourceKind.APPLICANT


def test_a_commitment_nothing_else_can_be_stands_beside_the_paper():
    plan = planned(matter("A", paper("only", COMMITMENT)), matter("B", paper("only")))

    assert [(m.key, m.source.kind.value) for m in plan.materials] == [
        ("only/applicant", "applicant"),
        ("only/applicant@commitment", "commitment"),
    ]


def test_a_commitment_already_signed_is_not_asked_again():
    known = Known(commitments=frozenset({(ME, "only")}))

    plan = planned(matter("A", paper("only", COMMITMENT, APPLICANT)), known=known)

    assert only(plan).already_given
    assert not only(plan).asks
    assert plan.burden.spared == (("given", 1),)


def test_each_party_gives_their_own():
    plan = planned(
        matter("A", paper("id", licence(), APPLICANT, about=(ME, "seller"))),
        known=Known(licences=frozenset({(ME, "id")})),
        parties=(PartySpec("seller", "卖方", "Seller"),),
    )

    assert [(m.key, m.source.kind.value, m.reason.zh) for m in plan.materials] == [
        ("id/applicant", "licence", "您已有电子证照，直接使用，不用交纸件"),
        ("id/seller", "applicant", "请卖方提供一份"),
    ]
    assert plan.parties == (("seller", Text("卖方", "Seller")),)


def test_an_output_of_the_case_is_passed_on_and_makes_its_user_wait():
    plan = planned(
        matter("A", makes=["deed"]),
        matter("B", paper("deed", output_of("A"), licence(), APPLICANT)),
        known=Known(licences=frozenset({(ME, "deed")})),
    )

    assert only(plan).source == PlannedSource(SourceKind.OUTPUT, "A")
    assert only(plan).reason == Text(
        "“事项A”办好后直接转给“事项B”，您不用交",
        "Passed on from “Matter A” to “Matter B”; you need not hand it in",
    )
    [wait] = plan.matter("B").waits_for
    assert wait.matter == "A"
    assert wait.why == Text(
        "要用“事项A”办出的“材料deed”", "It needs “Paper deed”, which “Matter A” produces"
    )


def test_an_output_of_a_matter_outside_the_plan_is_the_licence_of_an_earlier_case():
    need = matter("B", paper("deed", output_of("Z99"), APPLICANT))

    held = planned(need, known=Known(licences=frozenset({(ME, "deed")})))
    not_held = planned(need)

    assert only(held).source == PlannedSource(SourceKind.LICENCE)
    assert only(not_held).source.kind is SourceKind.APPLICANT
    assert not_held.matter("B").waits_for == ()


def test_the_old_and_the_new_one_of_a_kind_are_two_things():
    plan = planned(
        matter("A", paper("deed", licence("DS13"), APPLICANT), makes=["deed"]),
        matter("B", paper("deed", output_of("A"), APPLICANT)),
        known=Known(connected=frozenset({"DS13"})),
    )

    assert [(m.key, m.source.kind.value) for m in plan.materials] == [
        ("deed/applicant", "licence"),
        ("deed/applicant@A", "output"),
    ]


def test_who_comes_before_the_producer_goes_to_the_next_source_and_says_why():
    plan = planned(
        matter("A", paper("deed", output_of("B"), APPLICANT)),
        matter("B", makes=["deed"], after=["A"]),
    )

    assert only(plan).source.kind is SourceKind.APPLICANT
    assert only(plan).reason == Text(
        "请您提供一份；“事项A”要先于“事项B”办，等不到它的结果",
        "To be handed in once by you; “Matter A” comes before “Matter B” and cannot wait for "
        "its result",
    )


def test_a_matter_that_would_ask_the_person_shares_an_output_another_waits_for():
    plan = planned(
        matter("A", makes=["deed"]),
        matter("B", paper("deed", output_of("A"), APPLICANT)),
        matter("C", paper("deed")),
        matter("D", paper("deed", register("DS13"), APPLICANT)),
        known=Known(connected=frozenset({"DS13"})),
    )

    assert [wait.matter for wait in plan.matter("C").waits_for] == ["A"]
    assert plan.matter("D").waits_for == ()  # a register spares the person without a wait
    assert plan.burden.asked == 0


def test_a_register_that_is_not_connected_and_nothing_else_falls_to_the_person_with_the_reason():
    material = only(planned(matter("A", paper("tax", register("DS15")))))

    assert material.source.kind is SourceKind.APPLICANT
    assert material.reason.zh == "应由部门自己核对，但数据还没有接通；请您提供一份"


def test_a_generated_form_asks_nothing():
    plan = planned(matter("A", paper("form", generated_form=True)))

    assert only(plan).generated
    assert not only(plan).asks
    assert plan.burden.spared == (("generated", 1),)


def test_optional_papers_do_not_block_and_do_not_count():
    plan = planned(
        matter("A", paper("photo", necessity=Necessity.OPTIONAL)),
        matter("B", paper("report", necessity=Necessity.DEFERRABLE)),
    )

    assert [(m.material, m.blocks, m.reason.zh) for m in plan.materials] == [
        ("photo", False, "请您提供一份；有就提供，没有也能办"),
        ("report", False, "请您提供一份；可以先受理、后补交"),
    ]
    assert (plan.burden.before, plan.burden.asked) == (1, 1)


def test_the_strictest_need_decides():
    plan = planned(matter("A", paper("id", necessity=Necessity.OPTIONAL)), matter("B", paper("id")))

    assert only(plan).necessity is Necessity.REQUIRED
    assert (plan.burden.before, plan.burden.asked) == (1, 1)


def test_what_only_a_register_may_prove_is_taken_from_the_shelf_while_it_is_not_connected():
    known = Known(documents=frozenset({(ME, "tax")}))

    material = only(planned(matter("A", paper("tax", register("DS15"))), known=known))

    assert material.source.kind is SourceKind.DOCUMENT
