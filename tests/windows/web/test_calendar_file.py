"""The days of a case as a calendar file: which day, whose, in which language, and when it moves."""

from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar

from portal.accounts.models import User
from tests.windows import builders as b
from tests.windows.staff import citizen
from windows.cases.models import Case

pytestmark = pytest.mark.django_db


def file(client, case: Case) -> Calendar:
    answer = client.get(f"/cases/{case.number}/calendar.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{case.number}.ics"'
    return Calendar.from_ical(answer.content)


def events(client, case: Case) -> dict[str, object]:
    found = file(client, case)
    return {str(each["UID"]): each for each in found.walk("VEVENT")}


def test_the_promised_day_is_a_whole_day_with_a_reminder(town):
    case = b.accepted_case(town)
    case.refresh_from_db()
    (found,) = events(citizen(case.applicant), case).values()
    assert str(found["UID"]) == f"{case.number}-done@testserver"
    assert found["DTSTART"].dt == case.promised_on
    assert found["DTEND"].dt == case.promised_on + dt.timedelta(days=1)
    assert found["DTSTART"].params["VALUE"] == "DATE"
    assert str(found["SUMMARY"]) == f"“{case.life_event_edition.name}”最迟今天全部办好"
    assert f"http://testserver/cases/{case.number}/" in str(found["DESCRIPTION"])
    (alarm,) = found.walk("VALARM")
    assert alarm["TRIGGER"].dt == dt.timedelta(hours=-15)


def test_another_day_is_the_same_event_with_a_higher_sequence(town):
    case = b.accepted_case(town)
    client = citizen(case.applicant)
    (before,) = events(client, case).values()
    assert events(client, case)[str(before["UID"])]["SEQUENCE"] == before["SEQUENCE"]
    b.grant(town, case, "T1-A")
    moved = before["DTSTART"].dt + dt.timedelta(days=4)
    Case.objects.filter(pk=case.pk).update(promised_on=moved)
    after = events(client, case)[str(before["UID"])]
    assert after["DTSTART"].dt == moved
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_while_the_whole_has_no_day_each_matter_keeps_its_own(town):
    case = b.accepted_case(town)
    Case.objects.filter(pk=case.pk).update(promised_on=None, intake_due_on=None)
    running = [each for each in case.approvals.all() if each.due_on and each.dispatched_at]
    assert running
    found = events(citizen(case.applicant), case)
    assert {uid: each["DTSTART"].dt for uid, each in found.items()} == {
        f"{case.number}-matter-{each.pk}@testserver": each.due_on for each in running
    }


def test_before_acceptance_it_is_the_day_of_the_answer(town):
    case = b.submitted_case(town)
    case.refresh_from_db()
    (found,) = events(citizen(case.applicant), case).values()
    assert str(found["UID"]) == f"{case.number}-answer@testserver"
    assert found["DTSTART"].dt == case.intake_due_on


def test_what_must_be_put_right_has_its_day(town):
    case = b.case_under_correction(town)
    found = events(citizen(case.applicant), case)
    notice = case.corrections.get()
    assert found[f"{case.number}-correction@testserver"]["DTSTART"].dt == notice.deadline


def test_it_speaks_the_language_of_the_reader(town):
    case = b.accepted_case(town)
    client = citizen(case.applicant)
    User.objects.update(language="en")
    client.cookies["django_language"] = "en"
    (found,) = events(client, case).values()
    name = case.life_event_edition.name_en
    assert str(found["SUMMARY"]) == f"“{name}”: all done by today at the latest"


def test_a_stranger_finds_nothing_and_a_draft_has_no_day(town):
    case = b.accepted_case(town)
    stranger = citizen(town.stranger)
    assert stranger.get(f"/cases/{case.number}/calendar.ics").status_code == 404
    draft = b.draft(town)
    answer = citizen(draft.applicant).get(f"/cases/{draft.number}/calendar.ics")
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{draft.number}/")


def test_the_receipt_and_the_case_page_lead_to_it(town):
    case = b.accepted_case(town)
    client = citizen(case.applicant)
    for page in ("", "receipt/"):
        text = client.get(f"/cases/{case.number}/{page}").content.decode()
        assert f'href="/cases/{case.number}/calendar.ics"' in text
