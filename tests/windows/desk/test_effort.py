"""Keys and fields typed twice: numbers on the case, seen by the supervisor, of nobody."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.actor import actor_of
from services.catalogue.text import Text
from tests.access.scenes import FRESH_ID, appoint
from tests.windows import builders as b
from windows.desk.effort import strokes_in, typed_twice
from windows.desk.effort_report import FEWEST, CaseEffort, efforts, rows, weeks
from windows.models import Case, DeskEffort
from windows.web.desk.counted import CARRIED

DAY = dt.date(2026, 11, 23)


@pytest.fixture
def clerk(db) -> Client:
    user = appoint("clerk", role="clerk", region_code="330100", centre_code="test-hall")
    client = Client()
    client.force_login(user)
    return client


def _line(case: Case) -> tuple[str, int | None, int, int]:
    each = DeskEffort.objects.get(case=case)
    return each.form, each.strokes, each.typed, each.typed_twice


def test_what_the_case_had_already_counts_as_typed_twice(town, clerk):
    case = b.draft(town, channel="window")
    act = reverse("desk_act", args=[case.number, "form"])
    clerk.post(act, {"phone": town.buyer.name, "price": "1680000.50", "strokes": "37"})
    assert _line(case) == ("form", 37, 2, 1)
    names = {field.name for field in DeskEffort._meta.get_fields()}
    assert names == {"id", "case", "on", "form", "strokes", "typed", "typed_twice"}


def test_the_name_of_somebody_registered_is_typed_for_nothing(town, clerk):
    case = b.draft(town)
    seller = {"name": town.seller.name, "id_number": town.seller.id_number}
    act = reverse("desk_act", args=[case.number, "party"])
    clerk.post(act, {"role": "seller", **seller, "strokes": "24"})
    assert _line(case) == ("party", 24, 2, 1)


def test_a_notice_is_typing_and_never_twice(town, clerk):
    case = b.submitted_case(town)
    slot = b.slot(case, "t_contract").pk
    act = reverse("desk_act", args=[case.number, "correct"])
    clerk.post(act, {f"bad-{slot}": "1", f"why-{slot}": town.buyer.name, "strokes": "9"})
    assert _line(case) == ("correct", 9, 1, 0)


def test_registering_is_counted_on_the_case_that_follows(town, clerk):
    typed = {"kind": "person", "name": "钱多多", "id_number": FRESH_ID, "strokes": "30"}
    person = clerk.post(reverse("desk_register"), typed).headers["Location"]
    clerk.post(f"{person}T1/", {"who": "me", "strokes": "4"})
    case = Case.objects.get(applicant__id_number=FRESH_ID)
    assert _line(case) == ("begin", 34, 2, 0)


def test_a_refused_act_is_not_counted_and_no_keys_are_no_line(town, clerk):
    case = b.submitted_case(town)
    refuse = reverse("desk_act", args=[case.number, "refuse"])
    assert clerk.post(refuse, {"reason": "", "strokes": "9"}).status_code == 422
    accept = reverse("desk_act", args=[case.number, "accept"])
    assert clerk.post(accept, {"strokes": "0"}).status_code == 302
    assert DeskEffort.objects.count() == 0


def test_a_refused_page_hands_the_count_back(town, clerk):
    case = b.submitted_case(town)
    for address, said in (
        (reverse("desk_act", args=[case.number, "refuse"]), {"reason": ""}),
        (reverse("desk_register"), {"kind": "person", "name": "钱多多", "id_number": "1"}),
        (reverse("desk_begin", args=[town.buyer.pk, "T1"]), {}),
        (reverse("desk_start", args=[town.buyer.pk]), {"id_number": "1"}),
    ):
        for sent, back in (("1234", True), ("0", False), ('9" x="', False)):
            answer = clerk.post(address, {**said, "strokes": sent})
            assert answer.status_code in (404, 422), address
            assert ('data-strokes="1234"' in answer.content.decode()) is back, address
            assert ("data-strokes" in answer.content.decode()) is back, address
    assert DeskEffort.objects.count() == 0


def test_what_was_counted_is_not_handed_back(town, clerk):
    """A form with faults is saved as far as it goes, and so is its count."""
    case = b.draft(town, channel="window")
    act = reverse("desk_act", args=[case.number, "form"])
    answer = clerk.post(act, {"phone": "1", "price": "x", "strokes": "12"})
    assert answer.status_code == 200
    assert "data-strokes" not in answer.content.decode()
    assert _line(case)[:2] == ("form", 12)


@pytest.mark.django_db
def test_a_number_once_counted_stays(town):
    line = DeskEffort.objects.create(
        case=b.draft(town), on=DAY, form="form", strokes=3, typed=1, typed_twice=0
    )
    with pytest.raises((DatabaseError, InternalError)), transaction.atomic():
        DeskEffort.objects.filter(pk=line.pk).update(strokes=1)
    assert connection.in_atomic_block
    line.refresh_from_db()
    assert line.strokes == 3


@given(st.text(max_size=12))
def test_a_count_is_a_number_or_nothing(said):
    count = strokes_in(said)
    assert count is None or 0 <= count <= 20_000
    assert (count is None) is not (said.isascii() and said.isdecimal())


def test_without_scripts_keys_are_unknown_and_not_none(town, clerk):
    case = b.draft(town, channel="window")
    act = reverse("desk_act", args=[case.number, "form"])
    clerk.post(act, {"phone": "13800138000"})
    assert _line(case) == ("form", None, 1, 0)
    clerk.post(act, {"phone": "13800138001", "strokes": "11"})
    watch = appoint("watch", role="supervisor", region_code="330100")
    (effort,) = efforts(actor_of(watch))
    assert effort.strokes is None, "A part of it is unknown, so the whole is."


def test_registered_without_scripts_the_whole_beginning_is_unknown(town, clerk):
    typed = {"kind": "person", "name": "钱多多", "id_number": FRESH_ID}
    person = clerk.post(reverse("desk_register"), typed).headers["Location"]
    clerk.post(f"{person}T1/", {"who": "me", "strokes": "4"})
    assert _line(Case.objects.get(applicant__id_number=FRESH_ID)) == ("begin", None, 2, 0)


def test_what_registering_took_is_not_carried_to_somebody_else(town, clerk):
    typed = {"kind": "person", "name": "钱多多", "id_number": FRESH_ID, "strokes": "30"}
    clerk.post(reverse("desk_register"), typed)
    clerk.post(reverse("desk_begin", args=[town.buyer.pk, "T1"]), {"who": "me", "strokes": "4"})
    assert _line(Case.objects.get(applicant=town.buyer)) == ("begin", 4, 0, 0)


def test_a_session_that_does_not_say_whom_it_is_for_carries_nothing(town, clerk):
    session = clerk.session
    session[CARRIED] = [30, 2]
    session.save()
    begin = reverse("desk_begin", args=[town.buyer.pk, "T1"])
    assert clerk.post(begin, {"who": "me", "strokes": "4"}).status_code == 302
    assert _line(Case.objects.get(applicant=town.buyer)) == ("begin", 4, 0, 0)
    assert CARRIED not in clerk.session


def test_same_is_whatever_reads_the_same():
    known = ["王小明", "13800138000", "1", "杭州市某路 1 号"]
    assert typed_twice(["王 小明", "138 0013 8000", "杭州市某路1号"], known) == 3
    assert typed_twice(["1", "李", "13800138001", ""], known) == 0


def _effort(
    strokes: int | None, *, thing: str = "过户", week: int = 0, twice: int = 0
) -> CaseEffort:
    begun = DAY - dt.timedelta(weeks=week)
    return CaseEffort(Text("市民中心", "Centre"), Text(thing, thing), begun, strokes, twice)


def test_median_and_nine_of_ten():
    found = [_effort(strokes, twice=strokes % 2) for strokes in range(1, 11)]
    (row,) = rows(found, lambda each: each.thing)
    assert (row.cases, row.median, row.ninth, row.twice) == (10, 5, 9, 0.5)


def test_cases_that_were_not_counted_move_no_median():
    found = [_effort(strokes) for strokes in range(1, 11)] + [_effort(None)] * 10
    (row,) = rows(found, lambda each: each.thing)
    assert (row.cases, row.counted, row.median, row.ninth) == (20, 10, 5, 9)
    (week,) = weeks(found)
    assert (week.cases, week.counted, week.median) == (20, 10, 5)
    (few,) = rows([_effort(3)] * (FEWEST - 1) + [_effort(None)] * 9, lambda each: each.thing)
    assert (few.cases, few.counted, few.median) == (FEWEST + 8, FEWEST - 1, None)


def test_too_few_cases_say_nothing():
    found = [_effort(100)] * (FEWEST - 1) + [_effort(7, thing="开店")] * FEWEST
    first, last = rows(found, lambda each: each.thing)
    assert (first.name.zh, first.median) == ("开店", 7)
    assert (last.name.zh, last.cases, last.median, last.ninth, last.twice) == (
        "过户", FEWEST - 1, None, None, None,
    )  # fmt: skip


def test_weeks_run_on_without_gaps():
    found = [_effort(10 + n, week=3) for n in range(FEWEST)] + [_effort(30), _effort(50)]
    assert [(week.cases, week.median) for week in weeks(found)] == [
        (FEWEST, 12), (0, None), (0, None), (2, None),
    ]  # fmt: skip
    assert weeks([]) == []


def test_the_supervisor_sees_groups_and_no_name(town, clerk):
    for number in range(FEWEST):
        case = b.draft(town, channel="window")
        act = reverse("desk_act", args=[case.number, "form"])
        clerk.post(act, {"phone": "13800138000", "strokes": str(10 + number)})
    supervisor = Client()
    user = appoint("watch", role="supervisor", region_code="330100")
    supervisor.force_login(user)
    page = supervisor.get(reverse("supervision_desk_work"))
    text = page.content.decode()
    (row,) = page.context["things"]
    assert (row.cases, row.counted, row.median, row.ninth) == (FEWEST, FEWEST, 12, 14)
    assert f"{FEWEST} 件里，{FEWEST} 件数了按键" in text
    assert '<svg class="chart"' in text
    assert ">clerk<" not in text
    far = appoint("far", role="supervisor", region_code="330200")
    assert efforts(actor_of(far)) == []
