"""The demand list follows the catalogue and the resource list, and loses nothing that is kept."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from datasharing.lists.demand.actions import ask_demand, plan_demand
from datasharing.lists.demand.models import DataDemand, DemandRound
from datasharing.lists.demand.refreshing import Followed, refresh_demands, refresh_if_changed
from datasharing.tasks import follow_catalogue
from portal.accounts.actor import SYSTEM
from portal.errors import NotAllowed
from portal.journal.queries import entries_for
from tests.datasharing.lists import builders as b

pytestmark = pytest.mark.django_db


def rows() -> dict[str, tuple[str, str, str]]:
    found = DataDemand.objects.filter(matter__code="L-A")
    return {each.key: (each.way, each.state, each.owner_name) for each in found}


def verbs(key: str) -> list[str]:
    return [each.verb for each in entries_for(b.demand(key).stream)]


def asked_and_planned(key: str) -> dt.date:
    day = timezone.localdate() + dt.timedelta(days=60)
    b.do(ask_demand, b.demand(key), actor=b.officer("资规局"))
    b.do(plan_demand, b.demand(key), planned_on=day, actor=b.officer("民政局"))
    return day


def test_every_requirement_is_one_row_with_what_could_take_its_place(listed):
    assert rows() == {
        "l_marriage": ("resource", "not_asked", "民政局"),
        "l_home": ("resource", "not_asked", "海关"),
        "l_loan": ("unlisted", "not_asked", ""),
        "l_permit": ("output", "connected", "市场监督管理局"),
        "l_plan": ("licence", "not_asked", ""),
        "l_form": ("generated", "connected", ""),
    }
    assert b.demand("marriage").owner.name == "民政局"
    assert [(each["name"], each["owner"]) for each in b.demand("plan").sources] == [("plan", "")]
    assert b.demand("home").owner is None
    assert b.demand("home").places == [""]
    told = entries_for("demands").get().data
    assert told == {"created": 6, "changed": 0, "gone": 0}


def test_a_second_round_changes_nothing_and_tells_nothing(listed):
    before = list(DataDemand.objects.order_by("pk").values())
    assert b.follow() == Followed()
    assert list(DataDemand.objects.order_by("pk").values()) == before
    assert entries_for("demands").count() == 1


def test_a_new_edition_brings_and_takes_requirements_and_keeps_what_was_said(listed):
    day = asked_and_planned("marriage")
    b.publish(b.renamed(b.MARRIAGE, "婚姻状况"), b.HOME, b.need("extra", "新材料"))
    assert b.follow() == Followed(created=1, changed=2, gone=4)
    kept = b.demand("marriage")
    assert (kept.name, kept.state, kept.planned_on) == ("婚姻状况", "planned", day)
    assert rows()["l_extra"] == ("unlisted", "not_asked", "")
    assert not b.demand("loan").is_current


def test_a_requirement_that_comes_back_finds_its_promise(listed):
    day = asked_and_planned("marriage")
    b.publish(b.HOME)
    b.follow()
    gone = b.demand("marriage")
    assert (gone.is_current, gone.places) == (False, [])
    assert (gone.state, gone.planned_on) == ("planned", day)
    b.publish(*b.ALL)
    b.follow()
    back = b.demand("marriage")
    assert (back.is_current, back.state, back.planned_on) == (True, "planned", day)
    assert verbs("marriage") == ["demand.asked", "demand.planned", "demand.gone", "demand.back"]


def test_a_source_that_can_be_asked_connects_and_one_that_cannot_leads_back(listed, settings):
    day = asked_and_planned("marriage")
    settings.DATA_SOURCES = {"DS07": "https://marriage.example"}
    b.follow()
    assert (b.demand("marriage").state, b.demand("marriage").is_connected) == ("connected", True)
    assert b.demand("home").state == "not_asked"
    settings.DATA_SOURCES = {}
    b.follow()
    back = b.demand("marriage")
    assert (back.state, back.is_connected, back.planned_on) == ("planned", False, day)
    assert verbs("marriage")[2:] == ["demand.connected", "demand.disconnected"]


def test_who_was_asked_stays_asked_when_the_catalogue_names_nobody(listed):
    asked_and_planned("marriage")
    b.publish(b.need("marriage", "婚姻信息"), b.HOME)
    b.follow()
    kept = b.demand("marriage")
    assert (kept.way, kept.state, kept.owner_name) == ("unlisted", "planned", "民政局")


def test_the_clock_looks_only_where_something_changed(listed, settings):
    assert refresh_if_changed(actor=SYSTEM) is None
    at = DemandRound.objects.get().at
    follow_catalogue.run()
    assert DemandRound.objects.get().at == at
    b.resource("DS13", "民政局", connector="http_json")
    follow_catalogue.run()
    assert b.demand("home").owner_name == "民政局"
    settings.DATA_SOURCES = {"DS13": "https://homes.example"}
    follow_catalogue.run()
    assert b.demand("home").state == "connected"


def test_only_the_clockwork_writes_the_list(listed):
    with pytest.raises(NotAllowed):
        refresh_demands(actor=b.officer("资规局"))


def test_the_database_lets_no_demand_go(listed):
    for change in (
        lambda: b.demand("loan").delete(),
        lambda: DataDemand.objects.filter(key="l_loan").update(key="l_other"),
        lambda: DataDemand.objects.filter(key="l_loan").update(state="connected"),
        lambda: DataDemand.objects.filter(key="l_loan").update(state="planned"),
        lambda: DataDemand.objects.filter(key="l_marriage").update(state="asked"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert rows()["l_loan"] == ("unlisted", "not_asked", "")


def test_data_of_another_department_is_asked_for_anew(listed, settings):
    asked_and_planned("marriage")
    b.resource("DS07", "市场监督管理局", connector="http_json")
    b.follow()
    anew = b.demand("marriage")
    assert (anew.state, anew.owner.name, anew.owner_name) == (
        "not_asked", "市场监督管理局", "市场监督管理局",
    )  # fmt: skip
    assert (anew.asked_on, anew.answer_due_on, anew.planned_on) == (None, None, None)
    last = entries_for(anew.stream).last()
    assert last.verb == "demand.owner_changed"
    assert (last.data["was"], last.data["owner"]) == ("民政局", "市场监督管理局")
    settings.DATA_SOURCES = {"DS07": "https://marriage.example"}
    b.follow()
    settings.DATA_SOURCES = {}
    b.follow()
    assert b.demand("marriage").state == "not_asked"


def test_a_promise_of_the_one_before_does_not_come_back_after_a_connection(listed, settings):
    asked_and_planned("marriage")
    settings.DATA_SOURCES = {"DS07": "https://marriage.example"}
    b.follow()
    b.resource("DS07", "市场监督管理局", connector="http_json")
    b.follow()
    assert b.demand("marriage").state == "connected"
    settings.DATA_SOURCES = {}
    b.follow()
    assert (b.demand("marriage").state, b.demand("marriage").planned_on) == ("not_asked", None)


def test_a_department_with_a_new_name_is_the_same_one(listed):
    day = asked_and_planned("marriage")
    civil = b.demand("marriage").owner
    type(civil).objects.filter(pk=civil.pk).update(name="杭州市民政局")
    b.DataResource.objects.filter(code="DS07").update(owner=civil)
    b.follow()
    kept = b.demand("marriage")
    assert (kept.owner_name, kept.state, kept.planned_on) == ("杭州市民政局", "planned", day)


def test_a_source_of_which_somebody_is_known_goes_before_one_that_nobody_listed(listed):
    unlisted = b.source(b.SourceKind.RESOURCE, resource="DS77")
    producer = b.source(b.SourceKind.LICENCE)
    b.publish(b.need("permit", "许可证", unlisted, producer))
    b.follow()
    assert rows()["l_permit"] == ("licence", "connected", "市场监督管理局")
