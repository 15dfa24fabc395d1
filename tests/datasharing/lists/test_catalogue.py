"""Keeping a row of the data catalogue."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from datasharing.lists.catalogue.actions import FieldWords, keep_resource
from datasharing.lists.catalogue.errors import ResourceFaulty
from datasharing.models import DataResource
from datasharing.resource_list import load_resources
from portal.accounts.actor import SYSTEM
from portal.errors import NotAllowed
from portal.journal.models import Entry
from tests.datasharing.conftest import refuses

GOOD = {
    "name": "婚姻登记",
    "name_en": "Marriages",
    "sharing": "conditional",
    "sharing_ground": "婚姻登记条例",
    "sharing_ground_en": "",
    "update_cycle": "daily",
    "quality_note": "2003 年以前的不全",
    "quality_note_en": "",
}


def row(resource) -> DataResource:
    return DataResource.objects.get(pk=resource.pk)


def test_the_owner_says_how_it_is_shared(marriages, provider):
    words = {"status": FieldWords("婚姻状态", "Marital state", is_sensitive=True)}
    keep_resource(marriages, values=GOOD, fields=words, actor=provider)
    kept = row(marriages)
    assert (kept.name, kept.update_cycle) == ("婚姻登记", "daily")
    assert kept.kept_at is not None
    status = next(each for each in kept.fields if each["name"] == "status")
    assert (status["label"], status["sensitive"]) == ("婚姻状态", True)
    entry = Entry.objects.get(stream="resource:DS07", verb="resource.kept")
    assert entry.data["new"]["update_cycle"] == "daily"
    assert entry.data["old"]["name"] == "婚姻登记信息"
    assert "更新周期" in entry.data["words"].split("、")
    assert "Updated how often" in entry.data["words_en"].split(", ")


def test_a_loaded_list_does_not_undo_it(marriages, provider):
    keep_resource(marriages, values=GOOD, fields={}, actor=provider)
    load_resources(actor=SYSTEM)
    assert row(marriages).quality_note == "2003 年以前的不全"
    assert row(marriages).name == "婚姻登记"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sharing_ground": " "}, "sharing_ground"),
        ({"sharing": "perhaps"}, "sharing"),
        ({"sharing": "none"}, "sharing"),
        ({"name": ""}, "name"),
        ({"update_cycle": "hourly"}, "update_cycle"),
        ({"quality_note": "长" * 501}, "quality_note"),
    ],
)
def test_what_cannot_be_kept(marriages, provider, change, field):
    with pytest.raises(ResourceFaulty) as caught, transaction.atomic():
        keep_resource(marriages, values=GOOD | change, fields={}, actor=provider)
    assert caught.value.field == field
    assert row(marriages).kept_at is None


def test_a_sensitive_field_stays_so(marriages, provider):
    sensitive = next(each["name"] for each in marriages.fields if each["sensitive"])
    words = {sensitive: FieldWords("什么", "What", is_sensitive=False)}
    keep_resource(marriages, values=GOOD, fields=words, actor=provider)
    assert sensitive in row(marriages).sensitive_names


def test_nobody_else_keeps_it(marriages, asker, supervisor):
    for actor in (asker, supervisor, SYSTEM):
        with refuses(NotAllowed):
            keep_resource(marriages, values=GOOD, fields={}, actor=actor)
    assert row(marriages).kept_at is None


def test_the_table_wants_the_ground(marriages):
    with (
        pytest.raises(IntegrityError, match="resource_says_why_not_freely"),
        transaction.atomic(),
    ):
        DataResource.objects.filter(pk=marriages.pk).update(sharing_ground="")


def test_its_owner_is_the_department_of_that_name(marriages):
    assert marriages.owner.name == "民政局"
    assert DataResource.objects.get(code="DS30").owner is None
