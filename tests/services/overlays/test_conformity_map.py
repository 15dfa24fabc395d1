from dataclasses import replace

import pytest

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from services.catalogue.load import publish_catalogue
from services.catalogue.spec import Handling, LegalBasisSpec, RequirementSpec
from services.overlays import conformity, remembered
from services.overlays.conformity import conformity_map
from tests.services.overlays.reviewed import publish_reviewed
from tests.windows.small_catalogue import CATALOGUE

LAW = LegalBasisSpec("某条例", "12")
PAPER = RequirementSpec("local", "t_local", "社区证明", legal_bases=(LAW,))
CODES = ["T1-A", "T1-B", "T1-C", "T1-D", "T1-E", "T2-A"]


@pytest.fixture
def publish(rule):
    def _publish(code, region, **changes):
        spec = replace(rule(code), **changes)
        return publish_reviewed(code, region=region, spec=spec, why="当地")

    return _publish


@pytest.fixture
def supervisor():
    return Actor(Role.SUPERVISOR, None, "督查", region_code="330100")


def told(shown):
    return {
        (row.standard.matter.code, region.pk): [word.text.zh for word in cell.words]
        for row in shown.rows
        for region, cell in row.cells
        if cell
    }


def test_what_each_cell_says(publish, rule, county, other_county, supervisor):
    publish("T1-B", county, promised_days=0, handling=Handling.INSTANT)
    publish(
        "T1-B",
        other_county,
        promised_days=4,
        legal_bases=(LAW,),
        requirements=(rule().requirements[0], PAPER),
    )
    publish("T1-C", county, note="到 3 号窗口")
    shown = conformity_map(supervisor)
    assert [region.pk for region in shown.regions] == ["330105", "330106"]
    assert [row.standard.matter.code for row in shown.rows] == ["T1-B", "T1-C"]
    assert told(shown) == {
        ("T1-B", "330105"): ["多 1 份材料", "时限较长 +3 天", "放宽"],
        ("T1-B", "330106"): ["放宽"],
        ("T1-C", "330106"): ["要求相同，地点电话不同"],
    }
    assert [(bar.region.pk, bar.adds, bar.eases) for bar in shown.bars] == [
        ("330105", 1, 0),
        ("330106", 0, 2),
    ]


def test_all_matters_one_department_one_region(publish, county, other_county, supervisor):
    publish("T1-B", county, promised_days=0, handling=Handling.INSTANT)
    every = conformity_map(supervisor, only_deviations=False)
    assert [row.standard.matter.code for row in every.rows] == CODES
    department = every.rows[1].standard.department.code
    own = conformity_map(supervisor, only_deviations=False, department=department)
    assert [row.standard.matter.code for row in own.rows] == ["T1-B"]
    other = conformity_map(supervisor, region=other_county)
    assert (other.rows, [bar.count for bar in other.bars]) == ((), [1])


def test_a_county_follows_its_city(publish, city, county, supervisor):
    publish("T1-B", city, promised_days=0, handling=Handling.INSTANT)
    publish("T1-C", county, promised_days=0, handling=Handling.INSTANT)
    shown = conformity_map(supervisor)
    (row, _other) = shown.rows
    cells = {region.pk: cell for region, cell in row.cells}
    assert cells["330100"] == cells["330106"]
    assert (cells["330106"].region, cells["330100"].region) == (city, city)


def test_a_cell_that_is_older_than_the_standard(publish, county, supervisor):
    publish("T1-B", county, promised_days=0, handling=Handling.INSTANT)
    first, *others = CATALOGUE.life_events
    matters = tuple(
        replace(each, matter=replace(each.matter, promised_days=2))
        if each.matter.code == "T1-B"
        else each
        for each in first.matters
    )
    assert not conformity_map(supervisor).rows[0].cells[0][1].predates
    newer = replace(CATALOGUE, life_events=(replace(first, matters=matters), *others))
    publish_catalogue(newer, actor=SYSTEM, region="330100")
    assert conformity_map(supervisor).rows[0].cells[0][1].predates


@pytest.mark.parametrize(
    ("role", "region", "expected"),
    [
        (Role.SUPERVISOR, "330106", ["330106"]),
        (Role.EDITOR, "330100", ["330105", "330106"]),
        (Role.ADMIN, "", ["330105", "330106"]),
        (Role.SUPERVISOR, "", []),
        (Role.SUPERVISOR, "330200", []),
        (Role.CLERK, "330100", []),
    ],
)
def test_everybody_sees_their_own_part(publish, county, other_county, role, region, expected):
    for place in (county, other_county):
        publish("T1-B", place, promised_days=0, handling=Handling.INSTANT)
    shown = conformity_map(Actor(role, None, "某人", region_code=region))
    assert [each.pk for each in shown.regions] == expected
    assert [bar.region.pk for bar in shown.bars] == expected


def test_pages_by_matter(publish, county, supervisor, monkeypatch):
    monkeypatch.setattr(conformity, "ROWS", 4)
    first = conformity_map(supervisor, region=county, only_deviations=False)
    assert [row.standard.matter.code for row in first.rows] == CODES[:4]
    assert first.next == "T1-D"
    last = conformity_map(supervisor, region=county, only_deviations=False, after=first.next)
    assert [row.standard.matter.code for row in last.rows] == CODES[4:]
    assert last.next == ""


def test_more_regions_than_columns(publish, county, other_county, supervisor, monkeypatch):
    for place in (county, other_county):
        publish("T1-B", place, promised_days=0, handling=Handling.INSTANT)
    monkeypatch.setattr(conformity, "COLUMNS", 1)
    shown = conformity_map(supervisor)
    assert ([each.pk for each in shown.regions], shown.left_out) == (["330105"], 1)
    assert len(shown.bars) == 2


def test_as_many_queries_for_many_as_for_few(
    publish, county, other_county, supervisor, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(remembered, "_known", {})
    publish("T1-B", county, promised_days=0, handling=Handling.INSTANT)
    with django_assert_num_queries(9):
        told(conformity_map(supervisor))
    monkeypatch.setattr(remembered, "_known", {})
    for place in (county, other_county):
        for code in ("T1-B", "T1-C", "T1-D"):
            publish(code, place, promised_days=0, handling=Handling.INSTANT, note=place.name)
    with django_assert_num_queries(9):
        told(conformity_map(supervisor))
    with django_assert_num_queries(4):
        told(conformity_map(supervisor))
