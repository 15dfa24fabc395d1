"""What somebody has agreed to at the desk is not asked again: the page says when they did."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from datasharing.models import Consent
from portal.outbox.drain import drain
from tests.access.scenes import appoint
from tests.windows import builders as b
from windows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    user = appoint("clerk", role="clerk", region_code="330100", centre_code="test-hall")
    client = Client()
    client.force_login(user)
    return client


def _page(clerk: Client, case: Case) -> str:
    return clerk.get(reverse("desk_case", args=[case.number])).content.decode()


def _agree(clerk: Client, case: Case, *codes: str) -> None:
    act = reverse("desk_act", args=[case.number, "agree"])
    assert clerk.post(act, {"role": "applicant", "read": list(codes)}).status_code == 302
    drain()


def test_a_consent_is_shown_with_its_time_and_asked_no_more(town, clerk):
    case = b.draft(town, channel="window")
    before = _page(clerk, case)
    assert 'name="read" value="DS07"' in before
    assert "已同意" not in before
    _agree(clerk, case, "DS07")
    after = _page(clerk, case)
    assert 'name="read" value="DS07"' not in after
    assert "已同意" in after
    assert 'data-act="agree"' not in after


def test_who_takes_it_back_is_asked_again(town, clerk):
    case = b.draft(town, channel="window")
    _agree(clerk, case, "DS07")
    Consent.objects.update(revoked_at=timezone.now())
    assert 'name="read" value="DS07"' in _page(clerk, case)


def test_what_was_asked_in_vain_may_be_asked_once_more(town, clerk):
    case = b.draft(town, channel="window")
    _agree(clerk, case, "DS07")
    case.slots.filter(source_ref="DS07").update(state="unavailable")
    assert 'name="read" value="DS07"' in _page(clerk, case)


def test_an_act_on_a_material_that_is_none_is_not_found(town, clerk):
    case = b.submitted_case(town)
    slot = b.slot(case, "t_contract").pk
    before = b.snapshot(case)
    for verb in ("eat", "delete"):
        act = reverse("desk_slot", args=[case.number, slot, verb])
        assert clerk.post(act).status_code == 404
    assert b.snapshot(case) == before
    assert case.desk_efforts.count() == 0
