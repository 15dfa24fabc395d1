"""The citizen's pages: the region is in the address, and the case begins in it."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from materials.queries import life_event_spec
from portal.accounts.models import User
from services.catalogue.spec import Handling
from tests.windows import builders as b
from windows.cases.models import Case

PLAN = "/things/T1/plan/"


@pytest.fixture
def buyer(town) -> Client:
    town.buyer.user = User.objects.create_user("wang", display_name="王小明")
    town.buyer.save()
    client = Client()
    client.force_login(town.buyer.user)
    return client


def matter(spec, code):
    return next(each.matter for each in spec.matters if each.matter.code == code)


def test_the_spec_of_a_region(district, eased, django_assert_num_queries):
    edition = b.edition("T1")
    standard, local = life_event_spec(edition), life_event_spec(edition, district)
    assert matter(local, "T1-B") == replace(
        matter(standard, "T1-B"),
        promised_days=0,
        handling=Handling.INSTANT,
        requirements=matter(standard, "T1-B").requirements[:1],
    )
    assert replace(local, matters=()) == replace(standard, matters=())
    assert [each.condition for each in local.matters] == [
        each.condition for each in standard.matters
    ]
    with django_assert_num_queries(1):
        assert life_event_spec(edition, district) is local


def test_the_plan_of_the_region_says_what_is_different(district, eased):
    page = Client().get(PLAN, {"who": "me", "region": "330106"}).content.decode()
    assert "西湖区有 1 个事项按当地规定办" in page
    assert "当地试行" in page
    assert "唯一住房声明" not in page
    standard = Client().get(PLAN, {"who": "me"}).content.decode()
    assert "按当地规定办" not in standard
    assert "唯一住房声明" in standard


def test_regions_to_choose_are_those_with_a_centre_or_editions(district, elsewhere):
    assert "330106" not in Client().get(PLAN, {"who": "me"}).content.decode()
    b.ServiceCentre.objects.create(code="xihu", name="西湖中心", region=district)
    page = Client().get(PLAN, {"who": "me"}).content.decode()
    options = re.findall(r'<option value="(\d+)"( selected)?>', page)
    assert options == [("330100", " selected"), ("330106", "")]


@pytest.mark.parametrize("region", ["330200", "330000", "999999", "x", ""])
def test_a_region_where_it_is_not_done_counts_as_none(district, elsewhere, eased, region):
    page = Client().get(PLAN, {"who": "me", "region": region})
    assert page.status_code == 200
    assert 'value="330100" selected' in page.content.decode()


def test_the_address_keeps_the_region_through_the_questions(district, eased):
    asked = Client().get("/things/T1/questions/", {"region": "330106"}).content.decode()
    assert '<input type="hidden" name="region" value="330106">' in asked
    answered = Client().get(
        "/things/T1/questions/", {"region": "330106", "asked": "who", "who": "me"}
    )
    assert answered.url == "/things/T1/plan/?who=me&region=330106"
    page = Client().get(answered.url).content.decode()
    assert "/things/T1/questions/?who=me&amp;region=330106&amp;again=who" in page


def test_the_case_begins_in_the_region_of_the_plan(buyer, district, eased):
    page = buyer.get(PLAN, {"who": "me", "region": "330106"}).content.decode()
    assert '<input type="hidden" name="region" value="330106">' in page
    sent = buyer.post("/things/T1/apply/", {"who": "me", "region": "330106"})
    case = Case.objects.get()
    assert sent.url == f"/cases/{case.number}/"
    assert (case.region_id, case.overlay_editions) == (
        "330106",
        [[eased.pk, eased.fingerprint]],
    )
    assert buyer.get(f"/cases/{case.number}/check/").status_code == 200


def test_without_a_region_it_begins_where_the_departments_are(buyer, district, eased):
    buyer.post("/things/T1/apply/", {"who": "me", "region": "330200"})
    case = Case.objects.get()
    assert (case.region_id, case.overlay_editions) == ("330100", [])
