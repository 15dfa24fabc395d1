"""What registers say about me, saying that it is wrong, the queue, the officer's panel."""

from __future__ import annotations

import pytest
from django.urls import reverse

from datasharing.disputes.models import DataDispute
from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM
from portal.accounts.models import User
from portal.accounts.roles import Role
from services.models import Department
from tests.windows import builders as b
from tests.windows.disputes.people import keeper, read_draft


def account(client, applicant):
    applicant.user = User.objects.create_user("someone", display_name=applicant.name)
    applicant.save(update_fields=["user"])
    client.force_login(applicant.user)
    return client


def staff(client, role, **post):
    made = create_staff(
        username=str(role),
        display_name="某人",
        password="walnut-tree-57",
        role=role,
        actor=SYSTEM,
        **post,
    )
    client.force_login(made.user)
    return client


@pytest.fixture
def mine(client, town):
    return account(client, town.buyer)


def page(case, *more):
    name = "case_dispute" if more else "case_registry"
    return reverse(name, args=[case.number, *more])


def test_what_was_read_stands_on_the_page(mine, town):
    case = read_draft(town)
    shown = mine.get(page(case)).content.decode()
    assert "婚姻登记信息" in shown
    assert "杭州市西湖区民政局" in shown
    assert page(case, "DS07", "applicant") in shown


def test_said_on_the_page_it_counts_at_once(mine, town):
    case = read_draft(town)
    address = page(case, "DS07", "applicant")
    asked = mine.get(address).content.decode()
    assert "婚姻信息" in asked  # the material that will need proof
    assert f'data-uploads="{reverse("uploads")}"' in asked
    assert 'portal/uploads.js" defer' in asked
    told = mine.post(
        address,
        {"path": "registered_by", "claimed": "上城区民政局", "why": "", "file": b.pdf()},
    )
    assert told.status_code == 302
    dispute = DataDispute.objects.get()
    assert dispute.evidence is not None
    assert b.slot(case, "t_marriage").state == "provided"
    shown = mine.get(page(case)).content.decode()
    assert "<s>杭州市西湖区民政局</s> <strong>上城区民政局</strong>" in shown
    back = mine.post(reverse("case_dispute_back", args=[case.number, dispute.pk]))
    assert back.status_code == 302
    dispute.refresh_from_db()
    assert dispute.state == "withdrawn"


def test_a_refusal_keeps_what_was_typed(mine, town):
    case = read_draft(town)
    typed = {"path": "registered_by", "claimed": "杭州市西湖区民政局", "why": "我写的理由"}
    answer = mine.post(page(case, "DS07", "applicant"), typed)
    assert answer.status_code == 422
    assert "我写的理由" in answer.content.decode()
    assert 'value="registered_by" checked' in answer.content.decode()
    assert DataDispute.objects.count() == 0


def test_a_bad_file_says_why_and_writes_nothing(mine, town):
    case = read_draft(town)
    bad = b.SimpleUploadedFile("x.pdf", b"MZ\x90\x00", "application/pdf")
    typed = {"path": "registered_by", "claimed": "上城区民政局", "file": bad}
    answer = mine.post(page(case, "DS07", "applicant"), typed)
    assert answer.status_code >= 400
    assert DataDispute.objects.count() == 0
    assert b.slot(case, "t_marriage").state == "fetched"


def test_another_party_sees_only_their_own(client, town):
    case = b.complete_draft(town)
    theirs = account(client, town.seller)
    shown = theirs.get(page(case)).content.decode()
    assert "不动产登记信息" in shown
    assert "婚姻登记信息" not in shown
    assert theirs.get(page(case, "DS07", "applicant")).status_code == 404


def test_the_case_page_says_where_everything_comes_from(mine, town):
    case = b.submitted_case(town)
    shown = mine.get(reverse("case", args=[case.number])).content.decode()
    assert "来源：婚姻登记信息" in shown
    assert "来源：书面承诺" in shown
    assert page(case) in shown


def test_the_queue_and_the_answer(client, town):
    case = read_draft(town)
    other = client.__class__()
    account(other, town.buyer).post(
        page(case, "DS07", "applicant"), {"path": "registered_by", "claimed": "上城区民政局"}
    )
    keeper()
    officer = staff(
        client,
        Role.OFFICER,
        region_code="330100",
        department_code=Department.objects.get(code="mz").code,
    )
    listed = officer.get(reverse("disputes")).content.decode()
    dispute = DataDispute.objects.get()
    assert reverse("dispute", args=[dispute.pk]) in listed
    assert town.buyer.name not in listed  # masked in the list
    address = reverse("dispute", args=[dispute.pk])
    shown = officer.get(address).content.decode()
    assert "杭州市西湖区民政局" in shown
    assert "上城区民政局" in shown
    refused = officer.post(address, {"outcome": "uphold", "answer": ""})
    assert refused.status_code == 422
    done = officer.post(address, {"outcome": "correct", "answer": "已更正"})
    assert (done.status_code, done.url) == (302, reverse("disputes"))
    dispute.refresh_from_db()
    assert (dispute.state, dispute.answer) == ("corrected", "已更正")
    again = officer.get(reverse("disputes")).content.decode()
    assert "没有等着答复的数据疑义。" in again


def test_the_keeper_may_open_the_evidence_and_others_may_not(client, town):
    case = read_draft(town)
    person = client.__class__()
    account(person, town.buyer).post(
        page(case, "DS07", "applicant"),
        {"path": "registered_by", "claimed": "上城区民政局", "file": b.pdf()},
    )
    keeper()
    keeper("杭州市公安局", "ga")
    evidence = reverse("document", args=[DataDispute.objects.get().evidence_id])
    opened = staff(client, Role.OFFICER, region_code="330100", department_code="mz").get(evidence)
    assert opened.status_code == 200
    b"".join(opened)
    other = client.__class__()
    made = create_staff(
        username="ga", display_name="别人", password="walnut-tree-57", role=Role.OFFICER,
        department_code="ga", actor=SYSTEM,
    )  # fmt: skip
    other.force_login(made.user)
    assert other.get(evidence).status_code == 404


def test_a_supervisor_sees_the_region_and_answers_none(client, town):
    case = read_draft(town)
    keeper()
    person = client.__class__()
    account(person, town.buyer).post(
        page(case, "DS07", "applicant"), {"path": "registered_by", "claimed": "上城区民政局"}
    )
    supervisor = staff(client, Role.SUPERVISOR, region_code="330100")
    address = reverse("dispute", args=[DataDispute.objects.get().pk])
    assert "<textarea" not in supervisor.get(address).content.decode()
    assert supervisor.post(address, {"outcome": "uphold", "answer": "不"}).status_code == 403
    assert DataDispute.objects.get().is_open


def test_the_deciding_officer_sees_both_versions(client, town):
    case = b.accepted_case(town)
    person = client.__class__()
    account(person, town.buyer).post(
        page(case, "DS07", "applicant"), {"path": "registered_by", "claimed": "上城区民政局"}
    )
    approval = b.approval(case, "T1-A")
    officer = staff(
        client, Role.OFFICER, region_code="330100", department_code=approval.department.code
    )
    shown = officer.get(reverse("approval", args=[approval.pk])).content.decode()
    assert "登记“杭州市西湖区民政局”，本人说“上城区民政局”" in shown
    other = b.approval(case, "T1-E")
    elsewhere = client.__class__()
    made = create_staff(
        username="e", display_name="戊", password="walnut-tree-57", role=Role.OFFICER,
        department_code=other.department.code, actor=SYSTEM,
    )  # fmt: skip
    elsewhere.force_login(made.user)
    assert (
        "上城区民政局" not in elsewhere.get(reverse("approval", args=[other.pk])).content.decode()
    )


def test_in_english(mine, town):
    case = read_draft(town)
    shown = mine.get(page(case), headers={"accept-language": "en"}).content.decode()
    assert "Marriage register" in shown
    assert "Registered by" in shown
