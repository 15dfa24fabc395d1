"""数据共享: asking the registers for what the person agreed to, and taking in what they say."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import override

from datasharing.exchanges import request
from datasharing.lists.permissions.errors import PermissionMissing
from datasharing.models import Exchange
from datasharing.states import ExchangeState, Outcome
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.errors import DomainError
from portal.journal.actions import record
from services.catalogue.spec import SourceKind
from services.catalogue.text import Text
from windows.cases.grounds import GIVEN_UP, NO_PERMISSION, ground_for, proves, why_over
from windows.cases.known import holdings_of
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import people_in
from windows.cases.plans import plan_of
from windows.cases.readings import Reading, reading_of, readings_of
from windows.cases.slots import is_read, say, take_source
from windows.cases.sourcing import WAYS, note_tried, registers_tried, sources_left
from windows.cases.states import CLOSED, SlotState
from windows.deferred.handing_in import note_handed_in
from windows.errors import CaseNotFound
from windows.locks import lock_case, lock_slots
from windows.moving import move_slot
from windows.notices.actions import notify
from windows.planning import Plan

NOT_ANSWERING = Text(
    "对方系统暂时没有应答：您可以自己上传，也可以等。我们会再问一个多星期，问到、问不到都告诉您。",
    "The registry is not answering: upload it yourself, or wait. We go on asking for more than a "
    "week and tell you how it ends.",
)
NOT_SEALED = Text(
    "我们的数据读取记录暂时无法封存，所以先不读取：您可以自己上传，也可以等，恢复后会接着查。",
    "We read nothing for now, because the record of reads cannot be sealed: upload it yourself, or "
    "wait and we will go on.",
)
NO_RECORD = Text(
    "对方系统没有您的记录，请您提交。", "The registry has no record of you. Please hand it in."
)
SAYS_NO = Text(
    "登记的信息不能证明这一项，请您提交材料。",
    "The registry does not confirm this. Please hand in the paper.",
)


def gather(case_id: int, *, actor: Actor) -> Case:
    """Write down one question for each register and person with a live consent; workers ask them.

    For everybody who has spoken; a party's reads start when that party confirms. Asked once a case:
    running again asks only what is new. Reads whose consent has ended are handed back to the
    person.
    """
    case = lock_case(case_id)
    if case.state in CLOSED:
        return case
    plan = plan_of(case)
    slots = lock_slots(case)
    for role, person in people_in(case).items():
        for reading in readings_of(case, role):
            if reading.is_later:
                continue  # asked only where the one before it has no record
            mine = [
                slot
                for slot in slots
                if slot.party_role == role and slot.source_ref == reading.code and is_read(slot)
            ]
            agreed = [slot for slot in mine if slot.state == SlotState.ASKED]
            if mine and not agreed:
                continue
            _ask(case, plan, agreed, person=person, reading=reading, actor=actor)
    return case


def settle(exchange: Exchange, *, actor: Actor) -> Case | None:
    """Take the answer into every slot that waits for it. None when the case is closed or gone.

    An answer that comes late is still used, and the person is told that they need not bring it.
    """
    found = Case.objects.filter(number=exchange.case_number).first()
    if found is None:
        return None
    case = _settle_in(found, exchange, actor)
    for young in _split_off(found):
        _settle_in(young, exchange, actor)
    return case


def _split_off(case: Case) -> list[Case]:
    """What was taken out of it since it asked, and out of that."""
    found = [case]
    for one in found:
        found += Case.objects.filter(split_from=one).order_by("pk")
    return found[1:]


def _settle_in(found: Case, exchange: Exchange, actor: Actor) -> Case | None:
    case = lock_case(found.pk)
    if case.state in CLOSED:
        return None
    # Read again under the lock: the message may be older than the state.
    exchange = Exchange.objects.select_related("resource", "subject").get(pk=exchange.pk)
    waiting = (SlotState.ASKED, SlotState.UNAVAILABLE)
    for slot in lock_slots(case):
        if slot.exchange_id == exchange.pk and slot.state in waiting:
            _settle_slot(case, slot, exchange, actor)
    return case


def _ask(
    case: Case,
    plan: Plan,
    slots: list[MaterialSlot],
    *,
    person: Applicant,
    reading: Reading,
    actor: Actor,
) -> None:
    standing = ground_for(case, person, reading)
    if standing is None:
        for slot in slots:
            _hand_back(case, slot, person=person, why=NO_PERMISSION, actor=actor)
        return
    barred = [slot for slot in slots if slot.pk in reading.barred]
    slots = [slot for slot in slots if slot.pk not in reading.barred]
    for slot in barred:
        refusal = PermissionMissing(name=reading.resource.name, department=reading.barred[slot.pk])
        _hand_back(case, slot, person=person, why=_in_both_languages(refusal), actor=actor)
    if barred and not slots and not reading.fills:
        return
    asker = reading.edition
    try:
        # A savepoint: a read that may not be asked must not take the others with it.
        with transaction.atomic():
            exchange = request(
                case.number,
                matter_code=asker.matter.code,
                department_name=asker.department.name,
                department_name_en=asker.department.name_en,
                resource=reading.code,
                subject=person,
                role=reading.role,
                requirement=reading.needs[0].requirement,
                needs=[(need.matter, need.requirement) for need in reading.needs],
                edition=asker,
                purpose=plan.name.zh,
                purpose_en=plan.name.en,
                actor=actor,
                consent=standing.consent,
                duty=standing.duty,
                fields=standing.fields,
                assertion=reading.assertion,
            )
    except DomainError as refusal:
        for slot in slots:
            _hand_back(case, slot, person=person, why=_in_both_languages(refusal), actor=actor)
        return
    for slot in slots:
        slot.exchange_id = exchange.pk
        slot.save(update_fields=["exchange_id"])
        # Another slot may have brought the answer here before, or waited for it in vain.
        is_closed = exchange.last_outcome == Outcome.GIVEN_UP
        if is_closed or exchange.state in (ExchangeState.ANSWERED, ExchangeState.NO_RECORD):
            _settle_slot(case, slot, exchange, actor)


def _in_both_languages(refusal: DomainError) -> Text:
    with override("zh-hans"):
        said = refusal.said
    with override("en"):
        return Text(said, refusal.said)


def _settle_slot(case: Case, slot: MaterialSlot, exchange: Exchange, actor: Actor) -> None:
    was_down = slot.state == SlotState.UNAVAILABLE
    source = Text(exchange.resource.name, exchange.resource.name_en)
    nothing = _why_nothing(exchange, slot)
    if nothing is not None:
        move_slot(slot, "find_nothing", actor=actor)
        is_silent = exchange.state == ExchangeState.FAILED
        verb = "material.given_up" if is_silent else "material.not_found"
        _journal(case, slot, verb, source, actor)
        _hand_back(case, slot, person=exchange.subject, why=nothing, actor=actor)
        if slot.state in (SlotState.MISSING, SlotState.DEFERRED):
            _please_bring(case, slot, exchange)
    elif exchange.state == ExchangeState.ANSWERED:
        move_slot(slot, "fetch", actor=actor)
        say(slot, Text(""))
        slot.save()
        _journal(case, slot, "material.fetched", source, actor)
        note_handed_in(case, slot, actor=actor)
        if was_down:
            _need_not_bring(case, slot)
    elif exchange.state == ExchangeState.FAILED:
        held = exchange.last_outcome == Outcome.NOT_SEALED
        why = why_over(exchange) or (NOT_SEALED if held else NOT_ANSWERING)
        if was_down and slot.note == why.zh:
            return
        if not was_down:
            move_slot(slot, "lose_source", actor=actor)
        say(slot, why)
        slot.save()
        _journal(case, slot, "material.source_down", source, actor)
        _please_bring(case, slot, exchange)


def _why_nothing(exchange: Exchange, slot: MaterialSlot) -> Text | None:
    """The register carries nothing for this material, or stayed silent to the end; None while it
    may still answer, or does.
    """
    if exchange.state == ExchangeState.NO_RECORD:
        return NO_RECORD
    if exchange.last_outcome == Outcome.GIVEN_UP:
        return GIVEN_UP
    if exchange.state == ExchangeState.ANSWERED and not proves(exchange, slot.material_type.code):
        return SAYS_NO
    return None


def _hand_back(
    case: Case, slot: MaterialSlot, *, person: Applicant, why: Text, actor: Actor
) -> None:
    """The next source: another register that was agreed to, what is at hand, a promise; at last
    the person's own hand.
    """
    note_tried(slot, why)
    holdings = holdings_of(person)
    left = sources_left(case, slot, holdings=holdings, without=registers_tried(slot))
    others = [one for one in left if not one.ref or _may_ask(case, slot, person, one.ref)]
    slot.exchange_id = None
    take_source(slot, others, holdings)
    is_asked = slot.state in (SlotState.MISSING, SlotState.DEFERRED)
    say(slot, why if is_asked else Text(""))
    slot.save()
    if slot.is_satisfied:
        _journal(case, slot, "material.at_hand", WAYS[SourceKind(slot.source_kind)], actor)
    if is_read(slot) and not slot.is_satisfied:
        move_slot(slot, "ask", actor=actor)
        slot.save()
        reading = reading_of(case, slot.party_role, slot.source_ref)
        if reading is not None:
            _ask(case, plan_of(case), [slot], person=person, reading=reading, actor=actor)


def _may_ask(case: Case, slot: MaterialSlot, person: Applicant, code: str) -> bool:
    """Whether there is a ground for the register that comes next."""
    reading = reading_of(case, slot.party_role, code)
    return (
        reading is not None
        and slot.pk not in reading.barred
        and ground_for(case, person, reading) is not None
    )


def _need_not_bring(case: Case, slot: MaterialSlot) -> None:
    notify(
        case,
        kind="fetched_late",
        key=f"fetched_late:{slot.pk}",
        applicant=_person(case, slot),
        text=Text(
            f"“{slot.name}”已经共享取得，不用再提交。",
            f"“{slot.name_en or slot.name}” has arrived. You need not hand it in.",
        ),
    )


def _please_bring(case: Case, slot: MaterialSlot, exchange: Exchange) -> None:
    over = f":{exchange.last_outcome}" if why_over(exchange) else ""
    notify(
        case,
        kind="please_bring",
        key=f"please_bring:{slot.pk}:{exchange.round}{over}",
        applicant=_person(case, slot),
        text=Text(f"“{slot.name}”：{slot.note}", f"“{slot.name_en or slot.name}”: {slot.note_en}"),
    )


def _person(case: Case, slot: MaterialSlot) -> Applicant:
    person = people_in(case).get(slot.party_role)
    if person is None:
        raise CaseNotFound
    return person


def _journal(case: Case, slot: MaterialSlot, verb: str, source: Text, actor: Actor) -> None:
    record(
        case.stream,
        verb,
        actor=actor,
        slot=slot.pk,
        material=slot.name,
        material_en=slot.name_en or slot.name,
        source=source.zh,
        source_en=source.en or source.zh,
    )
