"""Each defect is planted in facts without one, and the checker finds it: that, and nothing else."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import replace

import pytest

from tests.faults.acts import Act
from tests.faults.checking import CHECKS, STUCK, check
from tests.faults.facts import (
    ApprovalFact,
    CaseFact,
    DeliveryFact,
    Facts,
    MessageFact,
    Told,
)
from tests.faults.planting import (
    GRANTED,
    KEY,
    LICENCE,
    NUMBER,
    PLANTED,
    STREAM,
    SYSTEM,
    deny_for_the_system,
    drop_without_a_word,
)


def done(verb: str, about: str, who: str = "person-0") -> Act:
    return Act(verb, who, f"key-{verb}-{about}", about, tries=2, answered=200)


@pytest.fixture
def facts() -> Facts:
    """One case that went all the way: one approval by an officer, one by a department's system."""
    case_verbs = ("submitted", "accepted", "finished", "collected", "rated", "archived")
    entries = Counter({(STREAM, f"case.{verb}", None): 1 for verb in case_verbs})
    for pk in (GRANTED, SYSTEM):
        for verb in ("dispatched", "approved"):
            entries[STREAM, f"approval.{verb}", pk] = 1
    entries[STREAM, "approval.taken_up", GRANTED] = 1
    entries[STREAM, "department.told", SYSTEM] = 1
    entries[STREAM, "case.form_saved", None] = 1
    start = Act("start", "person-0", "key-start", answered=201)
    return Facts(
        cases=[CaseFact(1, NUMBER, "person-0", "archived")],
        approvals=[
            ApprovalFact(GRANTED, 1, "approved", False, ("f_licence_a",), 7, promises=1),
            ApprovalFact(SYSTEM, 1, "approved", True, (), 8),
        ],
        entries=entries,
        deliveries=[DeliveryFact(KEY, SYSTEM, "approval.dispatched", "delivered")],
        answered=Counter({(SYSTEM, "grant"): 1}),
        told=[Told(KEY, SYSTEM, "approval.dispatched")],
        licences=Counter({LICENCE: 1}),
        notices=Counter({(1, "3", "已受理"): 1}),
        notice_kinds=Counter(
            (1, kind) for kind in ("submitted", "accepted", "results_ready", "please_rate")
        ),
        given=Counter((NUMBER, act) for act in ("upload", "promise", "agree")),
        checks=Counter({GRANTED: 1}),
        writs=Counter(
            [
                *((1, kind, None) for kind in ("receipt", "acceptance", "delivery")),
                *((1, "grant", pk) for pk in (GRANTED, SYSTEM)),
            ]
        ),
        pickups=Counter({1: 1}),
        ratings=Counter({1: 1}),
        acts=[
            start,
            *(done(verb, NUMBER) for verb in ("agree", "form", "promise", "upload")),
            *(done(verb, NUMBER) for verb in ("submit", "collect", "rate")),
            done("accept", NUMBER, "clerk-0"),
            done("take_up", str(GRANTED), "officer-0"),
            done("grant", str(GRANTED), "officer-0"),
        ],
    )


def found(facts: Facts) -> set[tuple[str, str]]:
    return {(finding.kind, finding.what) for finding in check(facts)}


def test_facts_without_a_defect_have_no_finding(facts):
    assert check(facts) == []


@pytest.mark.parametrize(
    ("plant", "kind", "what"), PLANTED, ids=[f"{p.__name__}-{k}" for p, k, _ in PLANTED]
)
def test_it_is_found(facts, plant, kind, what):
    plant(facts)
    assert (kind, what) in found(facts)


def test_no_check_is_idle(facts):
    """Every check finds at least one of the defects: one that finds nothing checks nothing."""
    idle = set(CHECKS)
    for plant, _, _ in PLANTED:
        planted = copy.deepcopy(facts)
        plant(planted)
        idle -= {each for each in CHECKS if list(each(planted))}
    assert idle == set()


def test_an_act_that_nobody_answered_may_have_been_done_or_not(facts):
    for act in facts.acts:
        if act.verb == "grant":
            act.answered = None
    assert found(facts) == {(STUCK, "grant: nobody answers officer-0")}


def test_a_case_on_its_way_is_stuck_and_has_lost_nothing(facts):
    facts.cases[0] = replace(facts.cases[0], state="accepted")
    facts.acts = [act for act in facts.acts if act.verb not in ("collect", "rate")]
    for verb in ("finished", "collected", "rated", "archived"):
        del facts.entries[STREAM, f"case.{verb}", None]
    assert found(facts) == {(STUCK, "a case, accepted")}


def test_a_part_that_was_dropped_and_its_department_told_is_no_finding(facts):
    drop_without_a_word(facts)
    del facts.entries[STREAM, "approval.approved", SYSTEM], facts.writs[1, "grant", SYSTEM]
    facts.deliveries.append(DeliveryFact("ended", SYSTEM, "approval.ended", "delivered"))
    facts.told.append(Told("ended", SYSTEM, "approval.ended"))
    assert check(facts) == []


def never_reached(facts, *, told: bool) -> None:
    """The part ended before the department was reached; `told`: only the reply was lost."""
    drop_without_a_word(facts)
    del facts.entries[STREAM, "approval.approved", SYSTEM], facts.writs[1, "grant", SYSTEM]
    del facts.entries[STREAM, "department.told", SYSTEM]
    facts.answered.clear()
    facts.deliveries[0] = replace(facts.deliveries[0], state="settled")
    facts.deliveries.append(DeliveryFact("ended", SYSTEM, "approval.ended", "settled"))
    if not told:
        facts.told.clear()


def test_a_part_that_ended_before_its_department_was_reached_is_no_finding(facts):
    never_reached(facts, told=False)
    assert check(facts) == []


def test_a_department_that_was_reached_after_all_must_be_told_the_end(facts):
    never_reached(facts, told=True)
    assert found(facts) == {(STUCK, "a delivery, settled")}


def test_a_message_that_was_closed_though_the_part_goes_on_is_found(facts):
    facts.deliveries[0] = replace(facts.deliveries[0], state="settled")
    assert found(facts) == {(STUCK, "a delivery, settled")}


def test_a_denial_of_a_department_is_no_finding(facts):
    deny_for_the_system(facts)
    facts.answered = Counter({(SYSTEM, "deny"): 1})
    facts.writs[1, "denial", SYSTEM] = facts.writs.pop((1, "grant", SYSTEM))
    facts.notice_kinds[1, "denied"] = 1
    moved = facts.entries.pop((STREAM, "approval.approved", SYSTEM))
    facts.entries[STREAM, "approval.denied", SYSTEM] = moved
    assert check(facts) == []


def test_a_refused_act_is_no_loss(facts):
    facts.acts.append(
        Act("accept", "clerk-1", "k", NUMBER, tries=1, answered=409, code="move_refused")
    )
    assert check(facts) == []


def test_a_letter_that_staff_sent_again_is_no_finding(facts):
    """The first message has failed for good; its delivery arrived with the second."""
    facts.messages.append(MessageFact("department.deliver:x:0", "department.deliver", "failed"))
    assert check(facts) == []
