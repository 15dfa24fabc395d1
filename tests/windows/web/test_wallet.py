"""The wallet: what holds first, until when, the code to check it, and who used it."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from django.utils import timezone

from materials.models import Licence
from tests.windows import builders as b
from tests.windows.staff import citizen
from windows.cases.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished(town) -> Case:
    return b.finished_case(town)


@pytest.fixture
def me(finished):
    return citizen(finished.applicant)


def page(client, more: str = "") -> str:
    return html.unescape(client.get(f"/my/licences/{more}").content.decode())


def used_in(town, licence: Licence) -> Case:
    """Another case of the same person, for which the licence spared a paper."""
    case = b.submitted_case(town)
    slot = case.slots.filter(party_role="applicant").order_by("pk").first()
    case.slots.filter(pk=slot.pk).update(licence=licence, state="fetched", document=None)
    return case


def copy_of(case: Case, number: str, begins, ends) -> Licence:
    """Like the first result of the case, but not for ever."""
    licence = Licence.objects.filter(holder=case.applicant).first()
    licence.pk, licence.case_number = None, f"{case.number}-{number}"
    licence.number = licence.identifier = licence.token = number
    licence.issued_on, licence.valid_until = begins, ends
    licence.save(force_insert=True)
    return licence


def test_every_result_is_there_with_its_day_and_its_code(finished, me):
    found = page(me)
    mine = Licence.objects.filter(holder=finished.applicant)
    assert mine.count() >= 2
    for licence in mine:
        assert f"/my/licences/{licence.number}/" in found
    assert found.count('class="qr"') == mine.count()
    assert "长期有效" in found


def test_what_ends_soon_says_so_and_what_ended_stands_apart(finished, me):
    today = timezone.localdate()
    soon = copy_of(finished, "soon", today, today + timedelta(days=30))
    over = copy_of(finished, "over", today - timedelta(days=9), today - timedelta(days=1))
    found = page(me)
    assert "还有 30 天" in found
    assert "1 份不再有效" in found
    assert found.index(soon.number) < found.index("1 份不再有效") < found.index(over.number)
    assert found.count('class="qr"') == Licence.objects.count() - 1, "No code for what ended."


def test_who_used_it_is_told(town, finished, me):
    licence = Licence.objects.filter(holder=finished.applicant).first()
    assert "还没有人用过。" in page(me, f"{licence.number}/")
    case = used_in(town, licence)
    assert "用过 1 次，没有再让您交" in page(me)
    told = page(me, f"{licence.number}/")
    assert case.number in told
    slot = case.slots.get(licence=licence)
    matter = slot.requirement_keys[0][0]
    assert b.approval(case, matter).department.name in told.split("谁用过这份证照")[1]


def test_a_draft_has_used_nothing(town, finished, me):
    licence = Licence.objects.filter(holder=finished.applicant).first()
    case = used_in(town, licence)
    Case.objects.filter(pk=case.pk).update(state="draft", submitted_at=None)
    assert "用过 1 次" not in page(me)


def test_on_paper_everything_is_open_and_says_when_it_was_printed(finished, me):
    screen, paper = page(me), page(me, "?paper=1")
    assert (screen.count("<details open>"), "以扫码看到的为准" in screen) == (0, False)
    assert paper.count("<details open>") == Licence.objects.count()
    assert "打印。有没有变化，以扫码看到的为准。" in paper


def test_the_wallet_costs_no_more_queries_for_more_licences(
    town, finished, me, django_assert_max_num_queries
):
    used_in(town, Licence.objects.filter(holder=finished.applicant).first())
    me.get("/my/licences/")
    with django_assert_max_num_queries(14):
        me.get("/my/licences/")
    assert me.get("/my/licences/")["Cache-Control"] == "private, no-store"
