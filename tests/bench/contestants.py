"""Who takes part in (a): each decides one part of one case in one durable transaction."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from django.db import connection, transaction

from materials.models import MaterialType
from portal.accounts.models import User
from portal.outbox.models import Message
from services.models import Department, Edition, LifeEventEdition
from tests.bench import by_hand, town
from tests.bench.by_hand import Part
from tests.bench.catalogue import DEPARTMENTS
from windows.approvals.models import Approval
from windows.approvals.queries import approval_for
from windows.assignments.signing import sign
from windows.bpmn.export import as_bpmn
from windows.cases.models import Case
from windows.cases.plans import plan_of

PARTS = len(DEPARTMENTS)
Decide = Callable[[int], None]
"""Decide this decider's part of the case with this place."""


class Contestant(Protocol):
    def prepare(self, cases: list[int]) -> None: ...

    def decider(self, place: int) -> Decide:
        """Called in the decider's own process, with a connection of its own."""

    def joined(self) -> int:
        """Cases of which the join has happened, exactly once."""


@dataclass
class Portal:
    """The portal's own act, as the officer's page calls it."""

    cases: list[int]

    def prepare(self) -> None:
        pass

    def decider(self, place: int) -> Decide:
        mine = approvals_of(self.cases, place)
        actor = town.officer(place)

        def decide(number: int) -> None:
            approval = approval_for(actor, mine[number])
            with transaction.atomic(durable=True):
                sign(approval, granted=True, actor=actor)

        return decide

    def joined(self) -> int:
        return finishing(self.cases)


@dataclass
class Plain:
    """The same rows, nothing else."""

    cases: list[int]

    def prepare(self) -> None:
        pass

    def decider(self, place: int) -> Decide:
        rows = rows_by_hand(self.cases, place, has_join=True)

        def decide(number: int) -> None:
            with transaction.atomic(durable=True):
                rows(number)

        return decide

    def joined(self) -> int:
        return finishing(self.cases)


@dataclass
class Viewflow:
    """viewflow with the lock that waits for the row of the process."""

    cases: list[int]
    with_rows: bool = True
    processes: list[int] = field(default_factory=list)

    def prepare(self) -> None:
        from tests.bench.flow.flows import FiveParts

        begun = [FiveParts.start.run() for _ in self.cases]
        self.processes = [each.pk for each in begun]

    def decider(self, place: int) -> Decide:
        from tests.bench.flow.flows import FiveParts

        task_class = FiveParts.task_class
        node = getattr(FiveParts, f"decide_{place + 1}")
        parts = task_class._default_manager.filter(flow_task=node, process__in=self.processes)
        mine = list(parts.order_by("process_id"))
        rows = rows_by_hand(self.cases, place, has_join=False) if self.with_rows else None

        def decide(number: int) -> None:
            node.run(mine[number], rows=partial(rows, number) if rows else None)

        return decide

    def joined(self) -> int:
        from tests.bench.flow.flows import FiveParts

        mine = FiveParts.process_class._default_manager.filter(pk__in=self.processes)
        return mine.filter(status="DONE").count()


@dataclass
class Spiff:
    """SpiffWorkflow runs our own export; its state is JSON in a row that is locked.

    The document's specification is the same for every case, so it is not in the row.
    """

    cases: list[int]
    with_rows: bool = True
    spec: str = ""

    def prepare(self) -> None:
        from tests.bench import spiff

        case = Case.objects.get(pk=self.cases[0])
        self.spec, state = spiff.begun(as_bpmn(plan_of(case), number=case.number))
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bench_spiff")
            cursor.execute(
                "CREATE TABLE bench_spiff (id bigint PRIMARY KEY, is_done boolean NOT NULL, "
                "state jsonb NOT NULL)"
            )
            for number in range(len(self.cases)):
                cursor.execute(
                    "INSERT INTO bench_spiff VALUES (%s, false, %s)", [number, json.dumps(state)]
                )

    def decider(self, place: int) -> Decide:
        from tests.bench import spiff

        rows = rows_by_hand(self.cases, place, has_join=False) if self.with_rows else None

        def decide(number: int) -> None:
            with transaction.atomic(durable=True), connection.cursor() as cursor:
                cursor.execute(
                    "SELECT state::text FROM bench_spiff WHERE id = %s FOR UPDATE", [number]
                )
                state, is_done = spiff.decided(
                    self.spec, json.loads(cursor.fetchone()[0]), place + 1
                )
                if rows is not None:
                    rows(number)
                cursor.execute(
                    "UPDATE bench_spiff SET state = %s, is_done = %s WHERE id = %s",
                    [json.dumps(state), is_done, number],
                )

        return decide

    def joined(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM bench_spiff WHERE is_done")
            return int(cursor.fetchone()[0])


CONTESTANTS: dict[str, Callable[[list[int]], Any]] = {
    "plain": Plain,
    "portal": Portal,
    "viewflow": Viewflow,
    "viewflow, its own rows only": partial(Viewflow, with_rows=False),
    "SpiffWorkflow": Spiff,
    "SpiffWorkflow, its own row only": partial(Spiff, with_rows=False),
}


def approvals_of(cases: list[int], place: int) -> list[int]:
    """The approvals of this department, in the order of the cases."""
    mine = Approval.objects.filter(case__in=cases, department__name=DEPARTMENTS[place])
    return list(mine.order_by("case_id").values_list("pk", flat=True))


def rows_by_hand(cases: list[int], place: int, *, has_join: bool) -> Decide:
    mine = approvals_of(cases, place)
    part = part_of(place)

    def decide(number: int) -> None:
        with connection.cursor() as cursor:
            by_hand.decide(cursor.cursor, cases[number], mine[number], part, has_join=has_join)

    return decide


def part_of(place: int) -> Part:
    edition = Edition.objects.select_related("matter").get(matter__code=f"B5-{place + 1}")
    event = LifeEventEdition.objects.get(life_event__code="B5", state="published")
    department = Department.objects.get(name=DEPARTMENTS[place])
    user = User.objects.get(username=f"officer{place}")
    material = MaterialType.objects.get(code=f"m_B5-{place + 1}")
    return Part(
        matter_id=edition.matter_id,
        matter_code=edition.matter.code,
        matter=edition.name,
        matter_en=edition.name_en or edition.name,
        thing=event.name,
        thing_en=event.name_en or event.name,
        department_id=department.pk,
        department=department.name,
        department_en=department.name_en,
        material_type_id=material.pk,
        licence=f"B5-{place + 1}证",
        licence_en=f"Licence B5-{place + 1}",
        user_id=user.pk,
        user=user.display_name,
    )


def finishing(cases: list[int]) -> int:
    """Cases whose last decision has asked for the end, once."""
    keys = [f"case.finish:{pk}" for pk in cases]
    return Message.objects.filter(key__in=keys).count()
