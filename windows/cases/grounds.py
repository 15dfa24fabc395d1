"""The ground on which a case's read stands now, and why a read has ended without an answer."""

from __future__ import annotations

from dataclasses import dataclass

from datasharing.answers import says_no
from datasharing.exchanges.ground import ByDuty
from datasharing.grounds.assertions import holds
from datasharing.grounds.queries import field_rules, notice_of
from datasharing.models import Consent, Exchange
from datasharing.queries import live_consent
from datasharing.states import NO_ANSWER, ExchangeState, Outcome
from portal.accounts.models import Applicant
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.cases.readings import Reading
from windows.clock import today

NO_PERMISSION = Text(
    "授权已过期或撤回，没有再读取。请重新授权，或自己提交。",
    "The consent has ended, nothing was read. Consent again, or hand it in.",
)
DROPPED = Text(
    "您在查询途中撤回了授权，查到的内容已丢弃，没有保留。请重新授权，或自己提交。",
    "The consent was taken back while we were reading; the answer was thrown away. Consent again, "
    "or hand it in.",
)
WRONG_PERSON = Text(
    "对方的答复写的是别人，我们没有采用，已请对方核实。请您先自己提交，不影响办理。",
    "The answer named somebody else. It was not used, and the registry was asked to look into it. "
    "Please hand this in yourself; nothing is delayed.",
)
NOT_PERMITTED = Text(
    "提供部门不再同意把这项数据共享给办理部门，没有再读取。请您自己提交。",
    "The department that keeps this data shares it no more with the one that decides. Please hand "
    "it in yourself.",
)
GROUND_ENDED = Text(
    "查询所依据的规定或授权已不适用，没有再读取。请重新授权，或自己提交。",
    "The rule or the consent that it rested on holds no more, nothing was read. Consent again, or "
    "hand it in.",
)
GIVEN_UP = Text(
    "问了一个多星期，对方系统一直没有应答，我们不再问了，请您提交。",
    "The registry has not answered for more than a week, and we have stopped asking. Please "
    "hand it in.",
)
WHY = {
    Outcome.GROUND_ENDED.value: GROUND_ENDED,
    Outcome.GIVEN_UP.value: GIVEN_UP,
    Outcome.DROPPED.value: DROPPED,
    Outcome.WRONG_PERSON.value: WRONG_PERSON,
    Outcome.NOT_PERMITTED.value: NOT_PERMITTED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A live consent or a told duty, and the fields that it lets us ask."""

    fields: list[str]
    consent: Consent | None = None
    duty: ByDuty | None = None


def ground_for(case: Case, person: Applicant, reading: Reading) -> Standing | None:
    """None while the person was neither asked nor told, and where the consent leaves nothing.

    Without a separate consent the sensitive fields stay out (个人信息保护法 art. 29).
    """
    if reading.duty is not None:
        notice = notice_of(case.number, person, reading.code)
        if notice is None:
            return None
        return Standing(list(reading.fields), duty=ByDuty(reading.duty, reading.edition, notice))
    consent = live_consent(case.number, person, reading.code)
    if consent is None:
        return None
    fields = reading.fields if consent.is_separate else reading.fields_without_sensitive()
    return None if fields is None else Standing(list(fields), consent=consent)


def proves(exchange: Exchange, material: str) -> bool:
    """Whether the answer carries this material: where a yes is needed, a record is not enough."""
    if says_no(exchange.answer):
        return False
    records = (exchange.answer or {}).get("records")
    if not records:
        return True
    code = exchange.resource.code
    rule = field_rules([code]).get((code, material))
    asserts = rule.asserts if rule else None
    return asserts is None or holds(records, asserts, today=today())


def why_over(exchange: Exchange) -> Text | None:
    """Why waiting will bring no answer; None while it may still, or has."""
    if exchange.state != ExchangeState.FAILED or exchange.last_outcome in {"", *NO_ANSWER}:
        return None
    return WHY.get(exchange.last_outcome, NO_PERMISSION)
