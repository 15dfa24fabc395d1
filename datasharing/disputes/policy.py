"""Who may say that a value is wrong, who answers for the register, who watches."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from datasharing.disputes.errors import DisputeNotFound
from datasharing.disputes.models import DataDispute
from datasharing.models import DataResource, Exchange
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import NotAllowed, NotFound
from services.models import Department

ANSWERERS = frozenset({"officer", "data_officer"})
"""Roles that answer for what their own department shares: its data officer, where it has one."""
WATCHERS = frozenset({Role.SUPERVISOR})
"""See every ticket and answer none: who watches the clock does not stop it."""
DESK_ROLES = (*sorted(ANSWERERS), *sorted(WATCHERS))
"""May open the queue at all."""


def check_may_dispute(exchange: Exchange, *, actor: Actor) -> None:
    """The person whom the record is about, or a clerk who writes down what they say (the package
    above has checked that the clerk handles the case). To a stranger there is no such record.
    """
    if not (actor.acts_for(exchange.subject_id) or actor.kind == Role.CLERK):
        raise NotFound


def in_sight(actor: Actor) -> QuerySet[DataDispute]:
    """The tickets of the actor's own department; all of them for those who watch."""
    found = DataDispute.objects.select_related("exchange__resource", "subject", "evidence")
    if actor.kind in WATCHERS:
        return found
    name = _department(actor) if actor.kind in ANSWERERS else ""
    return found.filter(_of(name)) if name else found.none()


def check_may_answer(dispute: DataDispute, *, actor: Actor) -> None:
    """Only the authority that keeps the register; who may not even see it does not find it."""
    if not in_sight(actor).filter(pk=dispute.pk).exists():
        raise DisputeNotFound
    if actor.kind not in ANSWERERS:
        raise NotAllowed


def _department(actor: Actor) -> str:
    if not actor.department_code:
        return ""
    found = Department.objects.filter(code=actor.department_code).values_list("name", flat=True)
    return found.first() or ""


def _of(department: str) -> Q:
    """杭州市公安局 keeps what the list of resources calls 公安局's."""
    rows = DataResource.objects.exclude(provider_name="").values_list("pk", "provider_name")
    return Q(exchange__resource__in=[pk for pk, name in rows if department.endswith(name)])
