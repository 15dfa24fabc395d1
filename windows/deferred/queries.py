"""Reads of the papers that follow."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from portal.accounts.models import Applicant
from portal.worded import Worded
from services.catalogue.spec import Necessity
from windows.approvals.models import Approval
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import person_in
from windows.deferred.models import Deferral
from windows.deferred.states import DeferralState

OPEN = Q(state=DeferralState.OPEN)


def deferrals_of(case: Case) -> list[Deferral]:
    """Every paper that was to follow, the nearest day first."""
    return _ALL_OF(case.pk)


_ALL_OF: Worded[Deferral] = Worded(
    lambda case: (
        Deferral.objects.filter(slot__case_id=case).select_related("slot").order_by("due_on", "pk")
    )
)
_OPEN_OF: Worded[Deferral] = Worded(
    lambda case: (
        Deferral.objects.filter(OPEN, slot__case_id=case)
        .select_related("slot")
        .order_by("due_on", "pk")
    )
)


def is_to_follow(slot: MaterialSlot) -> bool:
    return Deferral.objects.filter(OPEN, slot=slot).exists()


def is_of(case: Case, deferral: Deferral, person: Applicant) -> bool:
    """True when it is this person who hands it in."""
    owner = person_in(case, deferral.slot.party_role)
    return owner is not None and owner.pk == person.pk


def following(case: Case) -> list[Deferral]:
    """What is still to come, the nearest day first: out of what a list has fetched for all its
    cases, or one query.
    """
    if "slots" not in getattr(case, "_prefetched_objects_cache", {}):
        return _OPEN_OF(case.pk)
    found = [slot.deferral for slot in case.slots.all() if _may_have_one(slot)]
    return sorted(
        (each for each in found if each.state == DeferralState.OPEN),
        key=lambda each: (each.due_on, each.pk),
    )


def _may_have_one(slot: MaterialSlot) -> bool:
    return slot.necessity == Necessity.DEFERRABLE.value and hasattr(slot, "deferral")


def used_by(slot: MaterialSlot) -> frozenset[str]:
    """Codes of the matters that need the material."""
    return frozenset(code for code, _key in slot.requirement_keys)


def to_follow_for(approval: Approval) -> list[Deferral]:
    """What this matter uses and has not been handed in yet."""
    code = approval.matter_edition.matter.code
    return [each for each in _OPEN_OF(approval.case_id) if code in used_by(each.slot)]


def users_of(slots: Iterable[MaterialSlot]) -> frozenset[str]:
    return frozenset().union(*(used_by(slot) for slot in slots))
