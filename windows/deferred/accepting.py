"""容缺受理, at the moment of acceptance."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.spec import Necessity
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.cases.people import parties_asked
from windows.cases.states import NOT_BY_HAND, SATISFIED
from windows.clock import spoken_day
from windows.deferred.days import last_day, promised_ends
from windows.deferred.models import Deferral
from windows.deferred.queries import is_of
from windows.deferred.texts import deferred_rows, names_of
from windows.locks import lock_slots
from windows.notices.actions import notify
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind


def defer_what_may_follow(case: Case, *, actor: Actor) -> list[Deferral]:
    """Give every paper that may follow and is not there yet its last day, in writing.

    浙江“最多跑一次”改革规定 art. 4: only what the guide lists, so only what every pinned edition
    that asks for it lets follow; anything else has kept the case from being accepted. For a locked
    case that has just been accepted and has its days.
    """
    settled = (*SATISFIED, *NOT_BY_HAND)
    slots = [
        slot
        for slot in lock_slots(case)
        if slot.necessity == Necessity.DEFERRABLE.value and slot.state not in settled
    ]
    if not slots:
        return []
    ends = promised_ends(case)
    began = timezone.localdate(case.accepted_at)
    deferrals = [
        Deferral.objects.create(slot=slot, granted_on=began, due_on=last_day(case, slot, ends))
        for slot in slots
    ]
    deferrals.sort(key=lambda each: (each.due_on, each.pk))
    names, first = names_of([each.slot for each in deferrals]), spoken_day(deferrals[0].due_on)
    writ = issue_writ(
        case,
        WritKind.DEFERRED,
        key=f"deferred:{case.pk}",
        rows=deferred_rows(case, deferrals),
        actor=actor,
    )
    record(
        case.stream,
        "deferral.granted",
        actor=actor,
        materials=names.zh,
        materials_en=names.en,
        due={str(each.slot_id): each.due_on.isoformat() for each in deferrals},
        writ=writ.number,
    )
    notify(
        case,
        kind="deferred",
        key=f"deferred:{case.pk}",
        text=Text(
            f"申请（{case.number}）容缺受理，还要补交：{names.zh}。最早的一份请在 {first.zh}前补。",
            f"{case.number} was accepted with papers to follow: {names.en}. The first is due by "
            f"{first.en}.",
        ),
    )
    _tell_parties(case, deferrals)
    return deferrals


def _tell_parties(case: Case, deferrals: Sequence[Deferral]) -> None:
    """The other people of the case, each of what is theirs to hand in."""
    for party, _count in parties_asked(case, [each.slot for each in deferrals]):
        theirs = [each for each in deferrals if is_of(case, each, party)]
        names, first = names_of([each.slot for each in theirs]), spoken_day(theirs[0].due_on)
        notify(
            case,
            kind="deferred",
            key=f"deferred:{case.pk}:{party.pk}",
            text=Text(
                f"办件（{case.number}）容缺受理，还要由您补交：{names.zh}。"
                f"最早的一份请在 {first.zh}前补。",
                f"{case.number} was accepted; these papers are yours to hand in: {names.en}. The "
                f"first is due by {first.en}.",
            ),
            applicant=party,
        )
