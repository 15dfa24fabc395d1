"""A denial rests on what the guide says: what may be chosen, what is kept, printed and refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import LegalBasis
from tests.windows import builders as b
from tests.windows.staff import post
from windows.approvals.actions import decide
from windows.approvals.models import Approval
from windows.assignments.signing import sign
from windows.reasons.models import DecisionGround
from windows.reasons.offered import offered, offers
from windows.writs.models import Writ

CONTRACT, HOME = "requirement:a_contract", "requirement:a_home"


@pytest.fixture
def part(town) -> Approval:
    return b.approval(b.accepted_case(town), "T1-A")


def rows(part: Approval) -> list[tuple[str, str, str, str]]:
    found = DecisionGround.objects.filter(approval=part).order_by("place")
    return list(found.values_list("kind", "key", "said", "said_en"))


def test_offered_are_the_requirements_of_this_very_matter(part):
    assert [each.key for each in offered(part)] == [HOME, "requirement:a_marriage", CONTRACT]
    assert offered(part)[2].said.zh == "缺少或不符合要求：买卖合同"
    assert offered(part)[2].said.en == "Lacking or not as required: Contract"


def test_offered_are_conditions_bars_and_articles_too_clause_by_clause(part):
    elements = {
        "accept_condition": "年满十八周岁；有固定场所。",
        "accept_condition_en": "Of age; a fixed place.",
        "prohibition": "欠税的不办\n被吊销未满三年的不办",
        "prohibition_en": "No tax debts",
        "count_limit": "每人一件",
    }
    part.matter_edition.elements = elements
    law = LegalBasis(pk=7, law="某法", article="9")
    found = [(each.key, each.said.zh, each.said.en) for each in offers(part, (), {}, (law,))]
    assert found == [
        ("condition:1", "不符合条件：年满十八周岁", "Condition not met: Of age"),
        ("condition:2", "不符合条件：有固定场所", "Condition not met: a fixed place"),
        (
            "prohibition:1",
            "属于不予许可的情形：欠税的不办\n被吊销未满三年的不办",
            "Not to be granted where: No tax debts",
        ),
        ("quota:1", "超出数量限制：每人一件", "Beyond the number allowed: 每人一件"),
        (
            "law:7",
            "不符合《某法》第9条规定的条件",
            "The conditions of 《某法》第9条 are not met",
        ),
    ]
    assert {each.bases for each in offers(part, (), {}, (law,))} == {("《某法》第9条",)}


@pytest.mark.law("行政许可法 38")
def test_chosen_are_kept_printed_and_told_in_both_languages(part, town):
    b.do(
        sign,
        part,
        granted=False,
        grounds=[CONTRACT, HOME],
        reason="合同缺第 3 页",
        actor=town.officer(part),
    )
    assert rows(part) == [
        ("requirement", HOME, "缺少或不符合要求：产权信息", "Lacking or not as required: Home"),
        (
            "requirement",
            CONTRACT,
            "缺少或不符合要求：买卖合同",
            "Lacking or not as required: Contract",
        ),
    ]
    now = Approval.objects.get(pk=part.pk)
    zh = "缺少或不符合要求：产权信息；缺少或不符合要求：买卖合同。合同缺第 3 页"
    en = "Lacking or not as required: Home; Lacking or not as required: Contract. 合同缺第 3 页"
    assert (now.state, now.reason, now.reason_en) == ("denied", zh, en)
    paper = Writ.objects.get(approval=part, kind="denial")
    assert [said for label, said in paper.body if label[0] == "理由"] == [[zh, en]]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"reason": "材料不符"}, "ground_missing"),
        ({"reason": ""}, "ground_missing"),
        ({"grounds": ["requirement:b_only"]}, "ground_unknown"),
        ({"grounds": [CONTRACT, "condition:1"], "reason": "不符"}, "ground_unknown"),
    ],
)
def test_an_officer_s_own_words_are_never_the_only_reason(part, town, said, code):
    before = b.snapshot(part.case)
    with b.refused(code):
        sign(part, granted=False, actor=town.officer(part), **said)
    assert b.snapshot(part.case) == before
    assert rows(part) == []


def test_where_the_guide_states_nothing_the_officer_s_words_stand_alone(town):
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A")
    part = b.approval(case, "T1-D")
    assert offered(part) == ()
    with b.refused("reason_missing"):
        sign(part, granted=False, actor=town.officer(part))
    b.do(sign, part, granted=False, reason="不在受理范围", actor=town.officer(part))
    now = Approval.objects.get(pk=part.pk)
    assert (now.state, now.reason, rows(part)) == ("denied", "不在受理范围", [])


def test_a_system_says_it_in_its_own_words_or_in_ours(part, town):
    system = replace(town.officer(part), kind=Role.DEPARTMENT_SYSTEM)
    assert isinstance(system, Actor)
    with b.refused("ground_unknown"):
        sign(part, granted=False, grounds=["x"], reason="不符", actor=system)
    b.do(sign, part, granted=False, reason="不符合条件", actor=system)
    assert (Approval.objects.get(pk=part.pk).reason, rows(part)) == ("不符合条件", [])


def test_a_grant_keeps_no_grounds(part, town):
    b.do(sign, part, granted=True, grounds=[CONTRACT], reason="齐", actor=town.officer(part))
    assert (Approval.objects.get(pk=part.pk).reason, rows(part)) == ("齐", [])


def test_the_page_offers_them_and_keeps_what_was_ticked(part):
    browser, _actor = post("jia", "officer", department=part.department.code)
    deny = reverse("approval_act", args=[part.pk, "deny"])
    page = browser.get(reverse("approval", args=[part.pk])).content.decode()
    assert f'name="grounds" value="{CONTRACT}">' in page
    answer = browser.post(deny, {"grounds": [CONTRACT, "requirement:x"], "reason": "缺页"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'name="grounds" value="{CONTRACT}" checked>' in page
    assert f'name="grounds" value="{HOME}">' in page
    assert ">缺页</textarea>" in page
    browser.post(deny, {"grounds": [CONTRACT]})
    assert [key for _kind, key, *_ in rows(part)] == [CONTRACT]
    shown = browser.get(reverse("approval", args=[part.pk])).content.decode()
    assert "<li>缺少或不符合要求：买卖合同</li>" in shown


def test_the_database_keeps_each_once_and_of_a_known_kind(part, town):
    b.do(decide, part, granted=False, grounds=[CONTRACT], actor=town.officer(part))
    for wrong, name in (
        ({"key": CONTRACT}, "decision_ground_once"),
        ({"key": "a", "place": 1}, "decision_ground_place"),
        ({"key": "a", "kind": "mood"}, "decision_ground_kind_known"),
        ({"key": "a", "said": ""}, "decision_ground_says_what"),
    ):
        row = {"approval": part, "place": 9, "kind": "law", "said": "不符"} | wrong
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            DecisionGround.objects.create(**row)
    assert len(rows(part)) == 1
