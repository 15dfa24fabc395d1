"""一次告知: what may still be asked for after a notice (行政许可法 art. 32(1)(4))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from portal.journal.queries import entries_for
from windows.cases.models import Case
from windows.corrections.models import Correction, CorrectionItem
from windows.deferred.models import Deferral
from windows.deferred.states import DeferralState

Place = tuple[int | None, str]
"""(slot, element): where something is to be put right; (None, "") is words without a place."""

BY_WINDOW, BY_DEPARTMENTS = "correction.asked", "correction.collected"
"""How the journal calls the two kinds of notice."""
HANDED_IN = ("material.provided", "material.promised", "deferral.handed_in")


@dataclass(frozen=True, slots=True)
class LastTold:
    """The last notice of its kind, and what the person has handed in or typed since then."""

    at: dt.datetime
    renewed: Mapping[Place, dt.datetime]


def place_of(slot_id: int | None, element: str) -> Place:
    """A material is the nearer place where both are given."""
    return (slot_id, "") if slot_id is not None else (None, element)


def last_told(case: Case, *, by_departments: bool) -> LastTold | None:
    """None while nothing was told. For a locked case.

    The window tells what it sees before acceptance, the departments what they see after it: each
    may tell once. What is new is read from the journal. What was told before a part was split off
    was told to it too, and what came in since then came in for it.
    """
    parts = list(_past(case))
    notices = Correction.objects.filter(is_of_departments=by_departments)
    told_at = [
        at
        for part in parts
        for at in notices.filter(case=part.case).values_list("asked_at", flat=True)
        if part.until is None or at <= part.until
    ]
    if not told_at:
        return None
    told = BY_DEPARTMENTS if by_departments else BY_WINDOW
    renewed: dict[Place, dt.datetime] = {}
    for part in reversed(parts):
        found = entries_for(part.case.stream)
        if part.until is not None:
            found = found.filter(at__lte=part.until)
        for entry in found.filter(verb__in=(told, *HANDED_IN, "case.form_saved")):
            if entry.verb == told:
                renewed.clear()
            elif entry.verb in HANDED_IN:
                slot = entry.data["slot"]
                renewed[place_of(part.copies.get(slot, slot), "")] = entry.at
            else:
                renewed |= {place_of(None, each): entry.at for each in entry.data["elements"]}
    return LastTold(max(told_at), renewed)


@dataclass(frozen=True, slots=True)
class _Part:
    """A case, or one that it was split off from, up to that moment."""

    case: Case
    until: dt.datetime | None
    copies: Mapping[int, int]
    """Its slots that both parts use → what each of them is called now."""


def _past(case: Case) -> Iterator[_Part]:
    """The case itself first, then what it came from, and so on."""
    until: dt.datetime | None = None
    copies: dict[int, int] = {}
    each: Case | None = case
    while each is not None:
        yield _Part(each, until, copies)
        made = {
            int(before): now
            for entry in entries_for(each.stream).filter(verb="case.split_from")
            for before, now in entry.data.get("slots", {}).items()
        }
        copies = copies | {before: copies.get(now, now) for before, now in made.items()}
        until, each = each.created_at, each.split_from


def slots_now(case: Case) -> Mapping[int, int]:
    """What the slots are called now that a department knew before its part was split off."""
    return [part.copies for part in _past(case)][-1]


def followed(case: Case) -> dict[Place, dt.datetime]:
    """Papers that came after acceptance (容缺) and that no notice has named, with their moment.

    Nobody could look at them before: the days to find them wrong begin then.
    """
    told = CorrectionItem.objects.filter(correction__case=case, correction__is_of_departments=True)
    came = Deferral.objects.filter(slot__case=case, state=DeferralState.HANDED_IN)
    rows = came.exclude(slot__in=told.filter(slot__isnull=False).values("slot"))
    return {
        place_of(slot, ""): at
        for slot, at in rows.values_list("slot", "closed_at")
        if at is not None
    }


def not_caused_by_new_material(told: LastTold, wanted: Iterable[Place]) -> list[Place]:
    """Those that a second notice may not name: only what came in after the first may be found
    wrong now. Words without a place are nobody's new material, whatever the first notice said.
    """
    return [place for place in wanted if place not in told.renewed]
