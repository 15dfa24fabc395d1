"""How a resource is reached, kept as data: judged before it is saved, and told in the journal."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError
from django.urls import reverse

from datasharing.connections.actions import set_connection
from datasharing.connections.faults import faults_of
from datasharing.connections.limits import USUAL, Limits
from datasharing.connections.mapping import PLAIN, translation_of
from datasharing.connections.queries import limits_of, translation_for
from datasharing.errors import ConnectionFaulty
from datasharing.models import Connection, DataResource
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.errors import NotAllowed
from portal.journal.models import Entry
from tests.datasharing.conftest import refuses

ADMIN = Actor(kind=Role.ADMIN, user_id=1, name="管理员")
GOOD = {
    "request": {"keys": {"id_number": "zjhm"}, "keys_at": "data", "constants": {"v.a": "1"}},
    "answer": {
        "records": "rows",
        "about": {"id_number": "zjhm"},
        "fields": {"address": "zl"},
        "values": {"use": {"11": "home"}},
        "dates": {"area": "%Y%m%d"},
        "valid_for": 600,
    },
    "way": {"view": "share.v_house", "delimiter": ";", "encoding": "gb18030"},
}


def faults(mapping, connector="http_json") -> list[str]:
    keys = ["certificate_number|id_number"]
    return faults_of(mapping, connector=connector, keys=keys, fields=["address", "area", "use"])


def test_a_good_mapping_has_no_faults():
    assert faults(GOOD) == faults({}) == []
    translation = translation_of(GOOD)
    assert translation.reading.valid_for == "600"
    assert (translation.way.view, translation.is_plain) == ("share.v_house", False)


def test_nothing_said_is_the_plain_form():
    assert translation_of({}) == PLAIN
    assert translation_of({"way": {"operation": "Ask"}}).is_plain


@pytest.mark.parametrize(
    ("mapping", "fault"),
    [
        ([], "not a JSON object"),
        ({"strange": {}}, "strange: unknown part"),
        ({"request": []}, "request: is not an object"),
        ({"request": {"kees": {}}}, "request.kees: unknown"),
        ({"request": {"keys": {"id_number": 7}}}, "request.keys: must be"),
        ({"request": {"keys_at": "a b"}}, "request.keys_at: must be"),
        ({"request": {"keys": {"phone": "x"}}}, "request.keys.phone: the resource has no such"),
        ({"answer": {"about": {}, "fields": {"colour": "x"}}}, "answer.fields.colour"),
        ({"answer": {"fields": {"use": "x"}}}, "answer.about: missing"),
        ({"answer": {"about": {"name": "xm"}}}, "answer.about.name"),
        ({"answer": {"dates": {"area": "%d.%m."}}}, "answer.dates: must be"),
        ({"answer": {"valid_for": -1}}, "answer.valid_for: must be"),
        ({"answer": {"found_is": []}}, "answer.found_is: must be"),
        ({"way": {"view": "v; DROP TABLE x"}}, "way.view: must be"),
        ({"way": {"encoding": "utf-7"}}, "way.encoding: must be"),
        ({"way": {"delimiter": ",,"}}, "way.delimiter: must be"),
        ({"way": {"operation": "a b"}}, "way.operation: must be"),
        ({"way": {"soap_action": "a\r\nX: b"}}, "way.soap_action: must be"),
    ],
)
def test_every_fault_is_named_with_its_place(mapping, fault):
    assert [each for each in faults(mapping) if fault in each]


def test_a_view_must_be_named():
    assert faults({}, "sql_view") == ["way.view: missing, a view is what is read"]


@pytest.fixture
def house(resources) -> DataResource:
    return DataResource.objects.get(code="DS13")


def test_it_is_set_and_told(house):
    line = set_connection(house, values={"mapping": GOOD, "per_second": 5.0}, actor=ADMIN)

    assert (line.limits.per_second, line.limits.burst) == (5.0, USUAL.burst)
    assert translation_for(house).asking.keys == {"id_number": "zjhm"}
    entry = Entry.objects.get(stream="resources", verb="resource.connection_set")
    assert (entry.data["resource"], entry.data["changed"]) == ("DS13", "mapping、per_second")


def test_the_same_again_says_nothing(house):
    set_connection(house, values={"burst": 3}, actor=SYSTEM)
    set_connection(house, values={"burst": 3}, actor=SYSTEM)
    assert Entry.objects.filter(verb="resource.connection_set").count() == 1


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"mapping": {"strange": {}}}, "strange: unknown part"),
        ({"colour": "red"}, "colour"),
        ({"longest_seconds": 60.0}, "25"),
        ({"read_seconds": 9.0, "longest_seconds": 3.0}, "connection_times_fit"),
        ({"burst": 0}, "1"),
        ({"example_keys": ["x"]}, "试查"),
    ],
)
def test_what_could_not_be_used_is_refused(house, values, why):
    with refuses(ConnectionFaulty, match=why):
        set_connection(house, values=values, actor=ADMIN)
    assert not Connection.objects.exists()
    assert not Entry.objects.filter(verb="resource.connection_set").exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OFFICER, Role.CLERK, Role.APPLICANT])
def test_only_an_administrator(house, role):
    with refuses(NotAllowed):
        set_connection(house, values={"burst": 3}, actor=Actor(kind=role, user_id=2, name="某"))
    assert not Connection.objects.exists()


def test_without_a_line_the_usual_holds(house):
    assert limits_of(house) == USUAL == Limits()
    assert translation_for(house) == PLAIN


@pytest.mark.parametrize("wrong", [{"longest_seconds": 26}, {"burst": 0}, {"rest_seconds": 0}])
def test_the_table_takes_no_limit_that_makes_no_sense(house, wrong):
    with refuses(IntegrityError, match="connection_"):
        Connection.objects.create(resource=house, **wrong)


@pytest.fixture
def desk(client, resources):
    client.force_login(User.objects.create_superuser("root", password="x"))
    return client


def form(house: DataResource, **more) -> dict[str, object]:
    fields = {name: getattr(USUAL, name) for name in USUAL.__slots__}
    return {**fields, "resource": house.pk, "mapping": "{}", "example_keys": "{}"} | more


def test_the_admin_saves_it_through_the_action(desk, house):
    add = reverse("admin:datasharing_connection_add")
    answer = desk.post(add, form(house, mapping=json.dumps(GOOD), keep_seconds=60))

    assert answer.status_code == 302
    line = Connection.objects.get()
    assert (line.mapping, line.keep_seconds) == (GOOD, 60)
    assert Entry.objects.get(verb="resource.connection_set").actor_name == "root"
    change = reverse("admin:datasharing_connection_change", args=[line.pk])
    assert desk.post(change, form(house, burst=4)).status_code == 302
    line.refresh_from_db()
    assert (line.burst, line.mapping, Connection.objects.count()) == (4, {}, 1)


def test_the_admin_shows_every_fault_beside_the_form(desk, house):
    add = reverse("admin:datasharing_connection_add")
    answer = desk.post(add, form(house, mapping='{"way": {"view": "x y"}, "z": {}}'))

    assert answer.status_code == 200
    text = answer.content.decode()
    assert "way.view: must be" in text
    assert "z: unknown part" in text
    assert not Connection.objects.exists()


def test_the_admin_tries_it_with_the_sandbox(desk, house, registry):
    chosen = [house.pk, DataResource.objects.get(code="DS30").pk]
    listed = reverse("admin:datasharing_dataresource_changelist")
    DataResource.objects.filter(code="DS30").update(connector="")
    answer = desk.post(
        listed, {"action": "try_connections", "_selected_action": chosen}, follow=True
    )
    text = answer.content.decode()
    assert "DS13 通过，用时" in text
    assert "DS30 没有试：not connected" in text
