"""The promise over what is shipped: every registered check, none replaced, over all of it."""

from __future__ import annotations

import json
from io import StringIO
from time import process_time

import pytest
from django.core.management import CommandError, call_command

from datasharing.resource_list import load_resources
from portal.accounts.actor import SYSTEM
from services.catalogue.load_file import load_file
from services.checks import registry
from services.models import Region
from tests.windows.planning.test_shipped_catalogue import CODES, FILE

COMBINATIONS = 2341
"""Sets of answers of the 22 life events together; each is covered."""
SECONDS = 20
REGISTERED = {
    *(
        "sound",
        "services.audience",
        "services.consistency",
        "services.codes",
        "services.law",
        "services.denial",
    ),
    *("resources", "licences", "trust", "plan", "together", "advice"),
}


@pytest.fixture
def shipped(db):
    province = Region.objects.create(code="330000", name="浙江省", level=1)
    Region.objects.create(code="330100", name="杭州市", level=2, parent=province)
    load_resources(actor=SYSTEM)
    load_file(FILE, actor=SYSTEM, region="330100")


def test_every_check_that_is_written_is_registered():
    assert {*registry._life_event, *registry._matter} == REGISTERED


def test_all_twenty_two_pass_every_check_in_time(shipped, capsys):
    out = StringIO()
    began = process_time()
    try:
        call_command("check_catalogue", "--json", stdout=out)
    except CommandError as refused:
        pytest.fail(str(refused))
    took = process_time() - began

    held = json.loads(out.getvalue())
    assert [each["code"] for each in held["subjects"]] == sorted(CODES)
    assert {each["kind"] for each in held["subjects"]} == {"life_event"}
    assert [each for each in held["findings"] if each["severity"] == "error"] == []
    assert (held["totals"]["errors"], held["totals"]["combinations"]) == (0, COMBINATIONS)
    assert all(each["combinations"] >= each["computed"] > 0 for each in held["subjects"])
    assert took < SECONDS
    with capsys.disabled():
        print(f"\n{COMBINATIONS} sets of answers, {held['totals']['computed']} plans, {took:.2f} s")
