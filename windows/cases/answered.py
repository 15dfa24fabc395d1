"""Reads of a person that wait for no answer: they agreed or were told, and it was fetched."""

from __future__ import annotations

import datetime as dt

from datasharing.grounds.queries import notices_of
from datasharing.queries import live_consents
from portal.accounts.models import Applicant
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import SlotState

OPEN_AGAIN = (SlotState.WAITING, SlotState.UNAVAILABLE)
"""Not asked for yet, or asked in vain: the same question may be put once more."""


def answered_reads(case: Case, *, role: str, subject: Applicant) -> dict[str, dt.datetime]:
    """Register → when this person agreed to it, or was told of the duty, for this case."""
    rows = MaterialSlot.objects.filter(case=case, party_role=role, state__in=OPEN_AGAIN)
    is_open = set(rows.values_list("source_ref", flat=True))
    told = {
        code: notice.given_at
        for notice in notices_of(case.number, subject)
        for code in notice.resources
    }
    agreed = {
        code: consent.given_at
        for consent in live_consents(case.number, subject)
        for code in consent.resources
    }
    return {code: at for code, at in (told | agreed).items() if code not in is_open}
