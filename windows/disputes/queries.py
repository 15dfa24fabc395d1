"""What the registers have answered for a case, and what is said against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from datasharing.disputes.models import DataDispute
from datasharing.disputes.queries import disputes_of, in_force
from datasharing.disputes.values import Value, values_of
from datasharing.models import Exchange
from datasharing.states import SETTLED
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.cases.models import Case, MaterialSlot
from windows.cases.plans import plan_of
from windows.errors import CaseNotFound


@dataclass(frozen=True, slots=True)
class Registered:
    """One answered question: whose register, every value, what the person says against it."""

    exchange: Exchange
    values: tuple[tuple[Value, DataDispute | None], ...]
    name: Text

    @property
    def choices(self) -> tuple[Value, ...]:
        """What may still be said to be wrong."""
        return tuple(
            value for value, dispute in self.values if dispute is None or not dispute.is_open
        )


def registered_for(case: Case, actor: Actor) -> list[Registered]:
    """Everything that registers said about whom the actor acts for; to a clerk, about everybody.

    The caller has checked that the actor may see the case.
    """
    said = {
        (each.exchange_id, each.path): each
        for number in _numbers(case)
        for each in disputes_of(number)
    }
    return [_registered(exchange, said) for exchange in _answered(case, actor)]


def registered_one(case: Case, actor: Actor, *, resource: str, role: str) -> Registered:
    """One of them. Raises CaseNotFound for one that is not there or not the actor's."""
    exchange = _answered(case, actor).filter(resource__code=resource, role=role).first()
    if exchange is None:
        raise CaseNotFound
    said = {(each.exchange_id, each.path): each for each in disputes_of(exchange.case_number)}
    return _registered(exchange, said)


def exchanges_behind(case: Case) -> QuerySet[Exchange]:
    """Of the case itself, and those that a case split off from another has brought along."""
    brought = MaterialSlot.objects.filter(case=case, exchange_id__isnull=False)
    return Exchange.objects.filter(
        Q(case_number=case.number) | Q(pk__in=brought.values("exchange_id"))
    ).select_related("resource", "subject")


def disputes_in(approval: Approval) -> list[DataDispute]:
    """What is said against the registers on which this matter rests; its department decides on
    the person's word.
    """
    plan, code = plan_of(approval.case), approval.matter_edition.matter.code
    read = {
        source.ref
        for material in plan.materials
        if any(user == code for user, _ in material.needed_by)
        for source in (material.source, *material.fallbacks)
    }
    read |= {
        path.partition(".")[0]
        for field in plan.fields
        if code in field.asked_by
        for path in field.prefill
    }
    said = [each for number in _numbers(approval.case) for each in in_force(number)]
    return [each for each in said if each.exchange.resource.code in read]


def _numbers(case: Case) -> list[str]:
    """The case's own, and of those it was split from: what was said there is said here."""
    numbers, older = [case.number], case.split_from
    while older is not None:
        numbers.append(older.number)
        older = older.split_from
    return numbers


def _answered(case: Case, actor: Actor) -> QuerySet[Exchange]:
    found = exchanges_behind(case).filter(state__in=SETTLED).order_by("resource__code", "pk")
    if actor.kind == Role.CLERK:
        return found
    return found.filter(subject__in=actor.applicant_ids)


def _registered(exchange: Exchange, said: Mapping[tuple[UUID, str], DataDispute]) -> Registered:
    asked = set(exchange.fields)
    fields = [each for each in exchange.resource.fields if each["name"] in asked]
    values = values_of(exchange.answer, fields)
    rows = tuple((value, said.get((exchange.pk, value.path))) for value in values)
    return Registered(exchange, rows, Text(exchange.resource.name, exchange.resource.name_en))
