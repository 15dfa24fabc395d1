"""文书: who reads a paper, what stands on it, where it is listed."""

from __future__ import annotations

import pytest
from django.db import connection

from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.windows import builders as b
from tests.windows.staff import browser, citizen, post
from windows.cases.models import Case
from windows.writs.models import Writ


@pytest.fixture
def case(town) -> Case:
    case = b.accepted_case(town)
    b.grant(town, case, "T1-E")
    return case


def writ(case, kind) -> Writ:
    return Writ.objects.get(case=case, kind=kind)


def at(paper) -> str:
    return f"/cases/{paper.case.number}/writs/{paper.pk}/"


def test_the_applicant_reads_every_row(case, town):
    paper = writ(case, "acceptance")
    answer = citizen(town.buyer).get(at(paper))
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert f"<h1>{paper.get_kind_display()}</h1>" in shown
    assert f"文书编号 {paper.number}" in shown
    assert paper.issuer in shown
    for label, text in paper.body:
        assert f"<dt>{label[0]}</dt><dd>{text[0]}</dd>" in shown
    assert paper.seal in shown
    assert "✓ 内容和签发时一致" in shown


def test_in_english(case, town):
    paper = writ(case, "acceptance")
    client = citizen(town.buyer)
    shown = client.get(at(paper), headers={"accept-language": "en"}).content.decode()
    for label, text in paper.body:
        assert f"<dt>{label[1]}</dt>" in shown
        assert text[1] in shown


def test_on_paper(case, town):
    shown = citizen(town.buyer).get(at(writ(case, "acceptance")) + "?paper=1").content.decode()
    assert "data-print" in shown
    assert "这一页已经排好" in shown


def test_who_may_read(case, town):
    accepted, granted = writ(case, "acceptance"), writ(case, "grant")
    clerk, _ = post("窗口", Role.CLERK)
    supervisor, _ = post("督查", Role.SUPERVISOR)
    for client in (clerk, supervisor):
        assert client.get(at(accepted)).status_code == 200
        assert client.get(at(granted)).status_code == 200
    officer, _ = post("小戊", Role.OFFICER, department=granted.approval.department.code)
    assert officer.get(at(granted)).status_code == 200
    assert officer.get(at(accepted)).status_code == 404
    other = b.approval(case, "T1-A").department.code
    assert post("小甲", Role.OFFICER, department=other)[0].get(at(granted)).status_code == 404
    assert citizen(town.stranger).get(at(granted)).status_code == 404
    assert citizen(town.seller).get(at(granted)).status_code == 404


def test_a_paper_of_another_case_is_not_found(case, town):
    other = b.submitted_case(town)
    paper = writ(case, "grant")
    client = citizen(town.buyer)
    assert client.get(f"/cases/{other.number}/writs/{paper.pk}/").status_code == 404
    assert client.get(f"/cases/{case.number}/writs/0/").status_code == 404


def test_where_they_are_listed(case, town):
    papers = [at(paper) for paper in Writ.objects.filter(case=case)]
    assert len(papers) == 3
    mine = citizen(town.buyer).get(f"/cases/{case.number}/").content.decode()
    desk = post("窗口", Role.CLERK)[0].get(f"/desk/cases/{case.number}/").content.decode()
    watched = post("督查", Role.SUPERVISOR)[0].get(f"/supervision/cases/{case.number}/")
    for shown in (mine, desk, watched.content.decode()):
        assert [address in shown for address in papers] == [True] * 3
    party = browser(User.objects.get(pk=_account(town)))
    assert "/writs/" not in party.get(f"/cases/{case.number}/").content.decode()


def _account(town) -> int:
    citizen(town.seller)
    return town.seller.user_id


def test_a_paper_that_was_tampered_with_says_so(case, town):
    """The trigger refuses it; whoever went round the trigger is found out by the seal."""
    paper = writ(case, "grant")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE windows_writ DISABLE TRIGGER USER")
        cursor.execute("UPDATE windows_writ SET issuer = '别的局' WHERE id = %s", [paper.pk])
        cursor.execute("ALTER TABLE windows_writ ENABLE TRIGGER USER")
    shown = citizen(town.buyer).get(at(paper)).content.decode()
    assert "内容和签发时不一致" in shown
    assert "✓ 内容和签发时一致" not in shown
