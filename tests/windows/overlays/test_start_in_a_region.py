"""A case goes by the editions that held where and when it began."""

import pytest

from portal.accounts.actor import SYSTEM
from services.overlays.actions import adopt_standard
from tests.windows import builders as b
from tests.windows.overlays.conftest import LAW, publish
from windows.approvals.models import Approval
from windows.approvals.opening import open_approvals
from windows.cases.actions import start_draft
from windows.cases.editions import matter_editions, spec_of_case
from windows.cases.models import Case, MaterialSlot
from windows.cases.policy import cases_of_office
from windows.centres.models import ServiceCentre


def begin(town, **more):
    how = {"channel": "online", "actor": town.me} | more
    return b.do(start_draft, b.edition("T1"), answers=b.ANSWERS, applicant=town.buyer, **how)


def planned(case, code):
    return next(matter for matter in case.plan["matters"] if matter["code"] == code)


def wanted(case):
    return set(MaterialSlot.objects.filter(case=case).values_list("material_type__code", flat=True))


def test_the_region_chosen_online_decides_the_plan(town, district, eased):
    there = begin(town, region=district)
    here = begin(town)
    assert (there.region_id, here.region_id) == ("330106", "330100")
    assert there.number.startswith("330106-")
    assert there.overlay_editions == [[eased.pk, eased.fingerprint]]
    assert here.overlay_editions == []
    assert planned(there, "T1-B")["promised"] == 0
    assert planned(here, "T1-B")["promised"] == 1
    assert wanted(here) - wanted(there) == {"t_only"}


def test_the_window_decides_by_where_it_stands(town, district, eased):
    hall = ServiceCentre.objects.create(code="xihu", name="西湖中心", region=district)
    case = begin(town, channel="window", actor=town.clerk, centre=hall)
    assert (case.region_id, case.overlay_editions) == (
        "330106",
        [[eased.pk, eased.fingerprint]],
    )
    at_town = begin(town, channel="window", actor=town.clerk, centre=b.centre())
    assert at_town.overlay_editions == []


def test_a_region_elsewhere_is_refused(town, elsewhere):
    with b.refused("region_not_served"):
        begin(town, region=elsewhere)
    assert Case.objects.count() == 0


def test_a_township_is_no_choice(town, district):
    street = type(district).objects.create(
        code="330106002", name="北山街道", level=4, parent=district
    )
    with b.refused("region_not_served"):
        begin(town, region=street)
    assert Case.objects.count() == 0


def test_clerks_of_the_city_see_the_case_of_the_district(town, district, eased):
    case = begin(town, region=district)
    assert Case.objects.filter(cases_of_office(town.clerk)).get() == case
    assert not Case.objects.filter(cases_of_office(town.clerk_elsewhere)).exists()


@pytest.mark.parametrize("later", ["adopted", "another", "at last one"])
def test_what_comes_later_changes_nothing_in_a_running_case(town, district, eased, slower, later):
    case = begin(town, region=district)
    before, plan, slots = spec_of_case(case), case.plan, wanted(case)
    if later == "adopted":
        b.do(adopt_standard, "T1-B", region=district, why="统一", actor=SYSTEM)
    elif later == "another":
        publish("T1-B", district, promised_days=2, legal_bases=(LAW,))
    else:
        publish("T1-A", district, fields=())
    case.refresh_from_db()
    assert spec_of_case(case) == before
    assert (case.plan, wanted(case)) == (plan, slots)
    used = matter_editions(case, ["T1-A", "T1-B", "T1-C"])
    assert used["T1-A"].region_id is None
    assert (used["T1-B"].pk, used["T1-C"].pk) == (eased.pk, slower.pk)


def test_approvals_pin_the_regional_edition(town, district, eased):
    case = begin(town, region=district)
    b.do(adopt_standard, "T1-B", region=district, why="统一", actor=SYSTEM)
    b.do(open_approvals, case)
    rows = Approval.objects.filter(case=case).select_related("matter_edition__matter")
    used = {row.matter_edition.matter.code: row for row in rows}
    assert set(used) == {"T1-A", "T1-B", "T1-C", "T1-D", "T1-E"}
    assert used["T1-B"].matter_edition_id == eased.pk
    assert used["T1-B"].department.name == "乙局"
    assert used["T1-A"].matter_edition.region_id is None
