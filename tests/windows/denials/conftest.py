"""The small town, in which the sale of a home says what a denial means for the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction

from datasharing.lists.permissions.carrying import suppose_agreed
from portal.accounts.actor import SYSTEM
from portal.outbox.drain import drain
from services.catalogue.load import publish_catalogue
from services.catalogue.spec import OnDenial
from tests.windows import builders as b
from tests.windows.small_catalogue import CATALOGUE, REGION
from windows.approvals.actions import decide


def say(on_denial: OnDenial) -> None:
    """A new edition of T1, by which cases begin from now on."""
    events = tuple(
        replace(event, on_denial=on_denial) if event.code == "T1" else event
        for event in CATALOGUE.life_events
    )
    with transaction.atomic():
        publish_catalogue(replace(CATALOGUE, life_events=events), actor=SYSTEM, region=REGION)
        suppose_agreed(actor=SYSTEM)


def deny(town, case, code, *, reason="产权有争议"):
    one = b.approval(case, code)
    b.do(decide, one, granted=False, reason=reason, actor=town.officer(one))
    drain()
    case.refresh_from_db()
    return one


def states(case) -> dict[str, str]:
    rows = case.approvals.values_list("matter_edition__matter__code", "state")
    return {code.removeprefix("T1-"): state for code, state in rows}


@pytest.fixture
def asked(town):
    """The alone-standing E was denied; A is decided nowhere yet, nobody has answered."""
    say(OnDenial.ASK)
    case = b.accepted_case(town)
    deny(town, case, "T1-E")
    return case
