"""What a denial may rest on, over the API."""

from __future__ import annotations

from tests.windows import builders as b


def test_listed_chosen_and_told(town, systems):
    part = b.approval(b.accepted_case(town), "T1-A")
    office = systems["甲局"]
    listed = office.read(f"approvals/{part.pk}/grounds/")
    assert [each["key"] for each in listed] == [
        "requirement:a_home",
        "requirement:a_marriage",
        "requirement:a_contract",
    ]
    contract = {
        "kind": "requirement",
        "key": "requirement:a_contract",
        "said": {"zh": "缺少或不符合要求：买卖合同", "en": "Lacking or not as required: Contract"},
        "bases": [],
    }
    assert listed[2] == contract
    body = {"granted": False, "grounds": [contract["key"]]}
    told = office.send(f"approvals/{part.pk}/decide/", body)
    assert (told["state"], told["grounds"]) == ("denied", [contract])
    assert told["reason"] == "缺少或不符合要求：买卖合同"
    assert office.read(f"approvals/{part.pk}/")["grounds"] == [contract]


def test_an_unknown_one_is_refused(town, systems):
    part = b.approval(b.accepted_case(town), "T1-A")
    body = {"granted": False, "grounds": ["requirement:z"], "reason": "不符"}
    told = systems["甲局"].send(f"approvals/{part.pk}/decide/", body, 422)
    assert (told["code"], told["field"]) == ("ground_unknown", "grounds")
    assert systems["甲局"].read(f"approvals/{part.pk}/")["state"] == "dispatched"
