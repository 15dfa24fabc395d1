"""A retired edition starts no case; a case that began with it is carried out by it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM
from portal.accounts.models import User
from services.catalogue.load import publish_catalogue
from services.catalogue.loading.events import retire
from tests.windows import builders as b
from tests.windows.small_catalogue import PROVEN, SALE
from windows.cases.actions import start_draft
from windows.cases.models import Case
from windows.errors import EditionRetired


@pytest.fixture
def first(town):
    """What somebody read before the sale was published anew."""
    return b.edition("T1")


def publish_anew() -> None:
    spec = replace(b.CATALOGUE, life_events=(replace(SALE, name="卖房"), PROVEN))
    b.do(publish_catalogue, spec, actor=SYSTEM, region=b.REGION)


def end(edition) -> None:
    b.do(retire, edition, now=timezone.now())


def test_it_leads_to_the_edition_in_force(town, first):
    publish_anew()
    with b.refused("edition_retired") as caught:
        start(town, first)
    assert caught.value.status == 409
    assert caught.value.details == ({"life_event": "T1", "edition": 2},)
    assert "卖房" in caught.value.advice
    assert Case.objects.count() == 0
    assert b.do(start, town, b.edition("T1")).life_event_edition.number == 2


def test_what_has_ended_says_so(town, first):
    end(b.edition("T1"))
    with b.refused("life_event_ended") as caught:
        start(town, first)
    assert caught.value.status == 410
    assert Case.objects.count() == 0


def test_after_its_last_day_it_is_over_even_before_the_clockwork_came_by(town, first):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    spec = replace(b.CATALOGUE, life_events=(SALE,))
    b.do(publish_catalogue, spec, actor=SYSTEM, region=b.REGION, ends={"T1": yesterday})
    with b.refused("life_event_ended"):
        start(town, b.edition("T1"))
    assert Case.objects.count() == 0


def test_the_same_page_sent_again_still_finds_its_draft(town, first):
    case = b.do(start, town, first)
    publish_anew()
    again = b.do(start, town, first, draft_key=case.draft_key)
    assert again == case


def test_a_case_under_way_goes_on_with_its_edition(town, first):
    case = b.accepted_case(town)
    publish_anew()
    b.grant(town, case, "T1-A")
    case.refresh_from_db()
    assert case.life_event_edition == first
    assert (case.life_event_edition.name, case.state) == ("卖旧房", "accepted")
    assert b.approval(case, "T1-A").state == "approved"


def test_the_page_of_the_old_edition_leads_to_the_new_one(town, first, client):
    user = User.objects.create(username="buyer", display_name=town.buyer.name)
    town.buyer.user = user
    town.buyer.save()
    client.force_login(user)
    page = client.get("/things/T1/plan/?who=me")
    assert '<input type="hidden" name="edition" value="1">' in page.content.decode()
    publish_anew()
    answer = client.post("/things/T1/apply/", {"who": "me", "edition": "1"})
    assert (answer.status_code, answer.url) == (302, "/things/T1/")
    (said,) = get_messages(answer.wsgi_request)
    refusal = EditionRetired(name="卖房")
    assert str(said) == f"{refusal.said} {refusal.advice}"
    assert Case.objects.count() == 0
    client.post("/things/T1/apply/", {"who": "me", "edition": "2"})
    assert Case.objects.get().life_event_edition.number == 2


def test_a_clerk_reads_the_new_one_before_starting(town, first, client):
    staff = create_staff(
        username="clerk", display_name="窗口甲", password="long-enough-9", role="clerk",
        region_code=b.REGION, centre_code="test-hall", actor=SYSTEM,
    )  # fmt: skip
    client.force_login(staff.user)
    where = f"/desk/people/{town.buyer.pk}/T1/"
    page = client.get(where)
    assert '<input type="hidden" name="edition" value="1">' in page.content.decode()
    publish_anew()
    answer = client.post(where, {"who": "me", "edition": "1"})
    assert (answer.status_code, answer.url) == (302, where)
    assert Case.objects.count() == 0
    client.post(where, {"who": "me", "edition": "2"})
    assert Case.objects.get().life_event_edition.number == 2


def start(town, edition, **more):
    return start_draft(
        edition,
        answers=b.ANSWERS,
        applicant=town.buyer,
        channel="online",
        actor=town.me,
        **more,
    )
