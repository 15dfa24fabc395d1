"""The tree of regions: read whole, kept, never pruned."""

from __future__ import annotations

import pytest
from django.db import transaction

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from services.catalogue.regions import (
    SHIPPED_REGIONS,
    load_regions,
    load_regions_file,
    read_regions,
)
from services.errors import CatalogueRefused, MayNotLoad
from services.models import Region
from services.region_codes import stem

TREE = """
regions:
- code: '330000'
  name: 浙江省
  name_en: Zhejiang Province
  children:
  - code: '330100'
    name: 杭州市
    children:
    - {code: '330106', name: 西湖区, children: [{code: '330106004', name: 西溪街道}]}
    - {code: '330105', name: 拱墅区}
"""


@pytest.mark.django_db
def test_a_tree_is_loaded_once(write):
    path = write(TREE)
    assert load_regions_file(path, actor=SYSTEM).counts()["created"] == 5
    street = Region.objects.get(code="330106004")
    assert (street.level, street.parent_id, str(street)) == (4, "330106", "西溪街道（330106004）")
    assert load_regions_file(path, actor=SYSTEM).counts() == {
        "created": 0,
        "changed": 0,
        "unchanged": 5,
    }


@pytest.mark.django_db
def test_a_new_name_is_a_change(write):
    load_regions_file(write(TREE), actor=SYSTEM)
    tally = load_regions_file(write(TREE.replace("拱墅区", "拱墅新区")), actor=SYSTEM)
    assert tally.changed == ["拱墅新区"]


@pytest.mark.django_db
def test_everything_below(write):
    load_regions_file(write(TREE), actor=SYSTEM)
    inside = {
        code: list(
            Region.objects.filter(code__startswith=stem(code))
            .order_by("code")
            .values_list("code", flat=True)
        )
        for code in ("330106", "330100", "990000")
    }
    assert inside["330106"] == ["330106", "330106004"]
    assert (len(inside["330100"]), inside["990000"]) == (4, [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("'330106'", "'33010'", "regions[0].children[0].children[0].code"),
        ("'330105'", "'330106'", "regions[0].children[0].children[1].code"),
        ("'330105'", "'440105'", "regions[0].children[0].children[1].code"),
        ("name: 杭州市", "name: ''", "regions[0].children[0].name"),
        ("name: 杭州市", "name: 杭州市\n    level: 9", "regions[0].children[0].level"),
    ],
)
def test_faults_have_places_and_nothing_is_written(write, before, after, place):
    path = write(TREE.replace(before, after, 1))
    with pytest.raises(CatalogueRefused) as refused:
        load_regions_file(path, actor=SYSTEM)
    assert place in {fault.place.path for fault in refused.value.faults}
    assert Region.objects.count() == 0


@pytest.mark.django_db
def test_a_clerk_may_not(write):
    specs, _faults = read_regions(write(TREE))
    with pytest.raises(MayNotLoad), transaction.atomic():
        load_regions(specs, actor=Actor(kind=Role.CLERK, user_id=1, name="某人"))
    assert Region.objects.count() == 0


KINDS = {
    "自治县": "Autonomous County",
    "街道": "Subdistrict",
    "省": "Province",
    "市": "City",
    "区": "District",
    "县": "County",
    "镇": "Town",
    "村": "Village",
}


def test_every_shipped_region_has_an_english_name_of_its_kind():
    """Romanised without tone marks, then the kind: “Xihu District”, “Lin'an District”."""
    regions, faults = read_regions(SHIPPED_REGIONS)
    assert (faults, len(regions) > 100) == ((), True)
    wrong = []
    for region in regions:
        kind = next(each for each in KINDS if region.name.endswith(each))
        romanised = region.name_en.removesuffix(f" {KINDS[kind]}")
        words = romanised.replace("'", "").split()
        if romanised == region.name_en or not all(
            each.isascii() and each.isalpha() and each.istitle() for each in words
        ):
            wrong.append((region.name, region.name_en))
    assert wrong == []
