"""What another person of the case must put right is asked of them, and only of them."""

from __future__ import annotations

from django.test import Client

from portal.accounts.models import User
from portal.outbox.drain import drain
from services.catalogue.text import Text
from tests.windows import builders as b
from windows.approvals.actions import take_up
from windows.cases import actions
from windows.cases.story import what_you_must_do
from windows.corrections.actions import answer_correction
from windows.corrections.reporting import report_missing


def asked_of_the_seller(town):
    case = b.accepted_case(town)
    first, last = b.approval(case, "T1-A"), b.approval(case, "T1-E")
    home = b.slot(case, "t_home")
    said = Text("产权信息和登记不一致")
    b.do(report_missing, first, what=said, slot_id=home.pk, actor=town.officer(first))
    b.do(take_up, last, actor=town.officer(last))
    drain()
    return case


def test_the_other_person_is_told_and_hands_it_in(town):
    case = asked_of_the_seller(town)
    home = b.slot(case, "t_home")
    assert home.state == "missing"
    assert case.notices.filter(kind="correction", applicant=town.seller).count() == 1
    duty = what_you_must_do(case, town.other)
    assert (duty.kind, duty.where) == ("material", str(home.pk))
    with b.refused("not_your_applicant"):
        actions.attach_upload(home, upload=b.pdf(), actor=town.me)
    with b.refused("incomplete_case"):
        answer_correction(case, actor=town.me)
    b.do(actions.attach_upload, home, upload=b.pdf(), actor=town.other)
    assert what_you_must_do(case, town.other) is None
    b.do(answer_correction, case, actor=town.me)
    assert b.approval(case, "T1-A").state == "in_review"


def test_the_applicants_page_says_whose_it_is(town):
    case = asked_of_the_seller(town)
    user = User.objects.create_user("buyer", display_name=town.buyer.name)
    town.buyer.user = user
    town.buyer.save(update_fields=["user"])
    me = Client()
    me.force_login(user)
    page = me.get(f"/cases/{case.number}/correction/").content.decode()
    assert "要由卖方自己交，我们已经通知对方。" in page
    assert f"/materials/{b.slot(case, 't_home').pk}/upload/" not in page
