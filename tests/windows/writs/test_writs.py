"""Papers are numbered, sealed by what they say, issued once, and never changed."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from services.catalogue.text import Text
from tests.windows import builders as b
from windows.approvals.actions import decide
from windows.intake.actions import refuse
from windows.writs.actions import issue_writ, seal_of
from windows.writs.kinds import NAMES_EN, WritKind
from windows.writs.models import Writ


def seal(paper: Writ) -> str:
    issuer = Text(paper.issuer, paper.issuer_en)
    return seal_of(paper.kind, paper.number, issuer, paper.issued_at.isoformat(), paper.body)


@pytest.mark.law("行政许可法 32")
def test_receipt_and_acceptance_bear_number_office_day_and_seal(town):
    case = b.accepted_case(town)
    receipt, acceptance = Writ.objects.filter(case=case).order_by("pk")
    assert (receipt.kind, acceptance.kind) == ("receipt", "acceptance")
    assert (receipt.number, acceptance.number) == (f"{case.number}-01", f"{case.number}-02")
    for paper in (receipt, acceptance):
        assert paper.issuer.endswith("政务服务")
        assert paper.issued_at is not None
        assert len(paper.seal) == 64
        assert paper.seal == seal(paper)


def test_another_word_is_another_seal(town):
    paper = Writ.objects.filter(case=b.submitted_case(town)).get()
    paper.body[0][1][0] = "别的"
    assert paper.seal != seal(paper)


def test_the_same_act_issues_it_once(town):
    case = b.submitted_case(town)
    first = Writ.objects.get(case=case)
    again = b.do(issue_writ, case, WritKind.RECEIPT, key=first.key, rows=[], actor=town.clerk)
    assert (again.pk, again.body) == (first.pk, first.body)
    assert Writ.objects.count() == 1


def test_nobody_changes_or_removes_one(town):
    paper = Writ.objects.get(case=b.submitted_case(town))
    for act in (
        lambda: Writ.objects.filter(pk=paper.pk).update(issued_by_name="别人"),
        lambda: Writ.objects.filter(pk=paper.pk).delete(),
        paper.delete,
    ):
        with pytest.raises(IntegrityError, match="cannot be changed"), transaction.atomic():
            act()
    assert Writ.objects.get(pk=paper.pk).seal == paper.seal


@pytest.mark.law("行政许可法 38")
def test_a_denial_says_why_and_where_to_turn(town):
    case = b.accepted_case(town)
    one = b.approval(case, "T1-A")
    b.do(decide, one, granted=False, reason="房屋已被查封", actor=town.officer(one))
    paper = Writ.objects.get(approval=one)
    said = {label[0]: text[0] for label, text in paper.body}
    assert (paper.kind, paper.issuer) == ("denial", "甲局")
    assert (said["决定"], said["理由"]) == ("不予许可", "房屋已被查封")
    assert "行政复议" in said["不服怎么办"]
    assert "诉讼" in said["不服怎么办"]


@pytest.mark.law("行政许可法 38")
def test_so_does_a_refusal(town):
    case = b.do(refuse, b.submitted_case(town), reason="不属于本市受理", actor=town.clerk)
    paper = Writ.objects.get(case=case, kind="refusal")
    said = {label[0]: text[0] for label, text in paper.body}
    assert said["理由"] == "不属于本市受理"
    assert "行政复议" in said["不服怎么办"]


def test_a_grant_is_issued_by_its_department(town):
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A")
    paper = Writ.objects.get(case=case, kind="grant")
    assert (paper.issuer, paper.issuer_en) == ("甲局", "Bureau 甲局")
    assert paper.body[-1][1] == ["准予", "Granted"]


def test_every_kind_has_a_name_in_english():
    assert set(NAMES_EN) == set(WritKind)
