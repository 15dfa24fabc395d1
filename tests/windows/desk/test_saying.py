"""What the clerk says in every state: what happened, what is needed, by when, where to go."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from services.catalogue.text import Text
from tests.access.scenes import appoint
from tests.reading import CHINESE
from tests.windows import builders as b
from tests.windows.occasions import COLLECTED, FETCH, with_errands
from windows.cases import actions
from windows.cases.plans import plan_of
from windows.cases.states import CaseState
from windows.desk.saying import NAMED, Seen, on_accepting, words
from windows.intake.visits import note_visit, visits_to_come
from windows.models import Notice
from windows.splitting.plan_part import part_of

DAY = dt.date(2026, 12, 2)
TODAY = dt.date(2026, 11, 23)
PAPER = Text("合同", "the contract")
OFFICE_WORDS = re.compile("要件|申报|行政相对人|办件|容缺|当事人|予以")


def zh(**seen) -> str:
    return "".join(each.zh for each in words(Seen(today=TODAY, **seen)))


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("full", [False, True])
def test_each_state_is_said_in_short_sentences_of_both_languages(state, full):
    more = {
        "missing": (PAPER,) * 6,
        "waiting": (PAPER,),
        "asked": (PAPER,),
        "answer_by": DAY,
        "intake_due_on": DAY,
        "promised_on": DAY,
        "to_follow": ((PAPER, DAY),),
        "to_come": (PAPER,),
        "denied": (PAPER,),
        "is_asked_after_denial": True,
    }
    said = words(Seen(state=state, today=TODAY, **(more if full else {})))
    assert said
    for sentence in said:
        assert 4 <= len(sentence.zh) <= 70, sentence.zh
        assert sentence.zh[-1] in "。？"
        assert sentence.en[-1] in ".?"
        assert not CHINESE.search(sentence.en)
        assert not OFFICE_WORDS.search(sentence.zh)
    assert len({sentence.zh for sentence in said}) == len(said)


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ({"state": CaseState.DRAFT, "missing": (PAPER,)}, "还差合同"),
        ({"state": CaseState.DRAFT}, "您的材料齐了，我现在就收。"),
        ({"state": CaseState.DRAFT, "waiting": (PAPER,)}, "合同我们替您去取，对方还没有答复"),
        ({"state": CaseState.SUBMITTED, "intake_due_on": DAY}, "最迟 12 月 2 日（周三）答复您"),
        ({"state": CaseState.CORRECTION, "asked": (PAPER,), "answer_by": DAY}, "有 1 处要补：合同"),
        (
            {"state": CaseState.CORRECTION, "asked": (PAPER,), "answer_by": DAY},
            "请在 12 月 2 日（周三）前；过期没有补，就算您撤回了申请。",
        ),
        ({"state": CaseState.CORRECTION}, "要补的都补好了"),
        ({"state": CaseState.ACCEPTED, "promised_on": DAY}, "最迟 12 月 2 日（周三）全部办好"),
        ({"state": CaseState.ACCEPTED, "promised_on": dt.date(2026, 11, 20)}, "已经晚了，对不起"),
        ({"state": CaseState.ACCEPTED, "by_silence": True}, "我们没有按时答复"),
        ({"state": CaseState.ACCEPTED, "to_follow": ((PAPER, DAY),)}, "合同可以后交，请在 12 月 2"),
        ({"state": CaseState.ACCEPTED, "denied": (PAPER,)}, "合同没有准予"),
        ({"state": CaseState.RESULTS_READY, "place": Text("市民中心", "x")}, "取件码到市民中心领"),
        ({"state": CaseState.RESULTS_READY, "collect_at": "e_licence"}, "“我的证照”里"),
        ({"state": CaseState.RESULTS_READY, "collect_at": "post"}, "寄给您"),
        (
            {"state": CaseState.REFUSED, "reason": "不归本市", "may_turn_to": True},
            "理由是：不归本市",
        ),
        ({"state": CaseState.REFUSED, "may_turn_to": True}, "复议或者起诉"),
        ({"state": CaseState.LAPSED}, "补正期过了"),
        ({"state": CaseState.WITHDRAWN}, "随时可以重新申请"),
    ],
)
def test_what_is_seen_is_said(seen, said):
    assert said in zh(**seen)


def test_nothing_is_asked_of_whoever_need_do_nothing():
    assert zh(state=CaseState.ACCEPTED, promised_on=DAY).endswith("您不用做什么。")
    assert "不用做什么" not in zh(state=CaseState.ACCEPTED, asked=(PAPER,), answer_by=DAY)


def test_nobody_is_told_to_stay_at_home_who_must_still_come():
    said = zh(state=CaseState.ACCEPTED, promised_on=DAY, to_come=(Text("到窗口领取合同", "x"),))
    assert said.endswith("以后还要到场 1 次：到窗口领取合同。")
    assert "不用做什么" not in said
    left = (Text("到窗口领取合同", "Collect it"), Text("验收时要在场", "Be there"))
    assert on_accepting(left).zh == (
        "齐了，已经受理。以后还要到场 2 次：到窗口领取合同；验收时要在场。办好了会通知您。"
    )
    assert "2 more times: Collect it; Be there." in on_accepting(left).en
    assert on_accepting(()).zh == "齐了，已经受理。您不用再跑。办好了会通知您。"


def test_an_application_that_is_only_handed_in_is_no_reason_to_stay_at_home():
    """Whoever handed it in is told of the survey at once, not when it was accepted."""
    survey = Text("“踏勘”时要在场", "Be there for the survey")
    said = zh(state=CaseState.SUBMITTED, to_come=(survey,))
    assert said.endswith("以后还要到场 1 次：“踏勘”时要在场。")
    assert "不用做什么" not in said
    assert zh(state=CaseState.SUBMITTED).endswith("您不用做什么。")


@pytest.mark.django_db
def test_a_visit_to_the_counter_collects_nothing(town):
    """Showing an original is not fetching the results."""
    case = with_errands(b.submitted_case(town), COLLECTED)
    assert [each.zh for each in visits_to_come(case)] == [FETCH]
    b.do(note_visit, case, actor=town.clerk, purpose="show_original")
    assert [each.zh for each in visits_to_come(case)] == [FETCH]


@pytest.mark.django_db
@pytest.mark.parametrize("collects", [False, True])
def test_at_the_desk_and_in_the_notice_it_is_as_the_plan_says(town, collects):
    clerk = Client()
    clerk.force_login(appoint("clerk", role="clerk", region_code="330100", centre_code="test-hall"))
    case = with_errands(b.complete_draft(town), *([COLLECTED] if collects else []))
    b.do(actions.submit, case, actor=town.me)
    notice = Notice.objects.get(kind="submitted", applicant=town.buyer).text
    page = clerk.get(reverse("desk_case", args=[case.number])).content.decode()
    assert ("不用再来" in notice, "您不用再跑。" in page) == (not collects, not collects)
    again = f"以后还要到场 1 次：{FETCH}。"
    assert (again in notice, again in page) == (collects, collects)
    aloud = page.partition('id="say"')[2].partition("</div>")[0]
    assert (again in aloud, "您不用做什么。" in aloud) == (collects, not collects)


@pytest.mark.django_db
def test_a_part_says_of_visits_what_the_whole_has(town):
    plan = plan_of(b.draft(town))
    codes = [plan.matters[0].code]
    without = replace(plan, visits=replace(plan.visits, count=0, reasons=()))
    whole = replace(plan, visits=replace(plan.visits, count=1, reasons=(PAPER,)))
    assert "不用再跑" in part_of(without, codes).visits.sentence.zh
    assert "不用再跑" not in part_of(whole, codes).visits.sentence.zh


def test_a_long_list_is_told_by_its_first_names():
    names = tuple(Text(f"材料{n}", f"paper {n}") for n in range(7))
    said = zh(state=CaseState.DRAFT, missing=names)
    assert [f"材料{n}" in said for n in range(7)] == [True] * NAMED + [False] * 3
    assert "另有 3 样" in said


@pytest.mark.django_db
def test_the_page_says_it(town):
    clerk = Client()
    clerk.force_login(appoint("clerk", role="clerk", region_code="330100", centre_code="test-hall"))
    for case, said in (
        (b.draft(town, channel="window"), "您的申请表建好了，还差"),
        (b.submitted_case(town), "您的申请收到了，正在核对。"),
        (b.case_under_correction(town), "处要补"),
        (b.accepted_case(town), "各部门同时在办"),
        (b.finished_case(town), "都办好了。"),
        (b.collected_case(town), "结果都已经给您了"),
    ):
        page = clerk.get(reverse("desk_case", args=[case.number])).content.decode()
        assert said in page.partition('id="say"')[2].partition("</div>")[0], case.state
