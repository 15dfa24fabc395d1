"""文书: who reads a paper, what stands on it, where it is listed."""

from __future__ import annotations

import re

import pytest

from portal.accounts.roles import Role
from tests.windows import builders as b
from tests.windows.staff import citizen, post
from windows.cases.models import Case
from windows.web.writs import is_as_issued
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


def test_the_applicant_reads_every_row_in_both_languages_and_on_paper(case, town):
    paper = writ(case, "acceptance")
    client = citizen(town.buyer)
    answer = client.get(at(paper))
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "<h1>受理通知书</h1>" in shown
    assert f"文书编号 {paper.number}" in shown
    assert paper.issuer in shown
    for label, text in paper.body:
        assert f"<dt>{label[0]}</dt><dd>{text[0]}</dd>" in shown
    assert paper.seal in shown
    assert "✓ 内容和签发时一致" in shown
    english = client.get(at(paper), headers={"accept-language": "en"}).content.decode()
    for label, text in paper.body:
        assert f"<dt>{label[1]}</dt>" in english
        assert text[1] in re.sub(r"</?span[^>]*>", "", english)  # names are marked as Chinese
    printed = client.get(at(paper) + "?paper=1").content.decode()
    assert "data-print" in printed
    assert "data-print" not in shown
    paper.issuer = "别的局"  # the trigger refuses to save it; the seal would find it out
    assert not is_as_issued(paper)


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
    mine = citizen(town.buyer)
    assert mine.get(f"/cases/{case.number}/writs/0/").status_code == 404
    elsewhere = b.draft(town).number
    assert mine.get(f"/cases/{elsewhere}/writs/{granted.pk}/").status_code == 404


def test_where_they_are_listed(case, town):
    papers = [at(paper) for paper in Writ.objects.filter(case=case)]
    assert len(papers) == 3
    mine = citizen(town.buyer).get(f"/cases/{case.number}/").content.decode()
    desk = post("窗口", Role.CLERK)[0].get(f"/desk/cases/{case.number}/").content.decode()
    watched = post("督查", Role.SUPERVISOR)[0].get(f"/supervision/cases/{case.number}/")
    for shown in (mine, desk, watched.content.decode()):
        assert [address in shown for address in papers] == [True] * 3
    party = citizen(town.seller).get(f"/cases/{case.number}/").content.decode()
    assert "/writs/" not in party
