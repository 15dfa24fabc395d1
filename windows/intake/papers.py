"""The papers of the window: receipt and acceptance."""

from __future__ import annotations

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.renewals import renewals_of
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import SlotState
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind
from windows.writs.models import Writ
from windows.writs.texts import acceptance_rows, receipt_rows

HANDED_IN = (SlotState.PROVIDED, SlotState.COMMITTED)


def issue_receipt(case: Case, *, actor: Actor) -> Writ:
    """收件凭证, at the hand-in. For a locked case."""
    slots = MaterialSlot.objects.filter(case=case, state__in=HANDED_IN).order_by("order", "pk")
    handed_in = [Text(slot.name, slot.name_en or slot.name) for slot in slots]
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
    approvals = Approval.objects.filter(case=case).order_by("stage", "pk")
    names = approvals.values_list("matter_edition__name", "matter_edition__name_en")
    return issue_writ(
        case,
        WritKind.ACCEPTANCE,
        key=f"acceptance:{case.pk}",
        rows=acceptance_rows(
            case,
            [Text(name, name_en or name) for name, name_en in names],
            by_silence=case.is_accepted_by_silence,
        ),
        actor=actor,
    )
