"""Several, each in a transaction of its own: one that fails stops no other."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.errors import DomainError
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.actions import locked, take_up
from windows.approvals.models import Approval
from windows.approvals.queries import approval_for
from windows.approvals.refused import refusals_recorded
from windows.approvals.telling import told
from windows.assignments.errors import NotOfTheDepartment
from windows.assignments.routing import assign
from windows.assignments.rules import department_of
from windows.assignments.signing import sign
from windows.together.errors import NothingTicked, OneByOne, TogetherNotFound, TooManyTogether
from windows.together.looking import MOST, known_of, why_not
from windows.together.models import Together, TogetherOutcome
from windows.together.rules import TogetherAct

BY_ONESELF = "自己领办"


def do_together(
    key: UUID,
    ticked: Collection[int],
    *,
    act: TogetherAct,
    actor: Actor,
    username: str = "",
    why: str = "",
) -> Together:
    """Opens its own transactions. The same `key` again does nothing more.

    Each one is locked, the rule asked again, done and recorded with the key; or refused, and that
    written down. Raises NothingTicked, TooManyTogether, TogetherNotFound for somebody else's key.
    """
    if not ticked:
        raise NothingTicked(field="ticked")
    if len(set(ticked)) > MOST:
        raise TooManyTogether(most=MOST)
    if (account := actor.user_id) is None:
        raise TogetherNotFound
    with transaction.atomic(durable=True):
        run, is_new = Together.objects.get_or_create(
            key=key,
            defaults={
                "act": act.value,
                "department": department_of(actor),
                "by_id": account,
                "by_name": actor.name,
                "at": timezone.now(),
            },
        )
    if run.by_id != actor.user_id:
        raise TogetherNotFound
    if is_new:
        for approval_id in dict.fromkeys(ticked):
            _each(run, approval_id, len(set(ticked)), actor, username=username, why=why)
    return run


def _each(
    run: Together, approval_id: int, count: int, actor: Actor, *, username: str, why: str
) -> None:
    try:
        approval = approval_for(actor, approval_id)
    except DomainError:
        return  # of another department: it does not exist here, so there is nothing to say of it
    try:
        with refusals_recorded(approval, actor=actor), transaction.atomic(durable=True):
            _do(approval, TogetherAct(run.act), actor, username=username, why=why)
            record(
                approval.case.stream,
                "approval.done_together",
                actor=actor,
                batch=str(run.key),
                count=count,
                **told(approval),
            )
            TogetherOutcome.objects.create(together=run, approval=approval, is_done=True)
    except DomainError as refusal:
        said = in_two_languages(refusal)
        with transaction.atomic(durable=True):
            TogetherOutcome.objects.create(
                together=run,
                approval=approval,
                is_done=False,
                code=refusal.code,
                said=said.zh[:400],
                said_en=said.en[:600],
            )


def _do(approval: Approval, act: TogetherAct, actor: Actor, *, username: str, why: str) -> None:
    _case, now = locked(approval)
    against = why_not(now, act, known_of([now], actor), actor)
    if against is not None:
        raise OneByOne(why=InTwo(against))
    if act == TogetherAct.GRANT:
        sign(approval, granted=True, actor=actor)
    elif act == TogetherAct.TAKE_UP:
        take_up(approval, actor=actor)
    elif act == TogetherAct.MINE:
        mine = User.objects.get(pk=actor.user_id or 0).get_username()
        assign(approval, username=mine, why=BY_ONESELF, actor=actor)
    else:
        if not username:
            raise NotOfTheDepartment(field="username")
        assign(approval, username=username, why=why, actor=actor)


class InTwo:
    """A sentence inside a refusal, said in the language of the moment."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text.in_language(translation.get_language() or "zh-hans")


def in_two_languages(refusal: DomainError) -> Text:
    with translation.override("zh-hans"):
        zh = refusal.said
    with translation.override("en"):
        return Text(zh, refusal.said)
