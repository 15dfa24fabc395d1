"""统一出件: all results in one package."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import MoveRefused
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import DECIDED, UNDECIDED
from windows.cases.models import Case
from windows.cases.policy import check_may_handle
from windows.cases.states import CaseState, Channel
from windows.errors import AlreadyCollected, ApprovalsOpen, WrongPickupCode
from windows.intake.visits import note_visit
from windows.locks import lock_case
from windows.moving import move_case
from windows.notices.actions import notify
from windows.pickup.codes import new_code, same_code
from windows.pickup.delivery import delivery_day, delivery_rows
from windows.pickup.models import Pickup
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind

AFTER_DECISIONS = (CaseState.RESULTS_READY, CaseState.COLLECTED, CaseState.ARCHIVED)


@transaction.atomic(savepoint=False)
def make_package(case: Case, *, actor: Actor) -> Case:
    """The clockwork closes the departments' part when no approval is open: results are ready.

    Does nothing when the package exists. Raises ApprovalsOpen, and MoveRefused where nothing was
    decided: such a case has no results.
    """
    case = lock_case(case.pk)
    if case.state in AFTER_DECISIONS:
        return case
    move_case(case, "finish", actor=actor)
    if Approval.objects.filter(case=case, state__in=UNDECIDED).exists():
        raise ApprovalsOpen
    if not Approval.objects.filter(case=case, state__in=DECIDED).exists():
        raise MoveRefused
    case.finished_at = timezone.now()
    case.save()
    at_window = case.channel == Channel.WINDOW
    method = Pickup.Method.WINDOW if at_window else Pickup.Method.E_LICENCE
    pickup = Pickup.objects.create(
        case=case,
        code=new_code(),
        method=method.value,
        ready_at=case.finished_at,
        deliver_by=delivery_day(case),
    )
    deliver_by = pickup.deliver_by.isoformat() if pickup.deliver_by else ""
    record(case.stream, "case.finished", actor=actor, deliver_by=deliver_by)
    notify(
        case,
        kind="results_ready",
        key=f"results_ready:{case.pk}",
        text=Text(
            f"“{case.life_event_edition.name}”（{case.number}）的结果已全部办好，请领取。",
            f"All results of {case.number} are ready. Please collect them.",
        ),
    )
    return case


@transaction.atomic(savepoint=False)
def deliver_again(pickup: Pickup, *, actor: Actor) -> Pickup:
    """The clockwork gives the last day of delivery once the calendar reaches so far."""
    case = lock_case(pickup.case_id)
    pickup = Pickup.objects.select_for_update().get(pk=pickup.pk)
    if pickup.deliver_by is not None or pickup.collected_at is not None:
        return pickup
    pickup.deliver_by = delivery_day(case)
    if pickup.deliver_by is not None:
        pickup.save(update_fields=["deliver_by"])
        record(case.stream, "pickup.dated", actor=actor, deliver_by=pickup.deliver_by.isoformat())
    return pickup


@transaction.atomic(savepoint=False)
def choose_method(case: Case, *, method: str, actor: Actor) -> Pickup:
    """The person says how the package shall reach them, until it has."""
    case = lock_case(case.pk)
    check_may_handle(case, actor)
    if case.state != CaseState.RESULTS_READY:
        raise MoveRefused
    pickup = Pickup.objects.select_for_update().get(case=case)
    pickup.method = Pickup.Method(method).value
    pickup.save(update_fields=["method"])
    record(case.stream, "pickup.method_chosen", actor=actor, method=pickup.method)
    return pickup


@transaction.atomic(savepoint=False)
def collect(case: Case, *, actor: Actor, code: str = "") -> Case:
    """The package reaches the person: online by opening it, at the window against the code.

    The applicant needs no code; a clerk must be told it. Raises WrongPickupCode, AlreadyCollected.
    """
    case = lock_case(case.pk)
    check_may_handle(case, actor)
    if case.state in (CaseState.COLLECTED, CaseState.ARCHIVED):
        raise AlreadyCollected
    move_case(case, "collect", actor=actor)
    pickup = Pickup.objects.select_for_update().get(case=case)
    at_window = actor.kind == Role.CLERK
    if at_window and not same_code(code, pickup.code):
        raise WrongPickupCode(field="code")
    pickup.collected_at = timezone.now()
    pickup.handed_by_name = actor.name if at_window else ""
    pickup.save(update_fields=["collected_at", "handed_by_name"])
    case.save()
    writ = issue_writ(
        case,
        WritKind.DELIVERY,
        key=f"delivery:{case.pk}",
        rows=delivery_rows(case, pickup),
        actor=actor,
    )
    record(case.stream, "case.collected", actor=actor, method=pickup.method, writ=writ.number)
    note_visit(case, actor=actor, purpose="collect")
    notify(
        case,
        kind="please_rate",
        key=f"please_rate:{case.pk}",
        text=Text(
            f"“{case.life_event_edition.name}”办得怎么样？请您评价。",
            f"How did {case.number} go? Please rate it.",
        ),
    )
    return case
