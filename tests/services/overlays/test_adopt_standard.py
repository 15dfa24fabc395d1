from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.errors import DomainError
from portal.journal.models import Entry
from services.catalogue.spec import Handling, LegalBasisSpec
from services.models import Edition, PublicChange
from services.overlays.actions import (
    adopt_standard,
    adopt_standard_everywhere,
    publish_overlay,
)
from services.overlays.queries import nearest_editions, overlays, standard_of
from tests.services.overlays.reviewed import publish_reviewed

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


def told() -> PublicChange:
    return PublicChange.objects.order_by("pk").last()


def test_one_matter(eased, county, county_editor):
    how = {"why": "人手不够了", "why_en": "Too few hands", "actor": county_editor}
    kept = adopt_standard("T1-B", region=county, **how)
    assert kept == standard_of("T1-B")
    assert nearest_editions(county, [kept.matter_id]) == {}
    assert overlays().filter(region=county).get().matter.code == "T1-C"
    entry = Entry.objects.get(verb="catalogue.standard_adopted")
    assert (entry.data["matter_code"], entry.data["region_code"]) == ("T1-B", "330106")
    gone = Edition.objects.get(region=county, state="retired")
    assert gone.valid_until == timezone.localdate()


def test_what_comes_back_is_told_line_by_line(eased, county, county_editor):
    adopt_standard("T1-B", region=county, why="人手不够了", why_en="Too few", actor=county_editor)
    change = told()
    assert change.adds_burden is True
    assert change.lines == [
        {"zh": "恢复全省标准", "en": "Back to the standard of the province", "adds": False},
        {
            "zh": "承诺办结时限从当天改为 1 个工作日",
            "en": "The promised time changes from the same day to 1 working day",
            "adds": True,
        },
        {"zh": "不再当场办结", "en": "No longer decided on the spot", "adds": True},
    ]
    assert (change.why, change.why_en) == ("人手不够了", "Too few")
    assert (change.author_name, change.reviewer_name) == ("区编目", "")


def test_giving_up_what_was_added_asks_no_reason(county, rule, county_editor):
    slower = replace(rule(), promised_days=4, legal_bases=(LegalBasisSpec("某条例", "12"),))
    publish_reviewed("T1-B", region=county, spec=slower, why="条例")
    adopt_standard("T1-B", region=county, actor=county_editor)
    change = told()
    assert (change.adds_burden, change.legal_bases, change.why) == (False, [], "")
    assert [line["zh"] for line in change.lines] == [
        "恢复全省标准",
        "承诺办结时限从 4 个工作日改为 1 个工作日",
        "法律依据去掉《某条例》第12条",
    ]


def test_a_county_goes_back_to_its_city(eased, city, county, rule, city_editor):
    """The city's edition holds there then, and that is what is returned and told."""
    wide = publish_overlay(
        "T1-B",
        region=city,
        spec=replace(rule(), promised_days=0, handling=Handling.INSTANT, requirements=()),
        why="全市",
        actor=city_editor,
    )
    assert adopt_standard("T1-B", region=county, actor=city_editor) == wide
    change = told()
    assert change.adds_burden is False
    assert [line["zh"] for line in change.lines] == [
        "取消自己的地方版，改照杭州市的地方版",
        "不用交：甲证",
        "不用交：唯一住房声明",
    ]


def test_all_matters_of_one_region(eased, county, other_county, county_editor):
    how = {"region": county, "why": "统一", "actor": county_editor}
    assert adopt_standard_everywhere(**how) == 2
    assert overlays().get().region == other_county
    entries = Entry.objects.filter(verb="catalogue.standard_adopted").order_by("sequence")
    assert [entry.data["matter_code"] for entry in entries] == ["T1-B", "T1-C"]
    changes = PublicChange.objects.order_by("-pk")[:2]
    assert [(each.adds_burden, each.why) for each in changes] == [(True, "统一")] * 2


@pytest.mark.parametrize("region_code", ["330106", "330100", "330000"])
def test_those_who_watch_the_place_may_adopt(eased, county, region_code):
    supervisor = Actor(Role.SUPERVISOR, None, "督查", region_code=region_code)
    adopt_standard("T1-B", region=county, why="没有依据", actor=supervisor)
    assert overlays().filter(region=county).get().matter.code == "T1-C"
    assert told().author_name == "督查"


@pytest.mark.parametrize("everywhere", [False, True])
def test_refusals(eased, county, other_county, county_editor, everywhere):
    def adopt(region, actor, why="统一"):
        codes = () if everywhere else ("T1-B",)
        act = adopt_standard_everywhere if everywhere else adopt_standard
        with pytest.raises(DomainError) as caught, transaction.atomic():
            act(*codes, region=region, why=why, actor=actor)
        return caught.value.code

    before = list(Edition.objects.order_by("pk").values()), PublicChange.objects.count()
    for role in (Role.SUPERVISOR, Role.EDITOR):
        elsewhere = Actor(role, None, "别处", region_code="330200")
        assert adopt(county, elsewhere) == "overlay_place_not_found"
    assert adopt(other_county, county_editor) == "overlay_place_not_found"
    clerk = Actor(Role.CLERK, None, "窗口", region_code="330106")
    assert adopt(county, clerk) == "may_not_change_overlay"
    assert adopt(county, county_editor, why=" ") == "overlay_without_reason"
    assert adopt(county.parent, SYSTEM) == "no_overlay_here"
    assert (list(Edition.objects.order_by("pk").values()), PublicChange.objects.count()) == before
