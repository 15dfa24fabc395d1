from dataclasses import replace

import pytest
from django.db import transaction

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.errors import DomainError
from portal.journal.models import Entry
from services.catalogue.spec import Handling
from services.models import Edition, PublicChange
from services.overlays.actions import (
    adopt_standard,
    adopt_standard_everywhere,
    publish_overlay,
)
from services.overlays.queries import nearest_editions, overlays, standard_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def eased(county, other_county, rule):
    """Two matters are easier in one county, one of them in the other county too."""
    how = {"why": "试行", "actor": SYSTEM}
    for region, code in ((county, "T1-B"), (county, "T1-C"), (other_county, "T1-B")):
        publish_overlay(
            code,
            region=region,
            spec=replace(rule(code), promised_days=0, handling=Handling.INSTANT),
            **how,
        )


def test_one_matter(eased, county, county_editor):
    kept = adopt_standard("T1-B", region=county, actor=county_editor)
    assert kept == standard_of("T1-B")
    assert nearest_editions(county, [kept.matter_id]) == {}
    assert overlays().filter(region=county).get().matter.code == "T1-C"
    entry = Entry.objects.get(verb="catalogue.standard_adopted")
    assert (entry.data["matter_code"], entry.data["region_code"]) == ("T1-B", "330106")
    assert PublicChange.objects.order_by("pk").last().lines[0]["zh"] == "恢复全省标准"


def test_all_matters_of_one_region(eased, county, other_county, county_editor):
    assert adopt_standard_everywhere(region=county, actor=county_editor) == 2
    assert overlays().get().region == other_county
    told = Entry.objects.filter(verb="catalogue.standard_adopted").order_by("sequence")
    assert [entry.data["matter_code"] for entry in told] == ["T1-B", "T1-C"]


@pytest.mark.parametrize("everywhere", [False, True])
def test_refusals(eased, county, other_county, county_editor, everywhere):
    def adopt(region, actor, code="T1-B"):
        codes = () if everywhere else (code,)
        act = adopt_standard_everywhere if everywhere else adopt_standard
        with pytest.raises(DomainError) as caught, transaction.atomic():
            act(*codes, region=region, actor=actor)
        return caught.value.code

    before = list(Edition.objects.order_by("pk").values())
    supervisor = Actor(Role.SUPERVISOR, None, "督查", region_code="330100")
    assert adopt(other_county, county_editor) == "may_not_change_overlay"
    assert adopt(county, supervisor) == "may_not_change_overlay"
    assert adopt(county.parent, SYSTEM) == "no_overlay_here"
    assert list(Edition.objects.order_by("pk").values()) == before
