"""What is wrong with the facts. Pure: each check reads `Facts` and names what it finds.

Three witnesses must agree: the database, the simulator's own record, and what each client was
told. An act that was answered yes is in the database exactly once; one that nobody answered may be
there or not, but not twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.faults.facts import DeliveryFact, Facts
from tests.faults.players import judge

LOST, DOUBLED, STUCK, BROKEN, UNASKED = "lost", "doubled", "stuck", "broken", "unasked"
KINDS = (LOST, DOUBLED, STUCK, BROKEN, UNASKED)
FINAL = ("archived",)
ENDED = ("approved", "denied", "not_needed")
ONCE_A_CASE = (
    "case.submitted",
    "case.accepted",
    "case.finished",
    "case.collected",
    "case.rated",
    "case.archived",
)
REACHED = {
    "draft": 0,
    "submitted": 1,
    "correction": 1,
    "accepted": 2,
    "results_ready": 3,
    "collected": 4,
    "archived": 6,
}
"""How many of these steps a case in this state has behind it; one that is stuck has lost none."""
WRIT_OF_STEP = {1: "receipt", 2: "acceptance", 4: "delivery"}
NOTICES = ("submitted", "accepted", "results_ready", "please_rate")
ONCE_AN_APPROVAL = ("approval.dispatched", "approval.approved", "approval.denied")
DISPATCHED, ENDED_NEWS = "approval.dispatched", "approval.ended"
GIVEN = ("upload", "promise", "agree")
"""Acts whose trace is a row of the case, not an entry of its journal."""
ENTRY_OF_ACT = {
    "form": "case.form_saved",
    "submit": "case.submitted",
    "accept": "case.accepted",
    "collect": "case.collected",
    "rate": "case.rated",
    "take_up": "approval.taken_up",
    "grant": "approval.approved",
    "deny": "approval.denied",
}


@dataclass(frozen=True)
class Finding:
    kind: str
    what: str
    about: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what} ({self.about})"


def check(facts: Facts) -> list[Finding]:
    return [finding for each in CHECKS for finding in each(facts)]


def cases_asked_for(facts: Facts) -> Iterator[Finding]:
    """Every draft that a client was promised exists; nobody has more than they asked for."""
    wished = Counter(act.who for act in facts.acts if act.verb == "start")
    promised = Counter(act.who for act in facts.acts if act.verb == "start" and act.is_done)
    have = Counter(case.applicant for case in facts.cases)
    for who in sorted(wished | have):
        if have[who] < promised[who]:
            yield Finding(LOST, "a case that its applicant was told of", who)
        if have[who] > wished[who]:
            yield Finding(DOUBLED, "a case", who)


def acts_kept(facts: Facts) -> Iterator[Finding]:
    """What was answered yes has its entry in the journal."""
    cases = {case.number: case for case in facts.cases}
    case_of = {str(approval.pk): approval.case for approval in facts.approvals}
    streams = {case.pk: case.stream for case in facts.cases}
    for act in facts.acts:
        if act.verb in GIVEN and act.is_done and not facts.given[act.about, act.verb]:
            yield Finding(LOST, f"{act.verb}, which {act.who} was told is done", act.about)
        verb = ENTRY_OF_ACT.get(act.verb)
        if verb is None or not act.is_done:
            continue
        if verb.startswith("case."):
            known = act.about in cases
            found = facts.entries[cases[act.about].stream, verb, None] if known else 0
        else:
            known = act.about in case_of
            stream = streams.get(case_of[act.about], "") if known else ""
            found = facts.entries[stream, verb, int(act.about)]
        if not found:
            yield Finding(LOST, f"{act.verb}, which {act.who} was told is done", act.about)


def entries_once(facts: Facts) -> Iterator[Finding]:
    """No effect twice, and none missing: the journal of a case that went all the way."""
    for case in facts.cases:
        for step, verb in enumerate(ONCE_A_CASE):
            found = facts.entries[case.stream, verb, None]
            if found or step < REACHED.get(case.state, len(ONCE_A_CASE)):
                yield from _once(found, verb, case.number)
    streams = {case.pk: case.stream for case in facts.cases}
    for approval in facts.approvals:
        about = f"approval {approval.pk}"
        for verb in ONCE_AN_APPROVAL:
            wanted = {
                "approval.dispatched": approval.state in ("approved", "denied"),
                "approval.approved": approval.state == "approved",
                "approval.denied": approval.state == "denied",
            }[verb]
            found = facts.entries[streams[approval.case], verb, approval.pk]
            if wanted:
                yield from _once(found, verb, about)
            elif found > 1 and verb == DISPATCHED:
                yield Finding(DOUBLED, verb, about)
            elif found and verb != DISPATCHED:
                yield Finding(UNASKED, f"{verb} of one that is {approval.state}", about)
        taken_up = facts.entries[streams[approval.case], "approval.taken_up", approval.pk]
        if taken_up > 1:
            yield Finding(DOUBLED, "approval.taken_up", about)


def _once(found: int, what: str, about: str) -> Iterator[Finding]:
    if found == 0:
        yield Finding(LOST, what, about)
    if found > 1:
        yield Finding(DOUBLED, what, about)


def everything_finished(facts: Facts) -> Iterator[Finding]:
    for case in facts.cases:
        if case.state not in FINAL:
            yield Finding(STUCK, f"a case, {case.state}", case.number)
    for approval in facts.approvals:
        if approval.state not in ENDED:
            yield Finding(STUCK, f"an approval, {approval.state}", str(approval.pk))
    for act in facts.acts:
        if act.answered is None:
            yield Finding(STUCK, f"{act.verb}: nobody answers {act.who}", act.about)
    for key in facts.unanswered_keys:
        yield Finding(STUCK, "a key that is noted and never answered", key)


def messages_done(facts: Facts) -> Iterator[Finding]:
    """A failed delivery to a department is judged by what became of the delivery."""
    for message in facts.messages:
        if message.state == "done":
            continue
        if message.state == "failed" and message.kind == "department.deliver":
            continue
        yield Finding(STUCK, f"a message, {message.state}: {message.error}", message.key)


def officers_decided(facts: Facts) -> Iterator[Finding]:
    """Each decision of an officer is the one that all of them make, and somebody made it."""
    # Also one that was refused or never answered: it may have been the one that counted.
    made = Counter(int(act.about) for act in facts.acts if act.verb in ("grant", "deny"))
    for approval in facts.approvals:
        if approval.has_system or approval.state not in ("approved", "denied"):
            continue
        about = f"approval {approval.pk}"
        verb, _ = judge(approval.pk)
        if {"grant": "approved", "deny": "denied"}[verb] != approval.state:
            yield Finding(UNASKED, f"decided otherwise than its officers did: {verb}", about)
        if not made[approval.pk]:
            yield Finding(UNASKED, "a decision that nobody made", about)


def systems_decided(facts: Facts) -> Iterator[Finding]:
    """What a system answered is what was decided, once, and only of what it was told of."""
    told = {line.approval for line in facts.told}
    for approval in facts.approvals:
        if not approval.has_system or approval.state not in ("approved", "denied"):
            continue
        about = f"approval {approval.pk}"
        mine, other = ("grant", "deny") if approval.state == "approved" else ("deny", "grant")
        if approval.pk not in told:
            yield Finding(UNASKED, "a decision of a department that was never told", about)
        if facts.answered[approval.pk, other]:
            yield Finding(UNASKED, f"decided otherwise than the department did: {other}", about)
        yield from _once(facts.answered[approval.pk, mine], "the department's answer", about)


def departments_told_once(facts: Facts) -> Iterator[Finding]:
    """Between the portal's deliveries and the simulator's own record there is no difference."""
    recorded = Counter(line.key for line in facts.told)
    events = Counter((line.approval, line.event) for line in facts.told)
    known = {delivery.key for delivery in facts.deliveries}
    for key, count in recorded.items():
        if key not in known:
            yield Finding(UNASKED, "told of what the database does not know", key)
        if count > 1:
            yield Finding(DOUBLED, "a department told", key)
    for (approval, event), count in events.items():
        if count > 1:
            yield Finding(DOUBLED, f"a department told of {event}", f"approval {approval}")
    for delivery in facts.deliveries:
        if _was_pointless(delivery, facts):
            continue
        if delivery.state != "delivered":
            yield Finding(STUCK, f"a delivery, {delivery.state}", delivery.key)
        elif not recorded[delivery.key]:
            yield Finding(LOST, "a delivery that the department has not", delivery.key)


def _was_pointless(delivery: DeliveryFact, facts: Facts) -> bool:
    """The part ended before the department was reached: nobody's data is sent there any more. If
    the first message did reach it, its end must be told, too.
    """
    ended = {approval.pk for approval in facts.approvals if approval.state == "not_needed"}
    if delivery.state != "settled" or delivery.approval not in ended:
        return False
    if delivery.event != ENDED_NEWS:
        return True
    return not any(line.approval == delivery.approval for line in facts.told)


def nobody_forgot_to_tell(facts: Facts) -> Iterator[Finding]:
    """What reached a department with a system was delivered, and the journal says so once."""
    streams = {case.pk: case.stream for case in facts.cases}
    sent = {delivery.approval for delivery in facts.deliveries if delivery.event == DISPATCHED}
    pointless = {each.approval for each in facts.deliveries if _was_pointless(each, facts)}
    for approval in facts.approvals:
        stream, about = streams[approval.case], f"approval {approval.pk}"
        if approval.has_system and facts.entries[stream, DISPATCHED, approval.pk]:
            if approval.pk not in sent:
                yield Finding(LOST, "a department's delivery", about)
            told = facts.entries[stream, "department.told", approval.pk]
            if told or approval.pk not in pointless:
                yield from _once(told, "department.told", about)
    ended = {delivery.approval for delivery in facts.deliveries if delivery.event == ENDED_NEWS}
    for approval in facts.approvals:
        if approval.state == "not_needed" and approval.pk in sent - ended:
            yield Finding(LOST, "the news that a part has ended", f"approval {approval.pk}")


def licences_once(facts: Facts) -> Iterator[Finding]:
    """Each granted approval has issued its licences, and nothing else has."""
    numbers = {case.pk: case.number for case in facts.cases}
    wanted: Counter[tuple[str, int, str]] = Counter()
    for approval in facts.approvals:
        if approval.state == "approved":
            for material in approval.licences:
                wanted[numbers[approval.case], approval.matter, material] += 1
    for key in wanted - facts.licences:
        yield Finding(LOST, "a licence", " ".join(map(str, key)))
    for key in facts.licences - wanted:
        kind = DOUBLED if key in wanted else UNASKED
        yield Finding(kind, "a licence", " ".join(map(str, key)))


def papers_once(facts: Facts) -> Iterator[Finding]:
    """Pickups, ratings and notices; no paper twice."""
    numbers = {case.pk: case.number for case in facts.cases}
    for case in facts.cases:
        if case.state in FINAL:
            yield from _once(facts.pickups[case.pk], "a pickup", case.number)
            yield from _once(facts.ratings[case.pk], "a rating", case.number)
    for (number, kind, approval), count in facts.writs.items():
        if count > 1:
            yield Finding(DOUBLED, f"a writ: {kind}, approval {approval}", numbers[number])
    for (number, reader, text), count in facts.notices.items():
        if count > 1:
            yield Finding(DOUBLED, f"a notice to {reader}: {text[:60]}", numbers[number])


def papers_there(facts: Facts) -> Iterator[Finding]:
    """The papers that the law owes at each step are written with it, so none is ever missing."""
    for case in facts.cases:
        done = REACHED.get(case.state, len(ONCE_A_CASE))
        for step, kind in WRIT_OF_STEP.items():
            if done >= step and not facts.writs[case.pk, kind, None]:
                yield Finding(LOST, f"a writ: {kind}", case.number)
    for approval in facts.approvals:
        for state, kind in (("approved", "grant"), ("denied", "denial")):
            found = facts.writs[approval.case, kind, approval.pk]
            if approval.state == state and not found:
                yield Finding(LOST, f"a writ: {kind}", f"approval {approval.pk}")
            if approval.state != state and found:
                what = f"a writ: {kind} of one that is {approval.state}"
                yield Finding(UNASKED, what, f"approval {approval.pk}")


def notices_there(facts: Facts) -> Iterator[Finding]:
    """Whoever's case is filed away was told of every step, and of every denial, once."""
    denied = Counter(one.case for one in facts.approvals if one.state == "denied")
    for case in facts.cases:
        if case.state not in FINAL:
            continue  # a notice is on its way; a message that is stuck is found elsewhere
        for kind, wanted in (*((kind, 1) for kind in NOTICES), ("denied", denied[case.pk])):
            found = facts.notice_kinds[case.pk, kind]
            if found < wanted:
                yield Finding(LOST, f"a notice: {kind}", case.number)
            if found > wanted:
                yield Finding(DOUBLED, f"a notice: {kind}", case.number)


def promises_watched(facts: Facts) -> Iterator[Finding]:
    """Each promise that a granted part rests on is checked later, once."""
    archived = {case.pk for case in facts.cases if case.state in FINAL}
    for approval in facts.approvals:
        wanted = approval.promises if approval.state == "approved" else 0
        found, about = facts.checks[approval.pk], f"approval {approval.pk}"
        if found < wanted and approval.case in archived:
            yield Finding(LOST, "the check of a promise", about)
        if found > wanted:
            yield Finding(DOUBLED, "the check of a promise", about)


def journals_whole(facts: Facts) -> Iterator[Finding]:
    for fault in facts.chain_faults:
        yield Finding(BROKEN, "a journal", fault)


CHECKS: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    cases_asked_for,
    acts_kept,
    entries_once,
    everything_finished,
    messages_done,
    officers_decided,
    systems_decided,
    departments_told_once,
    nobody_forgot_to_tell,
    licences_once,
    papers_once,
    papers_there,
    notices_there,
    promises_watched,
    journals_whole,
)
