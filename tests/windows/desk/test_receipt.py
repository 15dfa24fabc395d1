"""The receipt at the window: two papers, a code to scan, a key to print."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.scenes import appoint
from tests.windows import builders as b

pytestmark = pytest.mark.django_db


def test_a4_and_slip_with_the_code_that_the_desk_reads(town):
    case = b.submitted_case(town)
    clerk = Client()
    clerk.force_login(appoint("clerk", role="clerk", region_code="330100", centre_code="test-hall"))
    address = reverse("desk_receipt", args=[case.number])
    page = clerk.get(address).content.decode()
    slip = clerk.get(f"{address}?paper=slip").content.decode()
    assert 'class="sheet stack receipt"' in page
    assert 'class="sheet stack receipt slip"' in slip
    for each in (page, slip):
        assert 'class="qr"' in each
        assert "data-print" in each
        assert case.number in each
        assert town.buyer.id_number not in each
    scanned = f"http://testserver{reverse('case', args=[case.number])}"
    answer = clerk.post(reverse("desk_scan"), {"scan": scanned})
    assert answer.headers["Location"] == reverse("desk_case", args=[case.number])
