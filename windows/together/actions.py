"""Several, each in a transaction of its own: one that fails stops no other, whatever it fails of.

A batch is written down whole before the first case is touched. Should the process die half way, the
officer finds it in the inbox, and it is finished or dropped; what was done is never done twice.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
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
from windows.together.errors import (
    BrokeDown,
    ChangedMeanwhile,
    ChangedSinceShown,
    Dropped,
    NothingTicked,
    NotShown,
    OneByOne,
    TogetherNotFound,
    TooManyTogether,
)
from windows.together.looking import MOST, look_again, second_look
from windows.together.models import Together, TogetherOutcome
from windows.together.rules import TogetherAct

BY_ONESELF = "自己领办"

log = logging.getLogger(__name__)


def do_together(
    key: UUID,
    ticked: Collection[int],
    *,
    shown: Mapping[int, str],
    act: TogetherAct,
    actor: Actor,
    username: str = "",
    why: str = "",
) -> Together:
    """Opens its own transactions. The same `key` again does only what was not done yet.

    `shown` is what the second look showed: number → digest. Each one is locked, the rule asked
    again, done and recorded with the key; or refused, and that written down. Raises NothingTicked,
    TooManyTogether, NotShown, ChangedSinceShown, and TogetherNotFound for somebody else's key.
    """
    if not ticked:
        raise NothingTicked(field="ticked")
    if len(set(ticked)) > MOST:
        raise TooManyTogether(most=MOST)
    if (account := actor.user_id) is None:
        raise TogetherNotFound
    run = Together.objects.filter(pk=key).first()
    if run is None:
        _check(ticked, shown, act, actor)
        run = _begin(
            Together(
                key=key,
                act=act.value,
                department=department_of(actor),
                by_id=account,
                by_name=actor.name,
                at=timezone.now(),
                username=username,
                why=why,
            ),
            {number: shown[number] for number in ticked},
        )
    if run.by_id != account:
        raise TogetherNotFound
    _go_on(run, actor)
    return run


def finish(run: Together, *, actor: Actor) -> int:
    """Do what was not done when the process ended half way; how many were left. Only whoever began
    it. Opens its own transactions.
    """
    if run.by_id != actor.user_id:
        raise TogetherNotFound
    return _go_on(run, actor)


def drop(run: Together, *, actor: Actor) -> int:
    """Leave what was not done; how many. They stay in the inbox as they are."""
    if run.by_id != actor.user_id:
        raise TogetherNotFound
    said = in_two_languages(Dropped())
    left = run.outcomes.filter(is_done=None)
    return left.update(is_done=False, code=Dropped.code, said=said.zh, said_en=said.en)


def _check(
    ticked: Collection[int], shown: Mapping[int, str], act: TogetherAct, actor: Actor
) -> None:
    """Every tick is for something that was shown and still looks the same."""
    if not set(ticked) <= set(shown):
        raise NotShown(field="ticked")
    now = {each.approval.pk: each.digest for each in second_look(ticked, act, actor)}
    changed = [number for number in dict.fromkeys(ticked) if now.get(number) != shown[number]]
    if changed:
        raise ChangedSinceShown(field="ticked", details=changed, count=len(changed))


def _begin(run: Together, seen: Mapping[int, str]) -> Together:
    """The batch with a row for each, before the first is done: what dies half way is known."""
    with transaction.atomic(durable=True):
        kept, is_new = Together.objects.get_or_create(
            key=run.key,
            defaults={
                name: getattr(run, name)
                for name in ("act", "department", "by_id", "by_name", "at", "username", "why")
            },
        )
        if is_new:
            TogetherOutcome.objects.bulk_create(
                TogetherOutcome(together=kept, approval_id=number, shown=digest)
                for number, digest in seen.items()
            )
    return kept


def _go_on(run: Together, actor: Actor) -> int:
    left = list(run.outcomes.filter(is_done=None).order_by("pk").values_list("pk", flat=True))
    count = run.outcomes.count()
    for outcome_id in left:
        _each(run, outcome_id, count, actor)
    return len(left)


def _each(run: Together, outcome_id: int, count: int, actor: Actor) -> None:
    outcome = TogetherOutcome.objects.get(pk=outcome_id)
    try:
        approval = approval_for(actor, outcome.approval_id)
        with refusals_recorded(approval, actor=actor), transaction.atomic(durable=True):
            if not _is_mine_to_do(outcome_id):
                return
            _do(approval, run, outcome.shown, actor)
            record(
                approval.case.stream,
                "approval.done_together",
                actor=actor,
                batch=str(run.key),
                count=count,
                **told(approval),
            )
            TogetherOutcome.objects.filter(pk=outcome_id).update(is_done=True)
    except DomainError as refusal:
        _note_refusal(outcome_id, refusal)
    except Exception:
        # Left undecided it would be the first again whenever the batch is finished, and what stands
        # behind it would never have its turn.
        log.exception("Batch %s broke at approval %s", run.pk, outcome.approval_id)
        _note_refusal(outcome_id, BrokeDown())


def _note_refusal(outcome_id: int, refusal: DomainError) -> None:
    """Only where nothing was decided yet: what is done stays done."""
    said = in_two_languages(refusal)
    TogetherOutcome.objects.filter(pk=outcome_id, is_done=None).update(
        is_done=False, code=refusal.code, said=said.zh[:400], said_en=said.en[:600]
    )


def _is_mine_to_do(outcome_id: int) -> bool:
    """Under the lock of its row: two who send the same page do each case once."""
    row = TogetherOutcome.objects.select_for_update().get(pk=outcome_id)
    return row.is_done is None


def _do(approval: Approval, run: Together, shown: str, actor: Actor) -> None:
    act = TogetherAct(run.act)
    _case, now = locked(approval)
    looked = look_again(now, act, actor)
    if looked.why_not is not None:
        raise OneByOne(why=InTwo(looked.why_not))
    if looked.digest != shown:
        raise ChangedMeanwhile
    if act == TogetherAct.GRANT:
        sign(approval, granted=True, actor=actor)
    elif act == TogetherAct.TAKE_UP:
        take_up(approval, actor=actor)
    elif act == TogetherAct.MINE:
        mine = User.objects.get(pk=actor.user_id or 0).get_username()
        assign(approval, username=mine, why=BY_ONESELF, actor=actor)
    else:
        if not run.username:
            raise NotOfTheDepartment(field="username")
        assign(approval, username=run.username, why=run.why, actor=actor)


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
