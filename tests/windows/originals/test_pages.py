"""Side by side at the desk; the panel of the officer; what the record of readings says."""

from __future__ import annotations

import pytest
from django.urls import reverse

from materials.documents.library import looks_at
from materials.documents.uses import uses_of
from materials.models import Document
from portal.accounts.roles import Role
from portal.journal.models import Entry
from portal.outbox.drain import drain
from services.catalogue.text import Text
from tests.windows import builders as b
from tests.windows.staff import citizen, post
from windows.intake.actions import accept
from windows.originals.actions import see_original

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(town):
    browser, _actor = post("周窗口", Role.CLERK)
    return browser


def deed(case):
    return b.slot(case, "t_deed")


def document(case, material="t_deed"):
    return Document.objects.get(pk=b.slot(case, material).document_id)


def original(case):
    return reverse("desk_original", args=[case.number, deed(case).pk])


def test_side_by_side(clerk, case):
    checklist = clerk.get(reverse("desk_case", args=[case.number])).content.decode()
    assert original(case) in checklist
    assert "房产证：核对原件" in checklist
    html = clerk.get(original(case)).content.decode()
    assert "这里要求 B 级" in html
    assert f"?case={case.number}" in html
    assert not Entry.objects.filter(verb="document.read").exists()


def test_both_say_the_same(clerk, case):
    response = clerk.post(original(case), {"valid_until": ""})
    assert response.url == f"{reverse('desk_case', args=[case.number])}#slot-{deed(case).pk}"
    assert document(case).level == "B"
    after = clerk.get(reverse("desk_case", args=[case.number])).content.decode()
    assert "B 级 核对过原件" in after
    assert "看核对记录" in after
    again = clerk.post(original(case))
    assert again.status_code == 409
    assert "已经是 B 级" in again.content.decode()


def test_a_day_that_is_none_is_refused(clerk, case):
    response = clerk.post(original(case), {"valid_until": "下个月"})
    assert response.status_code == 422
    assert document(case).level == "C"


def test_a_day_noted_wrongly_is_corrected_at_the_desk(clerk, case):
    clerk.post(original(case), {"valid_until": "2099-01-01"})
    assert "有效期记错了" in clerk.get(original(case)).content.decode()
    clerk.post(original(case), {"valid_until": "2098-01-01", "only_day": "1"})
    assert (document(case).level, str(document(case).valid_until)) == ("B", "2098-01-01")


def test_nothing_to_compare(clerk, case, town):
    empty = b.slot(b.draft(town, code="T7"), "t_first")
    address = reverse("desk_original", args=[empty.case.number, empty.pk])
    assert clerk.get(address).status_code == 404


def test_the_person_sees_who_looked_and_for_which_case(clerk, case):
    found = document(case)
    other = reverse("document", args=[found.pk]) + "?case=330100-20200101-000001"
    for address in (reverse("document", args=[found.pk]) + f"?case={case.number}", other):
        b"".join(clerk.get(address))
    assert [(each.office, each.case_number) for each in looks_at(found)] == [
        (Text("杭州市综合窗口", "Service window, 杭州市"), case.number)
    ] * 2


def test_where_it_is_used(case, town):
    later = b.draft(town, code="T8")
    found = document(case)
    uses = uses_of([found.pk])[found.pk]
    assert [(use.case_number, use.name, use.state) for use in uses] == [
        (later.number, Text("落户", "Register"), Text("草稿", "Draft")),
        (case.number, Text("过户", "Transfer"), Text("待受理", "To be accepted")),
    ]


def test_the_officers_panel(case, town):
    b.do(see_original, deed(case), actor=town.clerk)
    b.do(accept, case, actor=town.clerk)
    drain()
    part = b.approval(case, "T7-A")
    client, _actor = post("小甲", Role.OFFICER, department=part.department.code)
    page = reverse("approval", args=[part.pk])
    html = client.get(page).content.decode()
    assert "本部门签发的材料" in html
    slot = b.slot(case, "t_first")
    address = reverse("approval_paper_own", args=[part.pk, slot.pk])
    assert address in html
    assert reverse("approval_paper_own", args=[part.pk, deed(case).pk]) not in html
    assert client.post(address).url == f"{page}#papers"
    assert document(case, "t_first").level == "A"
    assert address not in client.get(page).content.decode()
    refused = client.post(address)
    assert refused.status_code == 409
    assert "已经是 A 级" in refused.content.decode()


def test_no_panel_where_nothing_is_the_departments_own(town):
    part = b.approval(b.accepted_case(town), "T1-A")
    client, _actor = post("小甲", Role.OFFICER, department=part.department.code)
    html = client.get(reverse("approval", args=[part.pk])).content.decode()
    assert "本部门签发的材料" not in html


def test_the_person_chooses_among_what_still_holds(case, town):
    later = b.draft(town, code="T8")
    found = document(case)
    client = citizen(town.buyer)
    address = reverse("slot_upload", args=[later.number, deed(later).pk])
    assert str(found.pk) in client.get(address).content.decode()
    Document.objects.filter(pk=found.pk).update(valid_until="2020-01-01")
    assert str(found.pk) not in client.get(address).content.decode()
