"""The OpenAPI document: valid 3.1, without warnings, complete, and shown under our own policy."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from openapi_spec_validator import OpenAPIV31SpecValidator

from services.catalogue.parse import parse
from windows.planning import check_answers

SHIPPED = Path(__file__).parents[3] / "services" / "data" / "onethings.yaml"
VERBS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def document() -> dict:
    said = StringIO()
    call_command(
        "spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", stdout=said
    )
    return json.loads(said.getvalue())


def operations(document):
    return [
        (f"{verb} {path}", operation)
        for path, item in document["paths"].items()
        for verb, operation in item.items()
        if verb in VERBS
    ]


def test_it_is_valid(document):
    assert document["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_every_operation_is_named_described_and_filed(document):
    found = operations(document)
    names = [operation["operationId"] for _, operation in found]
    assert len(names) == len(set(names)) > 40
    tags = {tag["name"] for tag in document["tags"]}
    for where, operation in found:
        assert operation["summary"], where
        assert operation["description"], where
        assert set(operation["tags"]) <= tags, where
        assert operation["operationId"].replace("_", "").isalpha(), where


def test_every_refusal_has_the_one_shape_and_an_example(document):
    for where, operation in operations(document):
        answers = operation["responses"]
        refusals = {status: told for status, told in answers.items() if status >= "400"}
        is_open = {} in operation["security"]
        assert {"429"} <= set(refusals), where
        assert is_open or "401" in refusals, where
        if "{" in where:
            assert "404" in refusals, where
        if "requestBody" in operation:
            assert {"400", "422"} <= set(refusals), where
        for told in refusals.values():
            content = told["content"]["application/json"]
            assert content["schema"]["$ref"] == "#/components/schemas/Error", where
            assert content["examples"], where


def test_creating_operations_require_the_key_and_others_offer_it(document):
    created, others = set(), set()
    for where, operation in operations(document):
        keys = [p for p in operation.get("parameters", []) if p["name"] == "Idempotency-Key"]
        if not where.startswith("post"):
            assert not keys, where
            continue
        bucket = created if "201" in operation["responses"] else others
        bucket.add(operation["operationId"])
        if "201" in operation["responses"] or operation["operationId"] == "department_callback":
            assert [key["required"] for key in keys] == [True], where
        elif keys:
            assert not keys[0].get("required"), where
    assert created == {
        "start_case",
        "name_party",
        "agree_to_reads",
        "hand_in_document",
        "sign_promise",
        "rate_case",
        "register_applicant",
        "ask_for_correction",
        "report_missing",
    }
    assert "decide_approval" in others


def test_its_examples_are_of_the_shipped_catalogue(document):
    sale = next(one for one in parse(SHIPPED).spec.life_events if one.code == "P10")
    for path in ("/api/v1/things/{code}/plan/", "/api/v1/cases/"):
        content = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        for example in content["examples"].values():
            given = example["value"]["answers"]
            chosen = check_answers(sale, given)
            assert {name: list(values) for name, values in chosen.items()} == given


def test_both_ways_of_login(document):
    schemes = document["components"]["securitySchemes"]
    assert {scheme["in"] for scheme in schemes.values()} == {"header", "cookie"}


def test_anybody_reads_it(client, db):
    answer = client.get(reverse("api_schema"), {"format": "json"})
    assert answer.status_code == 200
    assert "/api/v1/cases/" in json.loads(answer.content)["paths"]


def test_the_manual_runs_no_script_of_others(client, db):
    answer = client.get(reverse("api_docs"))
    page = answer.content.decode()
    assert answer.status_code == 200
    policy = answer["Content-Security-Policy"]
    assert "script-src" not in policy
    assert "default-src 'self'" in policy
    assert "<script>" not in page
    assert "<style" not in page
    assert "https://" not in page.split("<main")[0]
    script = client.get(reverse("api_docs"), {"script": ""})
    assert script["Content-Type"].startswith("application/javascript")


@pytest.mark.django_db(transaction=True)
def test_the_manual_shows_in_a_browser(live_server, browser_page):
    faults = []
    browser_page.on("console", lambda said: faults.append(said.text) if said.type == "error" else 0)
    browser_page.goto(live_server.url + reverse("api_docs"))
    browser_page.wait_for_selector("#operations-cases-start_case", timeout=30_000)
    assert not [fault for fault in faults if "Content Security Policy" in fault]
