"""`manage.py check_connectors`: every connected resource keeps the contract, or says why."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from datasharing.connections.limits import Limits
from datasharing.connectors.turns import note_failure
from datasharing.models import Connection, DataResource, LedgerEntry
from datasharing.sandbox.population import population
from datasharing.trials import trials
from tests.datasharing.connectors.conftest import source  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db


def check(*codes: str) -> str:
    out = StringIO()
    call_command("check_connectors", *codes, stdout=out)
    return out.getvalue()


def test_all_registers_of_the_sandbox_keep_it(registry, resources):
    found = {each.code: each for each in trials()}

    assert {code: each.faults for code, each in found.items() if each.faults} == {}
    connected = DataResource.objects.exclude(connector="")
    assert set(found) == set(connected.values_list("code", flat=True))
    assert LedgerEntry.objects.count() == 0


def test_a_line_for_each_and_json(registry, resources):
    assert check("DS13").startswith("DS13  http_json  kept       ")
    out = StringIO()
    call_command("check_connectors", "DS13", "--json", stdout=out)
    (told,) = json.loads(out.getvalue())
    assert (told["code"], told["is_tried"], told["faults"]) == ("DS13", True, [])


def test_a_source_that_is_down_or_mistaken_is_named(registry, resources):
    registry.control(down=["DS13"], wrong_person=["DS07"])
    with pytest.raises(CommandError, match="DS07, DS13"):
        check("DS07", "DS13")
    found = {each.code: each.faults for each in trials(["DS07", "DS13"])}
    assert found["DS13"] == ("the known person: SourceDown: HTTP 503",)
    assert found["DS07"][0].startswith("the known person: the answer is about {")


def test_an_unknown_resource(registry, resources):
    with pytest.raises(CommandError, match="There is no resource DS99"):
        check("DS99")


def test_without_a_test_system_nothing_is_tried(resources, settings):
    settings.SANDBOX_REGISTRY_URL = ""
    settings.DATA_SOURCES = {"DS13": "http://127.0.0.1:9"}  # the real one: never tried
    (trial,) = trials(["DS13"])
    assert (trial.is_tried, trial.faults) == (False, ("no test system: set DATA_SOURCE_TRIALS",))
    assert "not tried" in check("DS13")


def test_the_test_system_of_a_department(resources, settings, source):  # noqa: F811
    settings.DATA_SOURCE_TRIALS = {"DS13": source.url}
    (nobody,) = trials(["DS13"])
    assert nobody.faults == ("no invented person is named to ask about",)

    person = population().by_username["chenguoqiang"]
    house = DataResource.objects.get(code="DS13")
    keys = {"id_number": person.id_number}
    Connection.objects.create(resource=house, example_keys=keys)
    row = {"address": "x", "colour": "red"}
    source.body = json.dumps({"found": True, "about": keys, "records": [row]}).encode()

    (trial,) = trials(["DS13"])

    assert len(source.asked) == 3
    assert trial.faults[0] == "fields that are not on the list: colour"
    assert trial.faults[1].startswith("fields that never come: certificate_number, unit_number")
    assert trial.faults[2] == "one field: sends more than was asked for: address, colour"
    assert trial.faults[3] == "a stranger: a record is found for somebody who does not exist"


def test_it_says_what_rests(registry, resources):
    for _ in range(5):
        note_failure("DS13", Limits())
    assert "(resting for 10 s)" in check("DS13")
