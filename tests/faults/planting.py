"""Every defect that the checker must find, each planted by hand in facts without one."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.acts import Act
from tests.faults.checking import BROKEN, DOUBLED, LOST, STUCK, UNASKED
from tests.faults.facts import CaseFact, MessageFact, Told
from tests.faults.players import judge

NUMBER, STREAM = "330100-20261122-000001", "case:330100-20261122-000001"
GRANTED = next(pk for pk in range(1, 100) if judge(pk)[0] == "grant")
SYSTEM = 500
KEY = f"approval.dispatched:{SYSTEM}:1"
LICENCE = (NUMBER, 7, "f_licence_a")


def lose_the_case(facts):
    facts.cases.clear()
    facts.approvals.clear()


def double_the_case(facts):
    facts.cases.append(CaseFact(2, "330100-20261122-000002", "person-0", "archived"))


def lose_an_answered_act(facts):
    del facts.entries[STREAM, "case.accepted", None]


def lose_a_take_up(facts):
    del facts.entries[STREAM, "approval.taken_up", GRANTED]


def double_a_take_up(facts):
    facts.entries[STREAM, "approval.taken_up", GRANTED] = 2


def double_a_decision(facts):
    facts.entries[STREAM, "approval.approved", GRANTED] = 2


def double_a_step(facts):
    facts.entries[STREAM, "case.finished", None] = 2


def stop_the_case(facts):
    facts.cases[0] = replace(facts.cases[0], state="collected")


def stop_an_approval(facts):
    facts.approvals[1] = replace(facts.approvals[1], state="in_review")


def leave_a_message(facts):
    facts.messages.append(MessageFact("case.finish:1", "case.finish", "in_flight"))


def fail_a_message(facts):
    facts.messages.append(MessageFact("finish:1", "case.finish", "failed", "eight times"))


def leave_an_act(facts):
    facts.acts.append(Act("rate", "person-0", "key", NUMBER, tries=9))


def leave_a_key(facts):
    facts.unanswered_keys.append("key-rate")


def break_a_chain(facts):
    facts.chain_faults.append("case:1 #3 is missing (gap)")


def tell_twice(facts):
    facts.told.append(facts.told[0])


def tell_twice_under_two_keys(facts):
    facts.told.append(Told(KEY + ":again", SYSTEM, "approval.dispatched"))
    facts.deliveries.append(replace(facts.deliveries[0], key=KEY + ":again"))


def tell_of_nothing(facts):
    facts.told.append(Told("approval.dispatched:9:1", 9, "approval.dispatched"))


def lose_a_delivery(facts):
    facts.told.clear()


def forget_a_delivery(facts):
    facts.deliveries.clear()
    facts.told.clear()


def bury_a_delivery(facts):
    facts.deliveries[0] = replace(facts.deliveries[0], state="dead")


def forget_the_note(facts):
    del facts.entries[STREAM, "department.told", SYSTEM]


def double_the_answer(facts):
    facts.answered[SYSTEM, "grant"] = 2


def lose_the_answer(facts):
    facts.answered.clear()


def decide_alone(facts):
    facts.acts = [act for act in facts.acts if act.verb != "grant"]


def decide_otherwise(facts):
    facts.approvals[0] = replace(facts.approvals[0], state="denied")


def deny_for_the_system(facts):
    facts.approvals[1] = replace(facts.approvals[1], state="denied")


def lose_a_licence(facts):
    facts.licences.clear()


def double_a_licence(facts):
    facts.licences[LICENCE] = 2


def issue_a_licence_for_nothing(facts):
    facts.licences[NUMBER, 8, "f_licence_b"] = 1


def double_a_pickup(facts):
    facts.pickups[1] = 2


def lose_a_rating(facts):
    facts.ratings.clear()


def double_a_writ(facts):
    facts.writs[1, "acceptance", None] = 2


def double_a_notice(facts):
    facts.notices[1, "3", "已受理"] = 2


def lose_an_upload(facts):
    del facts.given[NUMBER, "upload"]


def lose_a_promise(facts):
    del facts.given[NUMBER, "promise"]


def lose_an_agreement(facts):
    del facts.given[NUMBER, "agree"]


def lose_a_form(facts):
    del facts.entries[STREAM, "case.form_saved", None]


def lose_the_receipt(facts):
    del facts.writs[1, "receipt", None]


def lose_the_acceptance(facts):
    del facts.writs[1, "acceptance", None]


def lose_the_delivery_record(facts):
    del facts.writs[1, "delivery", None]


def lose_a_decision_on_paper(facts):
    del facts.writs[1, "grant", SYSTEM]


def lose_a_notice(facts):
    del facts.notice_kinds[1, "accepted"]


def double_a_notice_in_other_words(facts):
    facts.notice_kinds[1, "accepted"] = 2


def tell_of_no_denial(facts):
    facts.notice_kinds[1, "denied"] = 1


def lose_a_check(facts):
    facts.checks.clear()


def double_a_check(facts):
    facts.checks[GRANTED] = 2


def dispatch_twice_and_drop(facts):
    drop_without_a_word(facts)
    facts.entries[STREAM, "approval.dispatched", SYSTEM] = 2


def drop_without_a_word(facts):
    facts.approvals[1] = replace(facts.approvals[1], state="not_needed")


PLANTED = (
    (lose_the_case, LOST, "a case that its applicant was told of"),
    (double_the_case, DOUBLED, "a case"),
    (lose_an_answered_act, LOST, "accept, which clerk-0 was told is done"),
    (lose_an_answered_act, LOST, "case.accepted"),
    (lose_a_take_up, LOST, "take_up, which officer-0 was told is done"),
    (double_a_take_up, DOUBLED, "approval.taken_up"),
    (double_a_decision, DOUBLED, "approval.approved"),
    (double_a_step, DOUBLED, "case.finished"),
    (stop_the_case, STUCK, "a case, collected"),
    (stop_an_approval, STUCK, "an approval, in_review"),
    (leave_a_message, STUCK, "a message, in_flight: "),
    (fail_a_message, STUCK, "a message, failed: eight times"),
    (leave_an_act, STUCK, "rate: nobody answers person-0"),
    (leave_a_key, STUCK, "a key that is noted and never answered"),
    (break_a_chain, BROKEN, "a journal"),
    (tell_twice, DOUBLED, "a department told"),
    (tell_twice_under_two_keys, DOUBLED, "a department told of approval.dispatched"),
    (tell_of_nothing, UNASKED, "told of what the database does not know"),
    (lose_a_delivery, LOST, "a delivery that the department has not"),
    (lose_a_delivery, UNASKED, "a decision of a department that was never told"),
    (forget_a_delivery, LOST, "a department's delivery"),
    (bury_a_delivery, STUCK, "a delivery, dead"),
    (forget_the_note, LOST, "department.told"),
    (double_the_answer, DOUBLED, "the department's answer"),
    (lose_the_answer, LOST, "the department's answer"),
    (decide_alone, UNASKED, "a decision that nobody made"),
    (decide_otherwise, UNASKED, "decided otherwise than its officers did: grant"),
    (deny_for_the_system, UNASKED, "decided otherwise than the department did: grant"),
    (deny_for_the_system, LOST, "the department's answer"),
    (deny_for_the_system, LOST, "a writ: denial"),
    (deny_for_the_system, UNASKED, "a writ: grant of one that is denied"),
    (deny_for_the_system, LOST, "a notice: denied"),
    (lose_an_upload, LOST, "upload, which person-0 was told is done"),
    (lose_a_promise, LOST, "promise, which person-0 was told is done"),
    (lose_an_agreement, LOST, "agree, which person-0 was told is done"),
    (lose_a_form, LOST, "form, which person-0 was told is done"),
    (lose_the_receipt, LOST, "a writ: receipt"),
    (lose_the_acceptance, LOST, "a writ: acceptance"),
    (lose_the_delivery_record, LOST, "a writ: delivery"),
    (lose_a_decision_on_paper, LOST, "a writ: grant"),
    (lose_a_notice, LOST, "a notice: accepted"),
    (double_a_notice_in_other_words, DOUBLED, "a notice: accepted"),
    (tell_of_no_denial, DOUBLED, "a notice: denied"),
    (lose_a_check, LOST, "the check of a promise"),
    (double_a_check, DOUBLED, "the check of a promise"),
    (dispatch_twice_and_drop, DOUBLED, "approval.dispatched"),
    (drop_without_a_word, LOST, "the news that a part has ended"),
    (lose_a_licence, LOST, "a licence"),
    (double_a_licence, DOUBLED, "a licence"),
    (issue_a_licence_for_nothing, UNASKED, "a licence"),
    (double_a_pickup, DOUBLED, "a pickup"),
    (lose_a_rating, LOST, "a rating"),
    (double_a_writ, DOUBLED, "a writ: acceptance, approval None"),
    (double_a_notice, DOUBLED, "a notice to 3: 已受理"),
)
