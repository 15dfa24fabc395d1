"""The standard may change after a region published its edition: both together are asked of one."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts.actor import SYSTEM
from services.catalogue.load import publish_catalogue
from services.catalogue.lookups import matter_specs
from services.catalogue.spec import IncludedMatter, LegalBasisSpec
from services.catalogue.text import Text
from services.checks import registry
from services.checks.findings import Finding, Severity, Spot
from services.checks.running import Run
from services.models import Region
from services.overlays.actions import adopt_standard
from services.overlays.laid_over import RegionalEditions
from services.overlays.queries import standard_of
from services.revisions import actions
from tests.services.overlays.reviewed import publish_reviewed
from tests.services.revisions import small as s
from windows.catalogue.checks import check_plans

LATER = replace(
    s.INN, matters=(s.INN.matters[0], IncludedMatter(s.SHARED, starts_after=("S-HOME",)))
)
"""乙 can only be begun when 甲 has decided: whoever must be there for both comes twice."""
TWICE = s.with_matter(LATER, replace(s.HOME, visit_reason="当面核对", visit_reason_en="Identity"))


@pytest.fixture(autouse=True)
def plans(catalogue, monkeypatch):
    monkeypatch.setattr(registry, "_life_event", {"plan": check_plans})
    load(LATER)


def load(spec):
    """As it came to be, past every gate."""
    catalogue = replace(s.CATALOGUE, life_events=(spec, s.SHOP, s.OTHER))
    s.do(publish_catalogue, catalogue, actor=SYSTEM, region=s.REGION)


def county(code="330106", name="西湖区", name_en="Xihu") -> Region:
    return Region.objects.create(code=code, name=name, name_en=name_en, level=3, parent_id=s.REGION)


def visit_in(region, reason="现场签字"):
    """The region asks people to be there for 乙, on a law: one visit, which it may."""
    standard = standard_of("S-SHARED")
    spec = replace(
        matter_specs([standard])[standard.pk],
        visit_reason=reason,
        visit_reason_en="Signature",
        legal_bases=(LegalBasisSpec("杭州市某条例", "12"),),
    )
    return s.do(publish_reviewed, "S-SHARED", region=region, spec=spec, why="当地规定")


def told():
    found = []
    subjects = list(Run(found.append).published())
    return [(f.rule, str(f.spot), f.message.zh, f.message.en) for f in found], subjects


def test_the_gate_sees_the_second_visit_that_only_a_region_has():
    revision = s.draft(TWICE)
    visit_in(county())
    with s.refused("revision_not_publishable") as caught:
        actions.submit_revision(revision, why="x", actor=s.he())
    (detail,) = caught.value.details
    assert (detail["rule"], detail["spot"]) == ("plan.visits", {"life_event": "S1"})
    assert detail["message"]["zh"].startswith("（西湖区）1 种回答要到场不止 1 次。例如 2 次：")
    assert detail["message"]["en"].startswith("(Xihu) 1 sets of answers need more than one visit.")
    assert detail["way_out"]["zh"].endswith("；也可以让当地改回标准版")


def test_without_regional_editions_or_once_they_are_given_up_it_passes():
    revision = s.draft(TWICE)
    here = county()
    visit_in(here)
    s.do(adopt_standard, "S-SHARED", region=here, why="改回", actor=s.admin())
    assert s.submit(revision).state == "in_review"


def test_a_region_added_a_visit_while_the_draft_waited():
    revision = s.in_review(TWICE)
    visit_in(county())
    with s.refused("revision_not_publishable") as caught:
        actions.publish_revision(revision, actor=s.chen())
    assert [each["rule"] for each in caught.value.details] == ["plan.visits"]


def test_check_catalogue_shows_it_and_counts_the_standard_only():
    visit_in(county())
    before, subjects = told()
    assert before == []
    load(TWICE)
    after, again = told()
    assert [(rule, spot) for rule, spot, _zh, _en in after] == [("plan.visits", "S1")]
    assert after[0][2].startswith("（西湖区）")
    assert [each.coverage for each in again] == [each.coverage for each in subjects]
    assert [each.counts[Severity.ERROR] for each in again] == [1, 0, 0]
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_catalogue", stdout=out)
    assert "（西湖区）1 种回答要到场不止 1 次" in out.getvalue()


def test_what_the_standard_has_itself_is_said_once():
    visit_in(county())
    twice = s.with_matter(TWICE, replace(s.SHARED, visit_reason="现场签字"))
    load_shared = replace(
        s.CATALOGUE, life_events=(twice, s.with_matter(s.SHOP, twice.matters[1].matter), s.OTHER)
    )
    s.do(publish_catalogue, load_shared, actor=SYSTEM, region=s.REGION)
    found, _subjects = told()
    assert [(rule, spot) for rule, spot, _zh, _en in found] == [("plan.visits", "S1")]
    assert not found[0][2].startswith("（")


def test_regions_that_have_the_same_are_checked_once_and_all_named():
    visit_in(county())
    visit_in(county("330105", "拱墅区", "Gongshu"))
    visit_in(county("330102", "上城区", "Shangcheng"), reason="另有规定")
    places = [local.places for local in RegionalEditions().of(TWICE)]
    assert places == [
        Text("上城区", "Shangcheng"),
        Text("拱墅区、西湖区", "Gongshu, Xihu"),
    ]


def test_a_county_goes_by_its_citys_edition_where_it_has_none_of_its_own(monkeypatch):
    city, here = Region.objects.get(code=s.REGION), county()
    visit_in(city)
    standard = standard_of("S-HOME")
    quick = replace(matter_specs([standard])[standard.pk], promised_days=1)
    s.do(publish_reviewed, "S-HOME", region=here, spec=quick, why="人手足")
    found = {
        local.places.zh: [
            (m.matter.promised_days, m.matter.visit_reason) for m in local.spec.matters
        ]
        for local in RegionalEditions().of(LATER)
    }
    assert found == {
        "杭州市": [(3, ""), (1, "现场签字")],
        "西湖区": [(1, ""), (1, "现场签字")],
    }


def test_a_run_over_what_is_online_asks_regional_editions_by_themselves(monkeypatch):
    visit_in(county())

    def no_visit(matter):
        if matter.visit_reason:
            yield Finding(
                "test.visit",
                Severity.WARNING,
                Spot(matter=matter.code),
                Text("要到场", "A visit"),
                Text("改线上", "Go online"),
            )

    monkeypatch.setattr(registry, "_matter", {"visit": no_visit})
    found, _subjects = told()
    assert [(rule, spot, zh) for rule, spot, zh, _en in found] == [
        ("test.visit", "S1 / S-SHARED", "（西湖区）要到场"),
        ("test.visit", "S2 / S-SHARED", "（西湖区）要到场"),
    ]


def test_without_regional_editions_it_costs_one_query_a_run():
    run = Run(lambda _finding: None)
    with CaptureQueriesContext(connection) as queries:
        list(run.events([LATER, s.SHOP, s.OTHER]))
    assert len([q for q in queries if '"region_id" IS NOT NULL' in q["sql"]]) == 1
    assert list(RegionalEditions().of(LATER)) == []
