"""Asking and answering. No clock stops for it: what is missing is told by the one notice."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.actor import Actor
from portal.journal.actions import record
from portal.journal.elsewhere import pointer
from services.catalogue.text import Text
from services.models import Department
from windows.cases.models import Case
from windows.clock import day_after, today
from windows.errors import CaseNotFound
from windows.limits import limit
from windows.locks import lock_case
from windows.messages.errors import (
    CaseTakesNoMessages,
    ConversationUnknown,
    EnoughAsked,
    MessageEmpty,
    MessageTooLong,
    NothingToAnswer,
    NotYourConversation,
    OfficeNotOnCase,
)
from windows.messages.models import LONGEST, CaseMessage, Conversation
from windows.messages.policy import (
    conversations_seen,
    departments_on,
    may_answer,
    person_of,
    takes_messages,
)
from windows.messages.queries import waiting_lines
from windows.notices.actions import notify

MOST_WAITING = 3
"""Questions of one person to one office that wait at a time: a conversation, not a flood."""
WINDOW = Text("政务服务中心", "the service centre")


@transaction.atomic(savepoint=False)
def ask(case: Case, *, text: str, department_code: str = "", actor: Actor) -> CaseMessage:
    """A question of the applicant or a party, to the window or to a department on the case.

    Raises CaseNotFound for whoever has no part in it, CaseTakesNoMessages, OfficeNotOnCase,
    MessageEmpty, MessageTooLong, EnoughAsked.
    """
    case = lock_case(case.pk)
    person = person_of(case, actor)
    if person is None:
        raise CaseNotFound
    if not takes_messages(case):
        raise CaseTakesNoMessages
    said = _said(text)
    department = _department(case, department_code)
    conversation, _new = Conversation.objects.get_or_create(
        case=case, person=person, department=department
    )
    if waiting_lines(conversation).count() >= MOST_WAITING:
        raise EnoughAsked(most=MOST_WAITING)
    line = CaseMessage.objects.create(
        conversation=conversation,
        is_from_office=False,
        text=said,
        author_id=actor.user_id,
        author_name=actor.name,
        answer_by=day_after(today(), limit("MESSAGE_ANSWER_WORKING_DAYS")),
    )
    conversation.seen_up_to = line.pk
    conversation.save(update_fields=["seen_up_to"])
    office = office_of(conversation)
    record(
        case.stream,
        "message.asked",
        actor=actor,
        office=office.zh,
        office_en=office.en,
        answer_by=line.answer_by.isoformat() if line.answer_by else "",
        person=person.pk,
        **pointer(line.pk, line.text),
    )
    return line


@transaction.atomic(savepoint=False)
def answer(conversation: Conversation, *, text: str, actor: Actor) -> CaseMessage:
    """The office that was asked answers all that waits; the person is told by every way.

    Raises ConversationUnknown for whoever does not see it, NotYourConversation for a supervisor,
    NothingToAnswer where nobody has asked.
    """
    case = lock_case(conversation.case_id)
    conversation = (
        Conversation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person", "department", "case__centre")
        .get(pk=conversation.pk)
    )
    if not Conversation.objects.filter(conversations_seen(actor), pk=conversation.pk).exists():
        raise ConversationUnknown
    if not may_answer(conversation, actor):
        raise NotYourConversation
    said = _said(text)
    if not conversation.lines.exists():
        raise NothingToAnswer
    line = CaseMessage.objects.create(
        conversation=conversation,
        is_from_office=True,
        text=said,
        author_id=actor.user_id,
        author_name=actor.name,
    )
    office = office_of(conversation)
    record(
        case.stream,
        "message.answered",
        actor=actor,
        office=office.zh,
        office_en=office.en,
        person=conversation.person_id,
        **pointer(line.pk, line.text),
    )
    notify(
        case,
        kind="message_answered",
        key=f"message_answered:{line.pk}",
        text=Text(
            f"{office.zh}答复了您在办件 {case.number} 里的留言。",
            f"{office.en[:1].upper()}{office.en[1:]} answered your message in case {case.number}.",
        ),
        applicant=conversation.person,
        page="messages/",
    )
    return line


@transaction.atomic(savepoint=False)
def mark_seen(case: Case, *, actor: Actor) -> int:
    """The person has read what there is; how many conversations had something new."""
    changed = 0
    mine = Conversation.objects.select_for_update().filter(conversations_seen(actor), case=case)
    for conversation in mine.order_by("pk") if person_of(case, actor) else ():
        last = conversation.lines.order_by("-pk").first()
        if last is not None and last.pk > conversation.seen_up_to:
            conversation.seen_up_to = last.pk
            conversation.save(update_fields=["seen_up_to"])
            changed += 1
    return changed


def office_of(conversation: Conversation) -> Text:
    """Whom the person asked, by name."""
    if conversation.department is not None:
        named = conversation.department
        return Text(named.name, named.name_en or named.name)
    centre = conversation.case.centre
    return Text(centre.name, centre.name_en or centre.name) if centre else WINDOW


def _said(text: str) -> str:
    said = text.strip().replace("\r\n", "\n").replace("\x00", "")
    if not said:
        raise MessageEmpty(field="text")
    if len(said) > LONGEST:
        raise MessageTooLong(field="text", most=LONGEST)
    return said


def _department(case: Case, code: str) -> Department | None:
    if not code:
        return None
    found = next((each for each in departments_on(case) if each.code == code), None)
    if found is None:
        raise OfficeNotOnCase(field="to")
    return found
