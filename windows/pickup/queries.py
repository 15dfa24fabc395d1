"""The result package."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from materials.models import Licence
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import ApprovalState
from windows.cases.models import Case
from windows.cases.policy import cases_of_office
from windows.cases.queries import cases
from windows.clock import today
from windows.errors import CaseNotFound
from windows.pickup.codes import normalised
from windows.pickup.models import Pickup
from windows.remedies.told import Remedies, remedies_of


@dataclass(frozen=True, slots=True)
class Result:
    """What one approval brought: its licences, or the words of its notice or denial."""

    approval: Approval
    licences: tuple[Licence, ...]
    sentence: Text
    against: Remedies | None
    """For a denial: where to turn, until when (行政许可法 art. 38)."""

    @property
    def remedies(self) -> Text | None:
        return self.against.text if self.against else None


@dataclass(frozen=True, slots=True)
class Package:
    """`pickup` is None until every department has ended."""

    pickup: Pickup | None
    results: tuple[Result, ...]


def result_package(case: Case) -> Package:
    """Everything that was granted, denied or not needed any more, in the order of the plan."""
    approvals = (
        Approval.objects.filter(case=case)
        .select_related("matter_edition__matter", "department__region__parent", "case__pickup")
        .prefetch_related("licences")
        .order_by("stage", "pk")
    )
    pickup = Pickup.objects.filter(case=case).first()
    return Package(pickup, tuple(_result(approval) for approval in approvals))


def case_with_code(actor: Actor, code: str) -> Case:
    """At the pickup desk: the case of the clerk's office with this code. Raises CaseNotFound."""
    found = None
    if actor.kind == Role.CLERK:
        mine = cases().filter(cases_of_office(actor))
        found = mine.filter(pickup__code=normalised(code)).first()
    if found is None:
        raise CaseNotFound
    return found


def late_deliveries(actor: Actor) -> QuerySet[Pickup]:
    """Packages of the region that ought to have reached the person (行政许可法 art. 44), the oldest
    first. An electronic licence is with its holder as soon as it is issued.
    """
    if actor.kind != Role.SUPERVISOR:
        return Pickup.objects.none()
    here = Case.objects.filter(cases_of_office(actor), is_rehearsal=False)
    return (
        Pickup.objects.filter(case__in=here, collected_at__isnull=True, deliver_by__lt=today())
        .exclude(method=Pickup.Method.E_LICENCE)
        .select_related("case__applicant", "case__life_event_edition__life_event", "case__centre")
        .order_by("deliver_by", "pk")
    )


def _result(approval: Approval) -> Result:
    licences = tuple(approval.licences.all())
    is_denied = approval.state == ApprovalState.DENIED
    against = remedies_of(approval) if is_denied else None
    return Result(approval, licences, _sentence(approval), against)


def _sentence(approval: Approval) -> Text:
    edition = approval.matter_edition
    name, name_en = edition.name, edition.name_en or edition.name
    if approval.state == ApprovalState.APPROVED:
        outputs = "、".join(output["name"] for output in edition.outputs)
        outputs_en = ", ".join(
            output.get("name_en") or output["name"] for output in edition.outputs
        )
        if outputs:
            return Text(f"“{name}”已办好：{outputs}", f"“{name_en}” is done: {outputs_en}")
        return Text(f"“{name}”已办好", f"“{name_en}” is done")
    if approval.state == ApprovalState.DENIED:
        return Text(
            f"“{name}”没有准予：{approval.reason}",
            f"“{name_en}” was denied: {approval.reason_en or approval.reason}",
        )
    if approval.state == ApprovalState.NOT_NEEDED:
        return Text(
            f"“{name}”没有办：{approval.closed_reason}",
            f"“{name_en}” was not done: {approval.closed_reason_en or approval.closed_reason}",
        )
    return Text(f"“{name}”还在办", f"“{name_en}” is under way")
