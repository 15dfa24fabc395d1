"""Every state that is not final is looked at again: what a lost message left lying is picked up.

A healthy portal finds nothing here. Each thing is done in its own transaction by the same step of
`process` that its message would have called; one that fails is logged and holds up nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.accounts.actor import SYSTEM
from portal.errors import DomainError
from services.catalogue.spec import Necessity
from windows import process
from windows.approvals.actions import date_again
from windows.approvals.consequences import ready_approvals
from windows.approvals.models import Approval
from windows.approvals.renewals import applied_in_time
from windows.approvals.states import IN_INBOX, UNDECIDED, ApprovalState
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import SATISFIED, CaseState, Channel, SlotState
from windows.clock import day_after, today
from windows.corrections.branches import lapse_branches
from windows.corrections.models import OPEN, Correction
from windows.corrections.reminding import remind, to_remind
from windows.corrections.timing import due_reports
from windows.deadlines.actions import renew_by_silence
from windows.deadlines.limits import MAY_BE_LIMITED, limited
from windows.deferred import sweep as deferred
from windows.denials.actions import note_silence
from windows.denials.models import OPEN as OPEN_QUESTION
from windows.denials.models import DenialQuestion
from windows.departments.stranded import pick_up, stranded
from windows.intake.actions import promise_again
from windows.intake.silence import accept_by_silence, lapse
from windows.limits import limit
from windows.pickup.actions import deliver_again
from windows.pickup.models import Pickup
from windows.promises import sweep as promises
from windows.ratings.models import BAD, Rating

GRACE = timedelta(minutes=2)
"""How long the messages have before the sweep does their work."""
AT_ONCE = 200

log = logging.getLogger(__name__)


def sweep() -> dict[str, int]:
    """One round; returns how many of each kind were picked up."""
    return {
        "reads not asked": _each(_with_forgotten_reads(), process.after_consent),
        "submitted and proven": _each(_submitted_online(), process.after_submission),
        "not answered in time": _each(_silent(), _accept_by_silence),
        "not put right in time": _each(_lapsed(), _lapse),
        "reports not told": _each(_reported(), process.after_reports),
        "corrections to be reminded of": _each(_to_remind(), _remind),
        "parts not put right in time": _each(_branches_lapsed(), _lapse_branches),
        "denials not answered": _each(_unanswered(), _note_silence),
        "renewed by silence": _each(_ended_undecided(), _renew_by_silence),
        "papers to follow not handed in": _each(deferred.missed(AT_ONCE), deferred.revoke),
        "papers to follow soon due": _each(deferred.to_remind(AT_ONCE), deferred.remind_of),
        "promises not watched": _each(
            promises.unwatched(_overdue(), AT_ONCE), process.after_promise
        ),
        "promises without a day": _each(promises.undated(AT_ONCE), promises.date_again),
        "approvals not dispatched": _each(_ready(), process.when_nothing_is_waited_for),
        "approvals without a day": _each(_undated(), _date_approval),
        "cases without a day": _each(_unpromised(), _date_case),
        "decided and not closed": _each(_decided(), process.after_last_decision),
        "packages without a day": _each(_undelivered(), _date_delivery),
        "collected and not filed": _each(_to_file(), process.after_rating),
        "messages to departments' systems stranded": _each(_stranded(), _pick_up),
        "call backs without a day": _date_callbacks(),
    }


def _each(ids: Iterable[int], step: Callable[[int], None]) -> int:
    done = 0
    for pk in ids:
        try:
            step(pk)
        except DomainError as refusal:
            log.warning("The sweep could not finish %s %s: %s", step.__name__, pk, refusal)
        except Exception:
            log.exception("The sweep broke at %s %s", step.__name__, pk)
        else:
            done += 1
    return done


def _with_forgotten_reads() -> list[int]:
    asked = MaterialSlot.objects.filter(
        case=OuterRef("pk"), state=SlotState.ASKED, exchange_id__isnull=True
    )
    states = (CaseState.DRAFT, CaseState.SUBMITTED, CaseState.CORRECTION)
    return _ids(Case.objects.filter(Exists(asked), state__in=states, updated_at__lt=_overdue()))


def _submitted_online() -> list[int]:
    """Only those that nothing keeps from accepting themselves: the others wait for a clerk."""
    by_hand = Q(state__in=(SlotState.PROVIDED, SlotState.DEFERRED))
    open_still = Q(necessity=Necessity.REQUIRED.value) & ~Q(state__in=SATISFIED)
    holding = MaterialSlot.objects.filter(by_hand | open_still, case=OuterRef("pk"))
    return _ids(
        Case.objects.filter(
            ~Exists(holding),
            state=CaseState.SUBMITTED,
            channel=Channel.ONLINE,
            corrections__isnull=True,
            updated_at__lt=_overdue(),
        )
    )


def _silent() -> list[int]:
    waiting = Case.objects.filter(state=CaseState.SUBMITTED, intake_due_on__lt=today())
    return _ids(waiting)


def _lapsed() -> list[int]:
    late = Correction.objects.filter(OPEN, deadline__lt=today(), case__state=CaseState.CORRECTION)
    return list(late.order_by("case").values_list("case", flat=True)[:AT_ONCE])


def _accept_by_silence(pk: int) -> None:
    with transaction.atomic(durable=True):
        accept_by_silence(Case.objects.get(pk=pk))


def _lapse(pk: int) -> None:
    with transaction.atomic(durable=True):
        lapse(Case.objects.get(pk=pk))


def _ended_undecided() -> list[int]:
    over = Approval.objects.filter(renews__valid_until__lt=today(), decided_at__isnull=True)
    over = over.filter(applied_in_time(), state__in=UNDECIDED)
    return _ids(over.filter(case__state=CaseState.ACCEPTED))


def _renew_by_silence(pk: int) -> None:
    with transaction.atomic(durable=True):
        renew_by_silence(Approval.objects.get(pk=pk))


def _undelivered() -> list[int]:
    return _in_turn(Pickup.objects.filter(deliver_by__isnull=True, collected_at__isnull=True))


def _date_delivery(pk: int) -> None:
    with transaction.atomic(durable=True):
        deliver_again(Pickup.objects.get(pk=pk), actor=SYSTEM)


def _reported() -> list[int]:
    cases = due_reports().order_by("approval__case").values_list("approval__case", flat=True)
    return list(cases.distinct()[:AT_ONCE])


def _to_remind() -> list[int]:
    return list(to_remind().order_by("case").values_list("case", flat=True)[:AT_ONCE])


def _remind(pk: int) -> None:
    with transaction.atomic(durable=True):
        remind(Case.objects.get(pk=pk))


def _branches_lapsed() -> list[int]:
    late = Correction.objects.filter(
        OPEN, deadline__lt=today(), is_of_departments=True, case__state=CaseState.ACCEPTED
    )
    return list(late.order_by("case").values_list("case", flat=True)[:AT_ONCE])


def _lapse_branches(pk: int) -> None:
    with transaction.atomic(durable=True):
        lapse_branches(Case.objects.get(pk=pk))


def _unanswered() -> list[int]:
    """Past the day, without a day, or of a case that came to another end."""
    over = Q(answer_by__lt=today()) | Q(answer_by__isnull=True)
    late = DenialQuestion.objects.filter(OPEN_QUESTION, over | ~Q(case__state=CaseState.ACCEPTED))
    return list(late.order_by("case").values_list("case", flat=True)[:AT_ONCE])


def _note_silence(pk: int) -> None:
    with transaction.atomic(durable=True):
        note_silence(Case.objects.get(pk=pk))


def _ready() -> list[int]:
    waiting = Approval.objects.filter(ready_approvals(), case__state=CaseState.ACCEPTED)
    return _ids(waiting.filter(case__updated_at__lt=_overdue()))


def _undated() -> list[int]:
    """Without its own last day, or without the law's where the law sets one."""
    rows = Approval.objects.filter(state__in=IN_INBOX)
    undated = _in_turn(rows.filter(due_on__isnull=True))
    dated = rows.filter(MAY_BE_LIMITED, due_on__isnull=False, statutory_on__isnull=True)
    return undated + [one.pk for one in limited(rows.filter(pk__in=_in_turn(dated)))]


def _unpromised() -> list[int]:
    stands = Approval.objects.filter(case=OuterRef("pk"), state=ApprovalState.STOPPED)
    cases = Case.objects.filter(~Exists(stands), state=CaseState.ACCEPTED)
    undated = _in_turn(cases.filter(promised_on__isnull=True))
    law = Approval.objects.filter(MAY_BE_LIMITED, case=OuterRef("pk"))
    dated = cases.filter(Exists(law), promised_on__isnull=False, statutory_on__isnull=True)
    by_law = limited(Approval.objects.filter(case__in=_in_turn(dated)))
    return undated + sorted({one.case_id for one in by_law})


def _decided() -> list[int]:
    is_open = Approval.objects.filter(case=OuterRef("pk"), state__in=UNDECIDED)
    return _ids(
        Case.objects.filter(~Exists(is_open), state=CaseState.ACCEPTED, updated_at__lt=_overdue())
    )


def _to_file() -> list[int]:
    rated = Q(rating__isnull=False, rating__at__lt=_overdue())
    waited = Q(pickup__collected_at__lt=timezone.now() - timedelta(days=limit("RATING_DAYS")))
    return _ids(Case.objects.filter(rated | waited, state=CaseState.COLLECTED))


def _date_approval(pk: int) -> None:
    with transaction.atomic(durable=True):
        date_again(Approval.objects.get(pk=pk), actor=SYSTEM)


def _date_case(pk: int) -> None:
    with transaction.atomic(durable=True):
        promise_again(Case.objects.get(pk=pk), actor=SYSTEM)


def _stranded() -> list[int]:
    return _ids(stranded(before=_overdue()))


def _pick_up(pk: int) -> None:
    pick_up(pk, before=_overdue())


def _date_callbacks() -> int:
    """The duty exists already; only its day was unknown."""
    undated = Rating.objects.filter(
        grade__lte=BAD, called_back_at__isnull=True, callback_due_on__isnull=True
    )
    done = 0
    for rating in undated.filter(pk__in=_in_turn(undated)):
        began = timezone.localdate(rating.at)
        due_on = day_after(began, limit("CALLBACK_WORKING_DAYS"))
        if due_on is not None:
            done += Rating.objects.filter(pk=rating.pk).update(callback_due_on=due_on)
    return done


def _overdue() -> datetime:
    return timezone.now() - GRACE


def _in_turn(rows: QuerySet[Any]) -> list[int]:
    """Any of them: those that cannot have a day yet do not stand before all the others for ever."""
    return list(rows.order_by("?").values_list("pk", flat=True)[:AT_ONCE])


def _ids(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
