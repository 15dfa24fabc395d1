"""Where duties come from: each source says what one department owes there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from datasharing.disputes.models import DataDispute
from datasharing.disputes.states import DisputeState
from datasharing.keepers import OWNED
from datasharing.ledger.models import OPEN, LedgerQuestion
from datasharing.lists.demand.models import DataDemand
from datasharing.lists.demand.states import DemandState
from datasharing.lists.duties.duty import Obligation, ObligationKind, Slip
from datasharing.lists.permissions.models import WAITS, SharingPermission
from datasharing.lists.permissions.queries import NOT_PROVIDED
from services.catalogue.text import Text
from services.models import Department

THE_PERSON = Text("申请人", "the applicant")


@dataclass(frozen=True, slots=True)
class Source:
    """`slips`: (department, due day, key) of all that is open; `told` reads some of them whole."""

    kind: ObligationKind
    slips: Callable[[Department | None], Iterable[tuple[int, dt.date | None, int]]]
    told: Callable[[Collection[int]], Mapping[int, Obligation]]


def slips_of(department: Department) -> list[Slip]:
    """All that it owes, what is due first in front."""
    found = [
        Slip(source.kind.value, pk, due_on)
        for source in SOURCES
        for _, due_on, pk in source.slips(department)
    ]
    return sorted(found, key=lambda slip: slip.order)


def read(slips: Collection[Slip]) -> list[Obligation]:
    """In the order given; one that was settled meanwhile is left out."""
    told: dict[tuple[str, int], Obligation] = {}
    for source in SOURCES:
        keys = [slip.pk for slip in slips if slip.kind == source.kind]
        if keys:
            told |= {(source.kind.value, pk): duty for pk, duty in source.told(keys).items()}
    return [told[slip.kind, slip.pk] for slip in slips if (slip.kind, slip.pk) in told]


def _demands(state: DemandState, day: str) -> Source:
    kind = ObligationKind.CONNECT if state == DemandState.PLANNED else ObligationKind.ANSWER_DEMAND

    def slips(department: Department | None) -> Iterable[tuple[int, dt.date | None, int]]:
        rows = DataDemand.objects.filter(state=state, is_current=True, owner__isnull=False)
        if department is not None:
            rows = rows.filter(owner=department)
        return rows.order_by().values_list("owner", day, "pk")

    def told(keys: Collection[int]) -> Mapping[int, Obligation]:
        rows = DataDemand.objects.filter(pk__in=keys).select_related("department", "edition")
        return {
            row.pk: Obligation(
                kind=kind.value,
                pk=row.pk,
                what=Text(
                    f"{row.edition.name}：{row.name}",
                    f"{row.edition.name_en or row.edition.name}: {row.name_en or row.name}",
                ),
                owed_to=Text(row.department.name, row.department.name_en),
                due_on=row.due_on,
                is_late=row.is_late,
                since=row.asked_on or timezone.localdate(),
            )
            for row in rows
        }

    return Source(kind, slips, told)


def _permissions(kind: ObligationKind, owed: Q, day: str) -> Source:
    """What others ask to read, and what was agreed to and is not connected yet."""

    def slips(department: Department | None) -> Iterable[tuple[int, dt.date | None, int]]:
        rows = SharingPermission.objects.filter(owed, resource__owner__isnull=False)
        if department is not None:
            rows = rows.filter(resource__owner=department)
        return rows.order_by().values_list("resource__owner", day, "pk")

    def told(keys: Collection[int]) -> Mapping[int, Obligation]:
        rows = SharingPermission.objects.filter(pk__in=keys).select_related("resource", "asker")
        return {
            row.pk: Obligation(
                kind=kind.value,
                pk=row.pk,
                what=Text(row.resource.name, row.resource.name_en),
                owed_to=Text(row.asker.name, row.asker.name_en),
                due_on=getattr(row, day),
                is_late=_is_late(getattr(row, day)),
                since=timezone.localdate(row.answered_at or row.asked_at),
            )
            for row in rows
        }

    return Source(kind, slips, told)


def _dispute_slips(department: Department | None) -> Iterable[tuple[int, dt.date | None, int]]:
    """Owed by the register's owner; where that is nobody here, the supervisors answer."""
    rows = DataDispute.objects.filter(OWNED, state=DisputeState.OPEN)
    if department is not None:
        rows = rows.filter(exchange__resource__owner=department)
    return rows.order_by().values_list("exchange__resource__owner", "due_on", "pk")


def _disputes_told(keys: Collection[int]) -> Mapping[int, Obligation]:
    rows = DataDispute.objects.filter(pk__in=keys).select_related("exchange__resource")
    return {
        row.pk: Obligation(
            kind=ObligationKind.CORRECT.value,
            pk=row.pk,
            what=Text(
                f"{row.exchange.resource.name}：{row.label}",
                f"{row.exchange.resource.name_en}: {row.label_en or row.label}",
            ),
            owed_to=THE_PERSON,
            due_on=row.due_on,
            is_late=row.is_late,
            since=timezone.localdate(row.opened_at),
        )
        for row in rows
    }


def _question_slips(department: Department | None) -> Iterable[tuple[int, dt.date | None, int]]:
    """What was asked of the department; a second question is the supervisors' to answer."""
    rows = LedgerQuestion.objects.filter(
        OPEN, Q(department__isnull=False), level=LedgerQuestion.Level.DEPARTMENT
    )
    if department is not None:
        rows = rows.filter(department=department)
    return rows.order_by().values_list("department", "due_on", "pk")


def _questions_told(keys: Collection[int]) -> Mapping[int, Obligation]:
    return {
        row.pk: Obligation(
            kind=ObligationKind.EXPLAIN.value,
            pk=row.pk,
            what=Text(f"办件 {row.case_number} 的查询", f"A look-up for case {row.case_number}"),
            owed_to=THE_PERSON,
            due_on=row.due_on,
            is_late=_is_late(row.due_on),
            since=timezone.localdate(row.asked_at),
        )
        for row in LedgerQuestion.objects.filter(pk__in=keys)
    }


def _is_late(due_on: dt.date | None) -> bool:
    return due_on is not None and due_on < timezone.localdate()


SOURCES = (
    _demands(DemandState.ASKED, "answer_due_on"),
    _demands(DemandState.PLANNED, "planned_on"),
    _permissions(ObligationKind.ANSWER_PERMISSION, WAITS, "due_on"),
    _permissions(ObligationKind.PROVIDE, NOT_PROVIDED, "provide_by"),
    Source(ObligationKind.CORRECT, _dispute_slips, _disputes_told),
    Source(ObligationKind.EXPLAIN, _question_slips, _questions_told),
)
