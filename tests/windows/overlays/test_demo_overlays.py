"""The demonstration's regional editions: invented, said to be, made once."""

import pytest
from django.conf import settings

from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from services.catalogue.load_file import load_file
from services.catalogue.regions import SHIPPED_REGIONS, load_regions_file
from services.models import Department, PublicChange
from services.overlays.actions import adopt_standard
from services.overlays.conformity import conformity_map
from services.overlays.queries import overlays
from tests.windows.builders import do
from windows.demo.accounts import EDITOR, REVIEWER
from windows.demo.load import CATALOGUE
from windows.demo.overlays import make_overlays

pytestmark = pytest.mark.django_db(transaction=True)


def hire(*names: str) -> None:
    """Editors of the city, each of another department."""
    departments = Department.objects.filter(region=settings.PORTAL_REGION).order_by("code")
    for name, department in zip(names, departments, strict=False):
        create_staff(
            username=name,
            display_name=name,
            password="walnut-tree-57",
            role=Role.EDITOR,
            department_code=department.code,
            region_code=settings.PORTAL_REGION,
            is_demo=True,
            actor=SYSTEM,
        )


def test_made_once_and_shown_on_the_map():
    load_regions_file(SHIPPED_REGIONS, actor=SYSTEM)
    load_file(CATALOGUE, actor=SYSTEM)
    assert make_overlays() == 2
    hire(EDITOR, REVIEWER)
    assert make_overlays() == 2
    assert make_overlays() == 0
    assert [row.reviewer_name for row in PublicChange.objects.filter(adds_burden=True)] == [
        REVIEWER,
        REVIEWER,
    ]
    assert all("演示" in row.why_different for row in overlays())
    shown = conformity_map(Actor(Role.SUPERVISOR, None, "督查", region_code=settings.PORTAL_REGION))
    words = {
        (row.standard.matter.code, region.pk): [word.text.zh for word in cell.words]
        for row in shown.rows
        for region, cell in row.cells
        if cell
    }
    assert words == {
        ("P01-03", "330105"): ["多 1 份材料"],
        ("P01-06", "330110"): ["放宽"],
        ("P04-04", "330127"): ["时限较长 +3 天"],
        ("P10-03", "330102"): ["放宽"],
    }
    region = overlays().get(region="330110").region
    do(adopt_standard, "P01-06", region=region, why="演示", actor=SYSTEM)
    assert make_overlays() == 0


def test_nothing_without_the_shipped_catalogue():
    assert make_overlays() == 0
    assert not overlays().exists()
