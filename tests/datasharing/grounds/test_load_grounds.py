"""The list of grounds: whole or not at all, again without harm, and it covers what is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from datasharing.grounds.models import DutyGround, FieldRule
from datasharing.grounds.rule_list import SHIPPED, load_grounds
from datasharing.resource_list import ResourceListFaulty
from portal.accounts.actor import SYSTEM
from portal.errors import NotAllowed
from portal.journal.models import Entry
from services.catalogue.parse import parse
from tests.datasharing.conftest import CLERK, refuses

pytestmark = pytest.mark.django_db

SHIPPED_CATALOGUE = Path(__file__).parents[3] / "services" / "data" / "onethings.yaml"
GOOD = """
fields:
- {resource: DS13, for: [house_certificate], fields: [address]}
- {resource: DS07, for: [marriage_record], whether: {field: status, test: in, values: [已婚], claim: 已婚}}
duties:
- {resource: DS13, law: 某法, article: '3', duty: 登记, binds: [某局]}
"""  # noqa: E501


def written(folder: Path, text: str) -> Path:
    file = folder / "grounds.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_it_is_loaded_again_without_harm(resources, tmp_path):
    file = written(tmp_path, GOOD)
    assert load_grounds(file, actor=SYSTEM) == (2, 1)
    first = list(FieldRule.objects.order_by("pk").values())
    assert load_grounds(file, actor=SYSTEM) == (2, 1)
    assert list(FieldRule.objects.order_by("pk").values()) == first
    assert Entry.objects.filter(verb="grounds.loaded").count() == 1


def test_what_is_no_longer_listed_goes_out_of_force(resources, tmp_path):
    load_grounds(written(tmp_path, GOOD), actor=SYSTEM)
    load_grounds(written(tmp_path, "fields: []\nduties: []\n"), actor=SYSTEM)
    assert FieldRule.objects.count() == 0
    assert [duty.is_in_force for duty in DutyGround.objects.all()] == [False]
    load_grounds(written(tmp_path, GOOD), actor=SYSTEM)
    assert [duty.is_in_force for duty in DutyGround.objects.all()] == [True]


def test_a_duty_that_binds_nobody_is_a_fault(resources, tmp_path):
    file = written(tmp_path, GOOD.replace(", binds: [某局]", ""))
    with refuses(ResourceListFaulty, match="binds: names no department"):
        load_grounds(file, actor=SYSTEM)
    assert DutyGround.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("- {resource: DS99, for: [x], fields: [a]}", "no resource 'DS99'"),
        ("- {resource: DS13, for: [x], fields: [shoe_size]}", "no field shoe_size"),
        ("- {resource: DS13, for: [x]}", "either fields or whether"),
        ("- {resource: DS13, for: [x], whether: perhaps}", "neither"),
        ("- {resource: DS13, for: [x], whether: {field: use, test: guess, claim: y}}", "a test of"),
        ("- {resource: DS13, for: [x], whether: {field: use, test: in, claim: y}}", "values"),
        ("- {resource: DS13, for: [x, x], fields: [use]}", "twice"),
        ("- {resource: DS13, for: [x], fields: [use], records: [home]}", "no field tells"),
        ("- {resource: DS29, for: [x], fields: [owed], records: [oil]}", "no record oil"),
    ],
)
def test_a_faulty_list_loads_nothing(resources, tmp_path, wrong, fault):
    file = written(tmp_path, f"fields:\n{wrong}\nduties: []\n")
    with pytest.raises(CommandError, match=fault):
        call_command("load_grounds", file)
    assert FieldRule.objects.count() == 0


def test_a_clerk_does_not_write_the_grounds(resources):
    with refuses(NotAllowed):
        load_grounds(actor=CLERK)
    assert DutyGround.objects.count() == 0


def test_every_paper_that_a_register_replaces_says_how_little_it_needs(resources):
    load_grounds(SHIPPED, actor=SYSTEM)
    ruled = set(FieldRule.objects.values_list("resource__code", "material"))
    catalogue = parse(SHIPPED_CATALOGUE).spec
    read = {
        (source.resource, requirement.material)
        for event in catalogue.life_events
        for included in event.matters
        for requirement in included.matter.requirements
        for source in requirement.sources
        if source.resource
    }
    assert read - ruled == set()


def test_every_shipped_duty_is_cited_by_a_matter_that_reads_there(resources):
    load_grounds(SHIPPED, actor=SYSTEM)
    catalogue = parse(SHIPPED_CATALOGUE).spec
    cited = {
        (source.resource, basis.law, basis.article)
        for event in catalogue.life_events
        for included in event.matters
        for requirement in included.matter.requirements
        for source in requirement.sources
        for basis in (*included.matter.legal_bases, *requirement.legal_bases)
        if source.resource
    }
    duties = set(DutyGround.objects.values_list("resource__code", "law", "article"))
    assert duties - cited == set()
