"""Reads of messages, always scoped: what is out of scope is not found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from windows.cases.models import Case
from windows.clock import today
from windows.messages.errors import ConversationUnknown
from windows.messages.models import CaseMessage, Conversation
from windows.messages.policy import conversations_seen, may_answer
from windows.paging import Page


@dataclass(frozen=True, slots=True)
class Shown:
    """One conversation, as its page shows it."""

    conversation: Conversation
    lines: tuple[CaseMessage, ...]
    is_waiting: bool
    answer_by: dt.date | None
    is_late: bool
    unseen: int
    can_answer: bool


def waiting_lines(conversation: Conversation) -> QuerySet[CaseMessage]:
    """Questions after which the office has said nothing yet."""
    return _unanswered().filter(conversation=conversation)


def shown_for(actor: Actor, case: Case, *, department_code: str = "") -> list[Shown]:
    """The conversations of a case that the actor sees, the first begun first."""
    found = (
        Conversation.objects.filter(conversations_seen(actor), case=case)
        .select_related("person", "department", "case__centre")
        .prefetch_related("lines")
        .order_by("pk")
    )
    if department_code:
        found = found.filter(department__code=department_code)
    return [_shown(each, actor) for each in found]


def conversation_for(actor: Actor, case: Case, pk: str) -> Conversation:
    """Raises ConversationUnknown."""
    seen = Conversation.objects.filter(conversations_seen(actor), case=case)
    found = seen.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
    if found is None:
        raise ConversationUnknown
    return found


def waiting(
    actor: Actor, *, is_late: bool = False, after: str = "", limit: int = 20
) -> Page[CaseMessage]:
    """Questions that the actor's office has to answer, or that supervisors look at; the oldest,
    whose last day comes first, is first.
    """
    found = _to_do(actor).select_related(
        "conversation__case__life_event_edition",
        "conversation__case__centre",
        "conversation__department",
    )
    if is_late:
        found = found.filter(answer_by__lt=today())
    if after.isdecimal():
        found = found.filter(pk__gt=int(after))
    rows = list(found.order_by("pk")[: limit + 1])
    shown = tuple(rows[:limit])
    return Page(shown, str(shown[-1].pk) if len(rows) > limit else "")


def count_waiting(actor: Actor, case: Case | None = None, *, is_late: bool = False) -> int:
    """How many questions wait for the actor's office."""
    found = _to_do(actor)
    if case is not None:
        found = found.filter(conversation__case=case)
    return found.filter(answer_by__lt=today()).count() if is_late else found.count()


def count_unseen(actor: Actor, case: Case) -> int:
    """Answers that the person has not seen."""
    if not actor.applicant_ids:
        return 0
    return CaseMessage.objects.filter(
        conversation__case=case,
        conversation__person__in=actor.applicant_ids,
        is_from_office=True,
        pk__gt=F("conversation__seen_up_to"),
    ).count()


def _to_do(actor: Actor) -> QuerySet[CaseMessage]:
    if actor.kind not in (Role.CLERK, Role.OFFICER, Role.SUPERVISOR):
        return CaseMessage.objects.none()
    seen = Conversation.objects.filter(conversations_seen(actor), case__is_rehearsal=False)
    return _unanswered().filter(conversation__in=seen)


def _unanswered() -> QuerySet[CaseMessage]:
    later = CaseMessage.objects.filter(
        conversation=OuterRef("conversation"), is_from_office=True, pk__gt=OuterRef("pk")
    )
    return CaseMessage.objects.filter(~Exists(later), is_from_office=False)


def _shown(conversation: Conversation, actor: Actor) -> Shown:
    lines = tuple(conversation.lines.all())
    answered = max((each.pk for each in lines if each.is_from_office), default=0)
    open_lines = [each for each in lines if not each.is_from_office and each.pk > answered]
    days = [each.answer_by for each in open_lines if each.answer_by is not None]
    first = min(days, default=None)
    return Shown(
        conversation=conversation,
        lines=lines,
        is_waiting=bool(open_lines),
        answer_by=first,
        is_late=first is not None and first < today(),
        unseen=sum(each.is_from_office and each.pk > conversation.seen_up_to for each in lines),
        can_answer=may_answer(conversation, actor),
    )
