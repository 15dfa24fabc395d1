"""What a person is told against a decision: on the result, the paper, the API's data."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from portal.journal.queries import entries_for
from services.models import Department, Region
from tests.windows import builders as b
from tests.windows.denials.conftest import deny
from windows.intake.actions import refuse
from windows.models import Approval, Writ
from windows.pickup.queries import result_package
from windows.remedies.bodies import body_of_department, government_of, review_address
from windows.remedies.told import NO_AUTHORITY, remedies_of, remedies_of_case, remedies_of_silence

MONDAY = dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC)


@pytest.fixture
def channels(settings):
    settings.REVIEW_CHANNELS = {"": "https://all.example/", "3301": "https://city.example/"}


@pytest.fixture
def denied(town, channels):
    with time_machine.travel(MONDAY, tick=False):
        case = b.accepted_case(town)
        deny(town, case, "T1-E")
    return case


def test_a_denial_names_bodies_days_and_the_way_online(denied):
    told = remedies_of(b.approval(denied, "T1-E"))
    assert told.review_body.zh == "杭州市人民政府"
    assert told.court.zh == "杭州市有管辖权的人民法院"
    assert told.review_address == "https://city.example/"
    assert told.told_on == dt.date(2026, 3, 2)
    assert told.review_by >= dt.date(2026, 5, 1)  # 60 days; moved past the May holiday
    assert told.review_by == dt.date(2026, 5, 6)
    assert told.suit_by == dt.date(2026, 9, 2)
    with time_machine.travel(MONDAY, tick=False):
        assert told.text.zh == (
            "如不服，可自收到之日起 60 日内（到 5 月 6 日（周三）为止）向杭州市人民政府申请行政复议"
            "（网上申请：https://city.example/ ），或 6 个月内（到 9 月 2 日（周三）为止）"
            "向杭州市有管辖权的人民法院提起行政诉讼。"
        )
        assert "administrative review within 60 days of receipt (until Wed 6 May)" in told.text.en
        assert "within 6 months (until Wed 2 Sep)" in told.text.en


def test_the_paper_of_the_decision_says_the_same(denied):
    writ = Writ.objects.get(case=denied, kind="denial")
    said = {label[0]: text[0] for label, text in writ.body}
    assert said["理由"] == "产权有争议"
    with time_machine.travel(MONDAY, tick=False):
        assert said["不服怎么办"] == remedies_of(b.approval(denied, "T1-E")).text.zh


def test_the_result_carries_them_for_a_denial_only(denied, town):
    b.grant(town, denied, "T1-A", "T1-B", "T1-C", "T1-D")
    results = result_package(denied).results
    by_code = {each.approval.matter_edition.matter.code: each for each in results}
    assert by_code["T1-E"].against.suit_by == dt.date(2026, 9, 2)
    assert by_code["T1-A"].against is None
    assert by_code["T1-A"].remedies is None


def test_on_paper_no_day_is_told_before_it_is_handed_out(denied):
    type(denied).objects.filter(pk=denied.pk).update(channel="window")
    told = remedies_of(b.approval(denied, "T1-E"))
    assert (told.told_on, told.review_by, told.suit_by) == (None, None, None)
    assert "自收到之日起 60 日内向杭州市人民政府" in told.text.zh


def test_a_company_has_other_ways(denied):
    Department.objects.filter(name="戊局").update(kind="utility")
    told = remedies_of(b.approval(denied, "T1-E"))
    assert (told.is_authority, told.review_by) == (False, None)
    assert told.text == NO_AUTHORITY


def test_refusal_says_them_with_the_region_government(town, channels):
    with time_machine.travel(MONDAY, tick=False):
        case = b.do(refuse, b.submitted_case(town), reason="不属于本市", actor=town.clerk)
        told = remedies_of_case(case)
        assert told.review_body.zh == "杭州市人民政府"
        assert told.suit_by == dt.date(2026, 9, 2)
        writ = Writ.objects.get(case=case, kind="refusal")
        assert [text[0] for label, text in writ.body][-1] == told.text.zh
        entry = entries_for(case.stream).get(verb="case.refused")
        assert entry.data["remedies"] == told.text.zh


def test_a_silent_department_review_comes_first(denied):
    one = b.approval(denied, "T1-A")
    with time_machine.travel(MONDAY, tick=False):
        Approval.objects.filter(pk=one.pk).update(statutory_on=dt.date(2026, 3, 2))
        assert remedies_of_silence(b.approval(denied, "T1-A")) is None
    with time_machine.travel(MONDAY + dt.timedelta(days=1), tick=False):
        told = remedies_of_silence(b.approval(denied, "T1-A"))
        assert told.is_review_first
        assert told.review_by == dt.date(2026, 5, 6)
        assert told.suit_by is None
        assert "要先申请行政复议" in told.text.zh
        assert remedies_of_silence(b.approval(denied, "T1-E")) is None  # it has decided


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("教育局", "杭州市人民政府"),
        ("税务局", "税务局的上一级机关"),
        ("国家外汇管理局", "国家外汇管理局的上一级机关"),
        ("司法局", "杭州市人民政府（也可以向上一级司法行政部门）"),
    ],
)
def test_body_by_the_law(town, name, body):
    department = Department(name=name, region_id="330100")
    assert body_of_department(department).zh == body


def test_a_township_is_reviewed_by_its_county(town):
    city = Region.objects.get(code="330100")
    county = Region(code="330106", name="西湖区", level=3, parent=city)
    township = Region(code="330106001", name="某街道", level=4, parent=county)
    assert government_of(township).zh == "西湖区人民政府"


def test_the_longest_code_names_the_channel(town, channels):
    assert review_address(Region(code="330106")) == "https://city.example/"
    assert review_address(Region(code="330200")) == "https://all.example/"
