"""行政许可法 art. 42: once, with a reason, by the head, who is never the one who asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.models import SignLevel
from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.deadlines import scenes as s
from windows.approvals.actions import decide
from windows.approvals.models import Approval
from windows.cases.lanes import lanes
from windows.cases.models import Case
from windows.deadlines.actions import answer_extension, ask_extension
from windows.deadlines.arithmetic import day_tables
from windows.deadlines.models import Extension
from windows.notices.models import Notice
from windows.splitting.split import split_off
from windows.web.inbox.clock import kinds_for
from windows.writs.models import Writ

DAY = dt.date


def ask(approval, kind="single", days=10, reason="案情复杂", actor=None):
    who = actor or s.officer(approval)
    return b.do(ask_extension, approval, kind=kind, days=days, reason=reason, actor=who)


def kinds(approval):
    return [kind for kind, _label in kinds_for(approval)]


def answer(approval, actor, *, is_granted=True):
    return b.do(answer_extension, approval, is_granted=is_granted, actor=actor)


@pytest.mark.law("行政许可法 42")
def test_the_head_grants_ten_working_days_and_the_person_is_told_why(town):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    ask(one)
    assert s.fresh(one).due_on == DAY(2026, 3, 16), "nothing moves before the answer"
    granted = answer(one, s.head(one))
    assert (granted.is_granted, granted.answered_by_name) == (True, "局长")
    one = s.fresh(one)
    assert (one.due_on, one.statutory_on) == (DAY(2026, 3, 30), DAY(2026, 4, 14))
    case.refresh_from_db()
    # T9-C waits for T9-A and promises three more days; T9-R's twenty end on 30 March.
    assert case.promised_on == DAY(2026, 4, 2)
    (paper,) = Writ.objects.filter(case=case, kind="extension")
    said = {label[0]: text[0] for label, text in paper.body}
    assert (said["理由"], said["延长"], said["批准人"]) == ("案情复杂", "10 个工作日", "局长")
    assert said["法律依据"] == "《中华人民共和国行政许可法》第四十二条"
    drain()
    notice = Notice.objects.get(case=case, kind="clock_extended")
    assert notice.text == "“T9-A事项”延长 10 个工作日，最迟 3 月 30 日（周一）：案情复杂"
    (table,) = [one for one in day_tables(case) if one.matter.zh == "T9-A事项"]
    assert (table.rows[-1].on, table.rows[-1].why.zh) == (DAY(2026, 3, 30), "延长的时限")


@pytest.mark.law("行政许可法 42")
def test_refused_by_the_head_nothing_moves_and_it_is_not_asked_again(town):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    ask(one)
    answer(one, s.head(one), is_granted=False)
    assert s.fresh(one).due_on == DAY(2026, 3, 16)
    assert not Writ.objects.filter(case=case, kind="extension").exists()
    before = b.snapshot(case)
    with b.refused("extended_already"):
        ask(one)
    with b.refused("extension_answered"):
        answer(one, s.head(one))
    assert b.snapshot(case) == before


@pytest.mark.law("行政许可法 42")
@pytest.mark.parametrize(
    ("matter", "kind", "days", "reason", "code"),
    [
        ("T9-A", "single", 11, "案情复杂", "extension_too_long"),
        ("T9-A", "single", 0, "案情复杂", "extension_too_long"),
        ("T6-A", "joint", 16, "案情复杂", "extension_too_long"),
        ("T9-A", "single", 5, "  ", "reason_missing"),
    ],
)
def test_too_long_or_without_reason_nothing_is_asked(town, matter, kind, days, reason, code):
    case = s.accepted(town, matter[:2])
    before = b.snapshot(case)
    with b.refused(code):
        ask(s.part(case, matter), kind, days, reason)
    assert b.snapshot(case) == before
    assert not Extension.objects.exists()


@pytest.mark.law("行政许可法 42")
def test_only_the_head_and_never_who_asked(town):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    head = s.head(one)
    ask(one, actor=head)
    before = b.snapshot(case)
    nobody = replace(head, user_id=None)
    elsewhere = s.head(s.part(case, "T9-B"))
    for actor, code in (
        (head, "not_the_head"),
        (s.officer(one, "同事"), "not_the_head"),
        (nobody, "not_the_head"),
        (elsewhere, "approval_not_found"),
        (s.mayor(), "approval_not_found"),
        (town.me, "approval_not_found"),
    ):
        with b.refused(code):
            answer(one, actor)
    assert b.snapshot(case) == before
    made = Extension.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=made.pk).update(
            answered_at=made.asked_at, answered_by=made.asked_by, is_granted=True
        )


@pytest.mark.law("行政许可法 42")
def test_handled_together_the_head_of_the_government_grants_fifteen(town):
    case = s.accepted(town, "T6")
    one = s.part(case, "T6-B")
    ask(one, "joint", 15)
    for actor, code in (
        (s.head(one), "approval_not_found"),
        (s.mayor("330200"), "approval_not_found"),
        (s.mayor(level=SignLevel.EXAMINER), "not_the_head"),
    ):
        with b.refused(code):
            answer(one, actor)
    assert answer(one, s.mayor()).is_granted
    # The law's twenty working days and fifteen more; a promise of forty ends with them.
    assert s.fresh(one).due_on == DAY(2026, 4, 21)


@pytest.mark.law("行政许可法 42")
@pytest.mark.parametrize("matter", ["T8-A", "T5-B", "T6-C"])
def test_what_is_not_handled_together_has_no_joint_extension(town, matter):
    """One department alone, licences of one office, what is no licence."""
    case = s.accepted(town, matter[:2])
    with b.refused("not_joint"):
        ask(s.part(case, matter), "joint", 15)
    assert kinds(s.part(case, matter)) == ["single"]
    assert not Extension.objects.exists()


@pytest.mark.law("行政许可法 42")
def test_handled_together_it_stays_joint_after_a_split(town):
    case = s.accepted(town, "T6")
    young = b.do(split_off, case, s.part(case, "T6-A").pk, actor=town.me)
    one = s.part(young, "T6-A")
    assert kinds(one) == ["single", "joint"]
    ask(one, "joint", 15)
    assert answer(one, s.mayor()).is_granted


@pytest.mark.law("行政许可法 42")
def test_an_older_plan_does_not_say_what_is_joint_so_the_departments_do(town):
    for code, offered in (("T9-A", ["single", "joint"]), ("T8-A", ["single"])):
        case = s.accepted(town, code[:2])
        before = {key: held for key, held in case.plan.items() if key != "jointly"}
        Case.objects.filter(pk=case.pk).update(plan=before)
        assert kinds(s.part(case, code)) == offered


@pytest.mark.law("行政许可法 42")
def test_what_the_end_in_common_leaves_no_day_of_is_refused_to_the_head_of_a_department(town):
    case = s.accepted(town, "T4")
    one = s.part(case, "T4-A")
    before = b.snapshot(case)
    with b.refused("extension_gives_nothing") as caught:
        ask(one)
    assert "合计最多 45 个工作日" in caught.value.said
    assert "本级政府负责人" in caught.value.advice
    assert b.snapshot(case) == before
    assert not Extension.objects.exists()
    # What was asked for before this was refused is not granted either.
    Extension.objects.create(
        approval=one, kind="single", days=5, most_days=10, reason="复杂",
        asked_at=timezone.now(), asked_by_id=s.officer(one).user_id, asked_by_name="经办",
    )  # fmt: skip
    with b.refused("extension_gives_nothing"):
        answer(one, s.head(one))
    assert s.fresh(one).due_on == DAY(2026, 5, 8)
    assert not Writ.objects.filter(case=case, kind="extension").exists()
    assert answer(one, s.head(one), is_granted=False).is_granted is False


@pytest.mark.law("行政许可法 42")
def test_the_paper_names_the_days_that_the_end_in_common_leaves(town):
    case = s.accepted(town, "T6")
    one = s.part(case, "T6-A")
    ask(one, days=30)
    answer(one, s.head(one))
    paper = Writ.objects.get(case=case, kind="extension")
    said = {label[0]: text for label, text in paper.body}
    assert said["延长"] == [
        "5 个工作日（批准 30 个工作日，几个部门一起办理合计最多 45 个工作日）",
        (
            "5 working days (30 working days granted; licences handled together have 45 working "
            "days in all at most)"
        ),
    ]
    drain()
    notice = Notice.objects.get(case=case, kind="clock_extended")
    assert "延长 5 个工作日（批准 30 个工作日" in notice.text


@pytest.mark.law("行政许可法 42")
def test_beyond_the_calendar_the_days_are_compared_by_their_number(town):
    for code, is_refused in (("T4-A", True), ("T6-A", False)):
        case = s.accepted(town, code[:2])
        one = s.part(case, code)
        Approval.objects.filter(pk=one.pk).update(counts_from=DAY(2098, 1, 1))
        if is_refused:
            with b.refused("extension_gives_nothing"):
                ask(s.fresh(one))
        else:
            assert ask(s.fresh(one)).days == 10


@pytest.mark.law("行政许可法 42")
def test_a_statute_of_its_own_comes_before_the_ten_days(town):
    case = s.accepted(town)
    one = s.part(case, "T9-B")
    with b.refused("extension_too_long"):
        ask(one, days=31)
    made = ask(one, days=30)
    assert (made.most_days, made.own_basis) == (30, "《另行条例》第十条")
    answer(one, s.head(one))
    (lane,) = [each for each in lanes(case) if each.who.zh == one.department.name]
    assert "已延长 30 日" in lane.sentence.zh
    assert "30 calendar days longer" in lane.sentence.en
    # 15 and 30 calendar days after 2 March.
    assert s.fresh(one).due_on == DAY(2026, 4, 16)
    paper = Writ.objects.get(case=case, kind="extension")
    said = {label[0]: text[0] for label, text in paper.body}
    assert (said["延长"], said["法律依据"]) == ("30 日", "《另行条例》第十条")


@pytest.mark.law("行政许可法 42")
def test_what_is_over_is_not_made_longer(town, monday):
    case = s.accepted(town)
    first, second = s.part(case, "T9-A"), s.part(case, "T9-R")
    ask(first)
    monday.move_to(s.at(3, 16))
    ask(second, days=3)
    monday.move_to(s.at(3, 17))
    before = b.snapshot(case)
    with b.refused("too_late_to_extend"):
        answer(first, s.head(first))
    assert b.snapshot(case) == before
    monday.move_to(s.at(3, 31))
    with b.refused("too_late_to_extend"):
        answer(second, s.head(second))
    assert answer(first, s.head(first), is_granted=False).is_granted is False


def test_what_is_decided_needs_no_days(town):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    ask(one)
    b.do(decide, one, granted=True, actor=s.officer(one))
    with b.refused("approval_closed"):
        answer(one, s.head(one))
    with b.refused("approval_closed"):
        ask(s.fresh(one), actor=s.officer(one))
    with b.refused("approval_not_found"):
        answer(s.part(case, "T9-B"), s.head(s.part(case, "T9-B")))


def test_the_database_knows_the_limits(town):
    case = s.accepted(town)
    made = ask(s.part(case, "T9-A"))
    rows = Extension.objects.filter(pk=made.pk)
    for wrong in ({"days": 11}, {"days": 15, "most_days": 15}, {"days": 0}, {"reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
