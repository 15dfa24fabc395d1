"""What a department may ask for, when, and how often; what was told stays as it was."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from portal.outbox.drain import drain
from services.catalogue.text import Text
from tests.windows import builders as b
from tests.windows.corrections.desks import (
    BAD,
    later,
    put_right,
    report,
    submitted,
    take,
    told,
    too_far,
)
from windows.clock import today
from windows.corrections.actions import answer_correction
from windows.corrections.models import Correction, CorrectionItem, MissingReport, Overreach
from windows.intake.silence import accept_by_silence


@pytest.mark.law("浙江“最多跑一次”改革规定 4")
@pytest.mark.parametrize(
    ("code", "where", "what", "refusal"),
    [
        ("N1-A", "salary", "工资", "not_in_guide"),
        ("N1-B", "price", "租金不对", "not_in_guide"),
        ("N1-E", "n_contract", "合同", "not_in_guide"),
        ("N1-A", "", "再交一份担保", "not_in_guide"),
        ("N1-A", "price", " ", "nothing_missing"),
    ],
    ids=["no such field", "another's field", "another's paper", "words", "nothing said"],
)
def test_what_cannot_be_asked(town, case, code, where, what, refusal):
    before = b.snapshot(case)
    with too_far(refusal):
        report(town, case, code, where, what=Text(what))
    counted = list(Overreach.objects.values_list("kind", "asked", "department__name"))
    department = b.approval(case, code).department.name
    expected = [(refusal, what, department)] if refusal == "not_in_guide" else []
    assert counted == expected
    assert not MissingReport.objects.exists()
    after = b.snapshot(case)
    assert after["entries"] == before["entries"] + ["missing.refused"] * len(expected)
    assert {**after, "entries": 0} == {**before, "entries": 0}


@pytest.mark.law("浙江“最多跑一次”改革规定 7")
def test_what_another_matter_produces_is_nobodys_to_hand_in(town, case):
    b.grant(town, case, "N1-A")
    with too_far("not_in_guide"):
        report(town, case, "N1-C", "n_first")
    assert Overreach.objects.get().kind == "not_in_guide"


def test_one_thing_too_many_and_nothing_is_noted(town, case):
    with too_far("not_in_guide") as caught:
        report(town, case, "N1-A", "n_contract", "n_plan")
    assert [each["slot"] for each in caught.value.details] == [b.slot(case, "n_plan").pk]
    assert not MissingReport.objects.exists()


def test_the_same_words_count_once(town, case):
    for _time in range(2):
        with too_far("not_in_guide"):
            report(town, case, "N1-E", "n_contract")
    assert Overreach.objects.count() == 1


@pytest.mark.law("行政许可法 32")
def test_after_five_working_days_nothing_may_be_asked(town, case):
    with later(12):
        with too_far("too_late_to_ask"):
            report(town, case, "N1-A", "n_contract")
        assert Overreach.objects.get().kind == "too_late"
        assert not MissingReport.objects.exists()


@pytest.mark.law("行政许可法 32")
def test_a_silent_office_may_ask_for_nothing(town):
    """行政许可法 art. 32: accepted by silence, what was handed in is enough."""
    case = submitted(town)
    with later(12):
        b.do(accept_by_silence, case)
        drain()
        with too_far("too_late_to_ask"):
            report(town, case, "N1-A", "n_contract")
    assert Overreach.objects.get().kind == "too_late"


def answered(town, case) -> None:
    told(town, case)
    put_right(town, case, "n_contract")
    b.do(answer_correction, case, actor=town.me)
    drain()


@pytest.mark.law("行政许可法 32")
def test_a_second_notice_only_about_what_came_in_after_the_first(town, case):
    answered(town, case)
    for where in ("phone", "price"):  # the rent was asked for and left as it was
        with too_far("told_already"):
            report(town, case, "N1-A", where)
    assert [each.kind for each in Overreach.objects.all()] == ["told_already"]
    report(town, case, "N1-A", "n_contract", what=Text("新合同也缺页"))
    drain()
    second = Correction.objects.get(round=2)
    item = second.items.get()
    assert (second.is_of_departments, item.what) == (True, "新合同也缺页")
    assert item.renewed_at >= Correction.objects.get(round=1).asked_at


def test_whoever_asked_looks_at_what_is_new_before_it_is_told_again(town, case):
    report(town, case, "N1-A", "n_contract")
    report(town, case, "N1-B", "n_contract")
    take(town, case, "N1-E")
    drain()
    put_right(town, case, "n_contract")
    b.do(answer_correction, case, actor=town.me)
    report(town, case, "N1-A", "n_contract")
    drain()
    assert Correction.objects.count() == 1
    report(town, case, "N1-B", "n_contract")
    drain()
    assert Correction.objects.get(round=2).items.count() == 2


@pytest.mark.law("行政许可法 32")
def test_who_receives_the_case_later_may_tell_once_too(town, case):
    """丙局 waits for 甲局's licence: its own days begin when the case reaches it."""
    answered(town, case)
    b.grant(town, case, "N1-A")
    report(town, case, "N1-C", "n_staff", what=Text("过期了"))
    take(town, case, "N1-C")
    drain()
    assert [each.what for each in Correction.objects.get(round=2).items.all()] == ["过期了"]
    with too_far("told_already"):
        report(town, case, "N1-E", "n_fire")


def test_what_was_told_cannot_be_changed(town, case):
    correction = told(town, case)
    item = correction.items.first()
    reported = MissingReport.objects.first()
    for change in (
        lambda: CorrectionItem.objects.filter(pk=item.pk).update(what="别的"),
        lambda: CorrectionItem.objects.filter(pk=item.pk).delete(),
        lambda: Correction.objects.filter(pk=correction.pk).update(deadline=today()),
        lambda: MissingReport.objects.filter(pk=reported.pk).update(what="别的"),
        lambda: MissingReport.objects.filter(pk=reported.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="has been told"), transaction.atomic():
            change()
    item.refresh_from_db()
    assert item.what == BAD.zh


@pytest.mark.law("行政许可法 32")
def test_the_database_itself_tells_once(town, case):
    answered(town, case)
    second = Correction.objects.create(
        case=case,
        round=2,
        asked_at=Correction.objects.get().asked_at + dt.timedelta(days=1),
        asked_by_name="系统",
        deadline=today() + dt.timedelta(days=9),
        is_of_departments=True,
    )
    part = b.approval(case, "N1-A")
    with pytest.raises(DatabaseError, match="not new"), transaction.atomic():
        CorrectionItem.objects.create(
            correction=second, approval=part, element="phone", what="电话不对"
        )
    with pytest.raises(DatabaseError, match="names no matter"), transaction.atomic():
        CorrectionItem.objects.create(correction=second, approval=part, what="别的")
    assert second.items.count() == 0
