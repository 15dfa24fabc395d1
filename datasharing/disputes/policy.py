"""Who may say that a value is wrong, who answers for the register, who watches."""

from __future__ import annotations

from django.db.models import QuerySet

from datasharing.disputes.errors import DisputeNotFound
from datasharing.disputes.models import DataDispute
from datasharing.keepers import KEEPERS, answered_by, seen_by
from datasharing.models import Exchange
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import NotAllowed, NotFound

DESK_ROLES = (*sorted(KEEPERS), Role.SUPERVISOR)
"""May open the queue at all."""


def check_may_dispute(exchange: Exchange, *, actor: Actor) -> None:
    """The person whom the record is about, or a clerk who writes down what they say (the package
    above has checked that the clerk handles the case). To a stranger there is no such record.
    """
    if not (actor.acts_for(exchange.subject_id) or actor.kind == Role.CLERK):
        raise NotFound


def in_sight(actor: Actor) -> QuerySet[DataDispute]:
    """The tickets of the actor's own department, or of the cases of a supervisor's region."""
    found = DataDispute.objects.select_related("exchange__resource", "subject", "evidence")
    return found.filter(seen_by(actor))


def may_answer(dispute: DataDispute, *, actor: Actor) -> bool:
    """Who watches the clock does not stop it, unless nobody here owns the register."""
    return DataDispute.objects.filter(answered_by(actor), pk=dispute.pk).exists()


def check_may_answer(dispute: DataDispute, *, actor: Actor) -> None:
    """Only the authority that keeps the register; who may not even see it does not find it."""
    if not in_sight(actor).filter(pk=dispute.pk).exists():
        raise DisputeNotFound
    if not may_answer(dispute, actor=actor):
        raise NotAllowed
