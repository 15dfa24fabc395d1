"""Whose promise stands in for a proof."""

from __future__ import annotations

from portal.accounts.models import Applicant
from portal.worded import Worded
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import SlotState
from windows.promises.errors import PromiseBarred
from windows.promises.queries import barred_until


def check_may_promise(applicant: Applicant) -> None:
    """Raises PromiseBarred while a bad record of the person is open."""
    until = barred_until(applicant)
    if until is not None:
        raise PromiseBarred(who=applicant.masked_name, until=until.isoformat())


def check_promises_stand(case: Case) -> None:
    """As `check_may_promise`, for every promise that the case would be handed in with."""
    people: dict[int, list[MaterialSlot]] = {}
    for slot in _PROMISED(case.pk):
        if slot.commitment is not None:
            people.setdefault(slot.commitment.applicant_id, []).append(slot)
    for slots in people.values():
        signer = slots[0].commitment
        until = barred_until(signer.applicant) if signer is not None else None
        if signer is not None and until is not None:
            raise PromiseBarred(
                who=signer.applicant.masked_name,
                until=until.isoformat(),
                details=[
                    {
                        "slot": slot.pk,
                        "label": slot.name,
                        "label_en": slot.name_en or slot.name,
                    }
                    for slot in slots
                ],
            )


_PROMISED: Worded[MaterialSlot] = Worded(
    lambda case: (
        MaterialSlot.objects.filter(case_id=case, state=SlotState.COMMITTED)
        .select_related("commitment__applicant")
        .order_by("order", "pk")
    )
)
