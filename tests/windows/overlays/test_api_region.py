"""The same choice for programs, which hear of a wrong code."""

import pytest
from django.test import Client

from tests.windows.overlays.test_plan_in_a_region import buyer
from windows.cases.models import Case

__all__ = ["buyer"]
PLAN = "/api/v1/things/T1/plan/"


def ask(client, address, **body):
    headers = {"idempotency-key": "one-key-of-this-call"}
    return client.post(address, body, content_type="application/json", headers=headers)


def test_the_plan_of_a_region(district, eased):
    there = ask(Client(), PLAN, answers={"who": ["me"]}, region="330106").json()
    here = ask(Client(), PLAN, answers={"who": ["me"]}).json()
    promised = [
        {matter["code"]: matter["promised"] for matter in plan["matters"]} for plan in (there, here)
    ]
    assert [each["T1-B"] for each in promised] == [0, 1]


@pytest.mark.parametrize("region", ["330200", "999999", "330000"])
def test_a_wrong_region_is_refused(district, elsewhere, region):
    sent = ask(Client(), PLAN, answers={"who": ["me"]}, region=region)
    assert (sent.status_code, sent.json()["code"]) == (422, "region_not_served")


def test_a_case_in_a_region(buyer, district, eased):
    body = {"thing": "T1", "answers": {"who": ["me"]}}
    sent = ask(buyer, "/api/v1/cases/", **body, region="330200x")
    assert (sent.status_code, sent.json()["code"]) == (422, "region_not_served")
    assert Case.objects.count() == 0
    headers = {"idempotency-key": "another-key-of-this-call"}
    sent = buyer.post(
        "/api/v1/cases/",
        body | {"region": "330106"},
        content_type="application/json",
        headers=headers,
    )
    assert sent.status_code == 201
    assert Case.objects.get().region_id == "330106"
