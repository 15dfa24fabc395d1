"""What an officer tried and was refused is on record, although its transaction was taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from portal.accounts.actor import Actor
from portal.journal.actions import record
from windows.approvals.models import Approval
from windows.approvals.telling import told
from windows.deadlines.errors import AgentTimeCounts, NoSuchGround, StopNeedsReason
from windows.errors import ApprovalClosed

WITHOUT_GROUND = (NoSuchGround, AgentTimeCounts, StopNeedsReason)


@contextmanager
def refusals_recorded(approval: Approval, *, actor: Actor) -> Iterator[None]:
    """Around the transaction of a decision or a stop: a stop without a lawful ground, reason or
    time, and what came after the part had ended, the loser of two who decide at once among them.

    Only the code of the refusal is kept, nothing of what was typed.
    """
    try:
        yield
    except WITHOUT_GROUND as refusal:
        record_refused_stop(approval, code=refusal.code, actor=actor)
        raise
    except ApprovalClosed as refusal:
        _record("approval.refused", approval, refusal.code, actor)
        raise


def record_refused_stop(approval: Approval, *, code: str, actor: Actor) -> None:
    """Also for what a door refused before it reached the act."""
    _record("clock.stop_refused", approval, code, actor)


def _record(verb: str, approval: Approval, code: str, actor: Actor) -> None:
    with transaction.atomic(durable=True):
        record(approval.case.stream, verb, actor=actor, code=code, **told(approval))
