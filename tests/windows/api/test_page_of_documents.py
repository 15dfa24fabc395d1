"""Documents have no running number: their pages go by moment and UUID, and miss none."""

from __future__ import annotations

from base64 import urlsafe_b64encode

import pytest
from django.test import Client

from materials.models import Document
from tests.access.scenes import open_account
from tests.windows import builders as b
from windows.cases import actions

ADDRESS = "/api/v1/me/documents/"


@pytest.fixture
def client_of_buyer(town) -> Client:
    client = Client()
    client.force_login(open_account("buyer", town.buyer))
    return client


def test_all_documents_come_once_newest_first(town, client_of_buyer):
    case = b.draft(town)
    for _ in range(5):
        b.do(actions.attach_upload, b.slot(case, "t_contract"), upload=b.pdf(), actor=town.me)
    Document.objects.update(replaced_by=None)
    ids, address = [], f"{ADDRESS}?limit=2"
    while address:
        page = client_of_buyer.get(address).json()
        ids += [row["id"] for row in page["results"]]
        address = page["next"]
    ordered = Document.objects.order_by("-created_at", "-pk").values_list("pk", flat=True)
    assert ids == [str(pk) for pk in ordered]
    assert len(ids) == 5


@pytest.mark.parametrize(
    "place",
    ["[1, 2]", '["yesterday", "x"]', '["2026-11-22T10:00:00", "x"]', '["2026-11-22", 5]', "{}"],
)
def test_place_that_nobody_wrote_is_refused(client_of_buyer, place):
    after = urlsafe_b64encode(place.encode()).decode().rstrip("=")
    answer = client_of_buyer.get(f"{ADDRESS}?after={after}")
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_page")
