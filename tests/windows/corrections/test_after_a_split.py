"""A part that was split off keeps what was found, and what was told, before it went."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from portal.outbox.drain import drain
from services.catalogue.text import Text
from tests.windows import builders as b
from tests.windows.corrections.desks import put_right, report, told, too_far
from windows.cases.models import Case
from windows.clock import today
from windows.corrections.actions import answer_correction
from windows.corrections.models import Correction, CorrectionItem, MissingReport
from windows.departments.doing import do
from windows.splitting.split import split_off
from windows.sweeping import sweep


def split(town, case: Case, code: str) -> Case:
    young = b.do(split_off, case, b.approval(case, code).pk, actor=town.me)
    drain()
    return Case.objects.get(pk=young.pk)


@pytest.mark.law("行政许可法 32")
def test_what_was_found_and_not_told_goes_along_to_the_copy(town, case):
    report(town, case, "N1-B", "n_contract")
    assert not Correction.objects.exists(), "the others still look"
    young = split(town, case, "N1-B")
    copy = b.slot(young, "n_contract")
    assert copy.pk != b.slot(case, "n_contract").pk
    assert MissingReport.objects.get().slot == copy
    notice = Correction.objects.get()
    assert (notice.case, notice.items.get().slot) == (young, copy)
    assert (copy.state, b.slot(case, "n_contract").state) == ("missing", "provided")
    assert sweep()["reports not told"] == 0


@pytest.mark.law("行政许可法 32")
def test_told_once_stays_told_once_and_new_material_stays_new(town, case):
    told(town, case)
    put_right(town, case, "n_contract")
    b.do(answer_correction, case, actor=town.me)
    drain()
    young = split(town, case, "N1-A")
    for where in ("phone", "price"):
        with too_far("told_already"):
            report(town, young, "N1-A", where)
    report(town, young, "N1-A", "n_contract", what=Text("新合同也缺页"))
    drain()
    second = Correction.objects.get(case=young)
    item = second.items.get()
    assert (item.slot, item.what) == (b.slot(young, "n_contract"), "新合同也缺页")
    assert item.renewed_at >= Correction.objects.get(case=case).asked_at


@pytest.mark.law("行政许可法 32")
def test_the_database_knows_what_the_part_was_told_before(town, case):
    told(town, case)
    put_right(town, case, "n_contract")
    b.do(answer_correction, case, actor=town.me)
    drain()
    young = split(town, case, "N1-A")
    notice = Correction.objects.create(
        case=young,
        round=1,
        asked_at=young.created_at + dt.timedelta(days=1),
        asked_by_name="系统",
        deadline=today() + dt.timedelta(days=9),
        is_of_departments=True,
    )
    with pytest.raises(DatabaseError, match="not new"), transaction.atomic():
        CorrectionItem.objects.create(
            correction=notice, approval=b.approval(young, "N1-A"), element="phone", what="电话不对"
        )
    assert notice.items.count() == 0


def test_a_department_system_still_knows_the_slot_by_its_old_number(town, case):
    old = b.slot(case, "n_contract").pk
    young = split(town, case, "N1-B")
    part = b.approval(young, "N1-B")
    missing = [{"slot": old, "element": "", "what": "合同缺页", "what_en": ""}]
    b.do(do, part, {"verb": "missing", "missing": missing}, actor=town.officer(part))
    drain()
    assert Correction.objects.get(case=young).items.get().slot == b.slot(young, "n_contract")
