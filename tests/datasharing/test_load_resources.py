from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from datasharing.endpoints import endpoint_of
from datasharing.models import DataResource
from datasharing.queries import connected_resources
from datasharing.resource_list import (
    FIELD_FORM,
    VALUES_FORM,
    Report,
    ResourceListFaulty,
    load_resources,
    parse,
)
from datasharing.sandbox.registers import REGISTERS
from portal.accounts.actor import SYSTEM

pytestmark = pytest.mark.django_db

GOOD = """
resources:
- code: DS40
  name: 某登记
  provider: 某局
  sharing: conditional
  sharing_ground: 某法第一条
  keys: [id_number]
  fields:
  - [number, 编号, Number]
"""


def test_the_shipped_list_loads_once():
    assert load_resources(actor=SYSTEM) == Report(created=30, changed=0, unchanged=0)
    assert load_resources(actor=SYSTEM) == Report(created=0, changed=0, unchanged=30)
    assert list(DataResource.objects.values_list("code", flat=True)) == [
        f"DS{number:02d}" for number in range(1, 31)
    ]
    assert not DataResource.objects.filter(name_en="").exists()


def test_a_changed_row_is_changed(resources):
    DataResource.objects.filter(code="DS07").update(name="旧名")
    assert load_resources(actor=SYSTEM) == Report(created=0, changed=1, unchanged=29)
    assert DataResource.objects.get(code="DS07").name == "婚姻登记信息"


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (("DS40", "X40"), "X40.code: is not DS and at least two digits"),
        (
            ("conditional", "perhaps"),
            "DS40.sharing: 'perhaps' is none of unconditional, conditional, none",
        ),
        (("  keys: [id_number]\n", ""), "DS40.keys: missing"),
        (("Number]", "Number, secret]"), f"DS40.fields[0]: is not {FIELD_FORM}"),
        (
            ("  keys", "  values: {kind: {a: [甲, A]}}\n  keys"),
            "DS40.values: 'kind' is none of the fields",
        ),
        (
            ("  keys", "  values: {number: {a: [甲]}}\n  keys"),
            f"DS40.values.number: is not {VALUES_FORM}",
        ),
        (("  keys", "  one_per: kind\n  keys"), "DS40.one_per: 'kind' is none of the fields"),
    ],
)
def test_every_fault_has_its_place_and_nothing_is_written(tmp_path, wrong, fault):
    path = tmp_path / "resources.yaml"
    path.write_text(GOOD.replace(*wrong), encoding="utf-8")
    with pytest.raises(ResourceListFaulty) as refused:
        load_resources(path, actor=SYSTEM)
    assert refused.value.faults == (f"resources[0] {fault}",)
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_resources", path)
    assert DataResource.objects.count() == 0


def test_a_good_list_parses():
    (row,) = parse(GOOD)
    assert row["key_fields"] == [{"name": "id_number", "required": True}]


def test_connected_is_what_can_be_asked(resources, settings):
    settings.SANDBOX_REGISTRY_URL, settings.DATA_SOURCES = "", {}
    assert connected_resources() == frozenset()
    settings.DATA_SOURCES = {"DS07": "https://civil.example", "DS05": "https://health.example"}
    assert connected_resources() == {"DS05", "DS07"}
    DataResource.objects.filter(code="DS05").update(connector="")
    assert connected_resources() == {"DS07"}
    DataResource.objects.filter(code="DS05").update(connector="http_json")
    settings.SANDBOX_REGISTRY_URL = "http://127.0.0.1:1"
    assert connected_resources() == set(REGISTERS)
    assert (endpoint_of("DS07"), endpoint_of("DS13")) == (
        "https://civil.example", "http://127.0.0.1:1",
    )  # fmt: skip
