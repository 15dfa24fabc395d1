"""docs/department-systems.md says what the code does: bytes, times, refusals; so does OpenAPI."""

from __future__ import annotations

import hashlib
import json
import re
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from portal.outbox.handlers import delay_after
from tests.windows import builders as b
from windows.api.views.callbacks import REFUSALS
from windows.departments.content import content_of
from windows.departments.doing import VERBS
from windows.departments.events import EVENTS, TEST
from windows.departments.explaining import explain
from windows.departments.sending import HOPELESS, TRIES
from windows.departments.signing import Signed, is_signed, sign
from windows.departments.simulator.mood import Mood

PAGE = (settings.CHECKOUT / "docs" / "department-systems.md").read_text("utf-8")
SECRET = re.search(r"The secret is `([\w-]+)`", PAGE)[1]
BODIES = re.findall(r"```json\n(.*?)\n```", PAGE, re.DOTALL)
LINES = re.findall(r"```text\n(.*?)\n```", PAGE, re.DOTALL)
SIGNATURES = re.findall(r"`Portal-Signature: (v1=[0-9a-f]{64})`", PAGE)


@pytest.fixture(scope="module")
def document() -> dict:
    said = StringIO()
    call_command("spectacular", "--validate", "--format", "openapi-json", stdout=said)
    return json.loads(said.getvalue())


def test_there_are_two_worked_examples():
    assert len(BODIES) == len(LINES) == len(SIGNATURES) == 2


@pytest.mark.parametrize("number", [0, 1])
def test_the_worked_examples_are_right(number):
    _, method, path, timestamp, key, body_hash = LINES[number].split("\n")
    body = BODIES[number].encode()
    message = Signed(method, path, timestamp, key, body)
    assert message.lines().decode() == LINES[number]
    assert hashlib.sha256(body).hexdigest() == body_hash
    assert sign(SECRET, message) == SIGNATURES[number]
    assert is_signed([SECRET], message, SIGNATURES[number])


def test_the_python_of_the_page_signs_alike():
    (source,) = re.findall(r"```python\n(.*?)\n```", PAGE, re.DOTALL)
    names: dict = {}
    exec(source, names)
    _, method, path, timestamp, key, _ = LINES[0].split("\n")
    told = names["signature"](SECRET, method, path, timestamp, key, BODIES[0].encode())
    assert told == SIGNATURES[0]


def test_one_of_two_signatures_is_enough():
    message = Signed("POST", "/x", "1", "k", b"{}")
    both = f"{sign('new', message)}, {sign('old', message)}"
    assert is_signed(["old"], message, both)
    assert is_signed(["new", "older"], message, both)
    assert not is_signed(["other"], message, both)
    assert not is_signed(["old"], message, f"v1=0,v1=0,{sign('old', message)}"), "two, no more"


def test_the_table_of_tries_is_that_of_the_code():
    rows = re.findall(r"^\| (\d+) \| ([\d.]+) (s|min|h) \|$", PAGE, re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, TRIES + 1))
    passed = 0.0
    for number, said, unit in rows:
        seconds = float(said) * {"s": 1, "min": 60, "h": 3600}[unit]
        assert seconds == pytest.approx(passed, rel=0.02), number
        passed += delay_after(int(number)).total_seconds()
    assert seconds > 24 * 3600, "it outlasts a day of silence"


def test_the_table_of_refusals_is_that_of_the_code():
    rows = re.findall(r"^\| (\d{3}) \| `([a-z_]+)` \|", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted((str(each.status), each.code) for each in REFUSALS)


def test_every_event_verb_and_wish_is_explained():
    assert set(re.findall(r"^\| `((?:approval|system)\.\w+)`", PAGE, re.MULTILINE)) == set(EVENTS)
    said = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert set(VERBS) <= said
    wishes = set(re.findall(r"^\| `(\w+): ", PAGE, re.MULTILINE))
    assert wishes == set(Mood.__dataclass_fields__)


def test_both_directions_are_in_the_document(document):
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    answer = document["paths"]["/api/v1/callbacks/"]["post"]
    codes = {
        example["value"]["code"]
        for status, told in answer["responses"].items()
        if status >= "400"
        for example in told["content"]["application/json"]["examples"].values()
    }
    assert codes >= {each.code for each in REFUSALS}
    message = document["webhooks"]["department_delivery"]["post"]
    assert message["requestBody"]["content"]["application/json"]["schema"]


@pytest.mark.parametrize("event", [*EVENTS, TEST])
def test_what_is_sent_is_what_the_document_says(document, town, event):
    schema = {
        "$ref": "#/components/schemas/DepartmentDelivery",
        "components": document["components"],
    }
    part = b.approval(b.accepted_case(town), "T1-A")
    said = {"event": TEST} if event == TEST else json.loads(json.dumps(content_of(part, event)))
    assert [str(each) for each in Draft202012Validator(schema).iter_errors(said)] == []
    known = document["components"]["schemas"]["DepartmentDelivery"]["properties"]
    assert set(said) <= set(known)


@pytest.mark.parametrize("refusal", HOPELESS)
def test_what_only_people_can_mend_is_explained_to_them(refusal):
    assert explain(f"{refusal.code}: x").means != explain("ConnectError: x").means


def test_a_status_is_explained_by_its_kind():
    kinds = {
        "HTTP 302": "对方的地址换了，要我们去别处。",
        "HTTP 401": "对方说签名不对：两边的密钥或时钟不一致。",
        "HTTP 422": "对方收到了，但不接受这条内容。",
        "HTTP 503": "对方的系统出了故障，或者太忙。",
        "HTTP 429": "对方的系统出了故障，或者太忙。",
        "ReadTimeout: ": "对方没有应答：系统停了，或者网络不通。",
    }
    assert {error: explain(error).means.zh for error in kinds} == kinds
