"""The papers of the window: receipt and acceptance."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.worded import Worded
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.renewals import renewals_of
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import SlotState
from windows.deadlines.limits import limited
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind
from windows.writs.models import Writ
from windows.writs.texts import acceptance_rows, receipt_rows

HANDED_IN = (SlotState.PROVIDED, SlotState.COMMITTED)


def issue_receipt(case: Case, *, actor: Actor) -> Writ:
    """收件凭证, at the hand-in. For a locked case."""
    handed_in = [Text(name, name_en or name) for name, name_en in _HANDED_IN(case.pk)]
    return issue_writ(
        case,
        WritKind.RECEIPT,
        key=f"receipt:{case.pk}",
        rows=receipt_rows(case, handed_in, [one.sentence for one in renewals_of(case)]),
        actor=actor,
    )


def issue_acceptance(case: Case, *, actor: Actor) -> Writ:
    """受理通知书: one paper, one date, for every department (浙江“最多跑一次”改革规定 art. 5).

    For a locked case that has just been accepted.
    """
    names = _NAMES(case.pk)
    is_undated = case.statutory_on is None
    return issue_writ(
        case,
        WritKind.ACCEPTANCE,
        key=f"acceptance:{case.pk}",
        rows=acceptance_rows(
            case,
            [Text(name, name_en or name) for name, name_en in names],
            by_silence=case.is_accepted_by_silence,
            has_limit=is_undated and bool(limited(Approval.objects.filter(case=case))),
        ),
        actor=actor,
    )


_HANDED_IN: Worded[tuple[str, str]] = Worded(
    lambda case: (
        MaterialSlot.objects.filter(case_id=case, state__in=HANDED_IN)
        .order_by("order", "pk")
        .values_list("name", "name_en")
    )
)
_NAMES: Worded[tuple[str, str]] = Worded(
    lambda case: (
        Approval.objects.filter(case_id=case)
        .order_by("stage", "pk")
        .values_list("matter_edition__name", "matter_edition__name_en")
    )
)
