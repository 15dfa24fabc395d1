"""Monday 2 March 2026 in the small town: no holiday before Qingming (4 to 6 April)."""

from __future__ import annotations

import pytest
from django.db import transaction

from datasharing.lists.permissions.carrying import suppose_agreed
from portal.accounts.actor import SYSTEM
from services.catalogue.load import publish_catalogue
from tests.windows.builders import REGION, Town
from tests.windows.deadlines.catalogue import EXTENDED
from tests.windows.deadlines.scenes import at


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(at(3, 2))
    return time_machine


@pytest.fixture
def town(monday, town) -> Town:
    with transaction.atomic():
        publish_catalogue(EXTENDED, actor=SYSTEM, region=REGION)
        suppose_agreed(actor=SYSTEM)
    return town
