"""After a denial, in its own transaction and under the case's lock: what the edition says of the
others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils import timezone

from portal.accounts.actor import SYSTEM
from portal.journal.actions import record
from portal.worded import Worded
from services.catalogue.spec import OnDenial
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import UNDECIDED
from windows.approvals.telling import told
from windows.cases.models import Case
from windows.clock import day_after, spoken_day, today
from windows.corrections.models import OPEN as OPEN_CORRECTION
from windows.corrections.models import Correction
from windows.denials.models import OPEN, DenialQuestion
from windows.denials.reasons import because_it_stops, name_of
from windows.denials.states import Answer, How
from windows.limits import limit
from windows.notices.actions import notify

GO_ON = Text("其余事项照常办", "Everything else goes on")
NONE_LEFT = Text("其余事项都已有结果", "Nothing else is open")
STOPPED = Text(
    "这件事要每一项都准予才能办成，其余的不再办；已经准予的仍然有效",
    "Every part must be granted here, so the others end. What was granted stays valid",
)


def follow_denial(
    case: Case, denied: Approval, approvals: Sequence[Approval], drop: Callable[..., None]
) -> None:
    """By the edition the case began with. What needed the output has ended before this."""
    left = [each for each in approvals if each.state in UNDECIDED]
    policy = OnDenial(case.life_event_edition.on_denial)
    if not left:
        _tell(case, denied, NONE_LEFT)
    elif policy is OnDenial.STOP:
        end_all(case, left, because=because_it_stops(denied), drop=drop)
        record(case.stream, "denial.stopped", actor=SYSTEM, count=len(left), **told(denied))
        _tell(case, denied, STOPPED)
    elif policy is OnDenial.ASK:
        _tell(case, denied, _ask(case, denied))
    else:
        _tell(case, denied, GO_ON)


def end_all(
    case: Case, left: Sequence[Approval], *, because: Text, drop: Callable[..., None]
) -> None:
    """Every one of them ends with its reason; nobody waits for an answer about them any more."""
    for approval in left:
        drop(approval, because=because)
    Correction.objects.filter(OPEN_CORRECTION, case=case).update(closed_at=timezone.now())


def close_question(case: Case) -> None:
    """Nothing is left to decide about, so nobody is asked any more. For a locked case."""
    if _OPEN_IN(case.pk):
        DenialQuestion.objects.filter(OPEN, case=case).update(
            answered_at=timezone.now(), answer=Answer.CONTINUE, how=How.NOTHING_LEFT
        )


_OPEN_IN: Worded[int] = Worded(
    lambda case: DenialQuestion.objects.filter(OPEN, case_id=case).values_list("pk", flat=True)[:1]
)


def _ask(case: Case, denied: Approval) -> Text:
    """One question is open at a time: while it is, it is about every matter denied so far."""
    question = DenialQuestion.objects.filter(OPEN, case=case).first()
    if question is None:
        question = DenialQuestion.objects.create(
            case=case,
            approval=denied,
            asked_at=timezone.now(),
            answer_by=day_after(today(), limit("DENIAL_ANSWER_WORKING_DAYS")),
        )
        until = question.answer_by.isoformat() if question.answer_by else ""
        record(case.stream, "denial.asked", actor=SYSTEM, until=until, **told(denied))
    if question.answer_by is None:
        return Text(
            "请决定其余的还要不要办；没有回答之前照常办",
            "Please say whether you still want the others; until then they go on",
        )
    day = spoken_day(question.answer_by)
    return Text(
        f"请在 {day.zh}前决定其余的还要不要办；不回答就照常办",
        f"Please say by {day.en} whether you still want the others; without an answer they go on",
    )


def _tell(case: Case, denied: Approval, what_next: Text) -> None:
    name = name_of(denied)
    notify(
        case,
        kind="denied",
        key=f"denied:{denied.pk}",
        text=Text(
            f"办件（{case.number}）的“{name.zh}”不予许可，理由和救济途径请看办件页面。"
            f"{what_next.zh}。",
            f"“{name.en}” ({case.number}) was denied. The case page says why and where to turn. "
            f"{what_next.en}.",
        ),
    )
