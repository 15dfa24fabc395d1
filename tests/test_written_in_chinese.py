"""What officers wrote in Chinese only is marked as Chinese on every page in English."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from portal.accounts.actor import actor_of
from portal.outbox.drain import drain
from portal.ui.templatetags.written import marked
from services.catalogue.text import Text
from tests.reading import CHINESE, chinese_in, read
from tests.test_pages_in_english import _english, _names, _person, _staff, registry, town
from tests.windows import builders as b
from windows.approvals.actions import decide
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.corrections.actions import Defect, ask_for_correction
from windows.deadlines.actions import ask_extension, stop_clock
from windows.demo.clocks import WHY_EXTENDED, WHY_STOPPED
from windows.intake.actions import refuse
from windows.writs.models import Writ

__all__ = ["registry", "town"]

pytestmark = pytest.mark.django_db
WHY = "合同缺第3页，印章不清"
PLACE = "杭州市"
"""It has no English name in the small town."""


def read_all(client: Client, *addresses: str) -> list[str]:
    """No page leaves Chinese unmarked; the addresses of those that say the reason."""
    left, saying = {}, []
    for address in addresses:
        answer = client.get(address)
        page = answer.content.decode()
        assert (answer.status_code, read(page).language) == (200, "en"), address
        if found := chinese_in(page, allowed=(*_names(), PLACE)):
            left[address] = found
        if WHY in page:
            saying.append(address)
    assert left == {}
    return saying


def writs_of(case: Case) -> list[str]:
    rows = Writ.objects.filter(case=case).order_by("pk")
    return [reverse("writ", args=[case.number, writ.pk]) for writ in rows]


def test_a_run_of_chinese_is_one_mark_and_nothing_is_unescaped():
    with translation.override("en"):
        assert marked(f"Denied: {WHY}. Ask <us>") == (
            f'Denied: <span lang="zh-Hans">{WHY}</span>. Ask &lt;us&gt;'
        )
        assert marked("Done on Mon 23 Nov") == "Done on Mon 23 Nov"
        assert marked(None) == ""
    with translation.override("zh-hans"):
        assert marked(f"{WHY}<b>") == f"{WHY}&lt;b&gt;"


def test_a_denial(town):
    case = b.accepted_case(town)
    one = b.approval(case, "T1-A")
    b.do(decide, one, granted=False, reason=WHY, actor=town.officer(one))
    drain()
    me = _english(_person(town.buyer))
    mine = [reverse(page, args=[case.number]) for page in ("case", "case_receipt")]
    mine += [reverse("my_cases"), reverse("my_notices"), *writs_of(case)]
    assert mine[0] in read_all(me, *mine)
    officer = _english(_staff("officer", department_code=one.department.code))
    assert read_all(officer, reverse("approval", args=[one.pk]))
    clerk = _english(_staff("clerk", centre_code="test-hall"))
    read_all(clerk, reverse("desk_case", args=[case.number]))
    watching = _english(_staff("supervisor"))
    assert read_all(watching, reverse("supervision_case", args=[case.number]))
    for each in Approval.objects.filter(case=case, state="dispatched").select_related("department"):
        b.do(decide, each, granted=True, actor=town.officer(each))
    drain()
    case.refresh_from_db()
    assert case.state == "results_ready"
    assert read_all(me, reverse("case_result", args=[case.number]))


def test_the_english_of_the_edition_s_own_reason_comes_first(town):
    """What was chosen from the list has its English; only what was added is Chinese."""
    case = b.accepted_case(town)
    one = b.approval(case, "T1-A")
    b.do(
        decide,
        one,
        granted=False,
        reason=WHY,
        grounds=["requirement:a_contract"],
        actor=town.officer(one),
    )
    page = _english(_person(town.buyer)).get(reverse("case", args=[case.number]))
    said = "Lacking or not as required: Contract. "
    assert page.content.decode().count(f'{said}<span lang="zh-Hans">{WHY}</span>') >= 2
    assert "缺少或不符合要求" not in page.content.decode()


def test_days_that_stand_and_days_that_are_asked_for(town):
    case = b.accepted_case(town)
    one = b.approval(case, "T1-A")
    officer = _staff("officer", department_code=one.department.code)
    b.do(ask_extension, one, kind="single", days=3, reason=WHY, actor=actor_of(officer))
    assert read_all(_english(officer), reverse("approval", args=[one.pk]))
    stop = {"ground": "expert_review", "reason": WHY, "expected_days": 5}
    b.do(stop_clock, one, **stop, actor=town.officer(one))
    mine = [reverse("case", args=[case.number]), reverse("my_cases"), *writs_of(case)]
    assert len(read_all(_english(_person(town.buyer)), *mine)) >= 2
    assert read_all(_english(officer), reverse("approval", args=[one.pk]))
    watching = _english(_staff("supervisor"))
    assert read_all(watching, reverse("supervision_stops"))
    read_all(watching, reverse("supervision_extensions"))


def test_the_invented_decisions_have_an_english_reason():
    for why in (WHY_STOPPED, WHY_EXTENDED):
        assert why.en
        assert not CHINESE.search(why.en)


def test_what_was_not_accepted_and_what_must_be_put_right(town):
    refused = b.submitted_case(town)
    b.do(refuse, refused, reason=WHY, actor=town.clerk)
    wrong = b.submitted_case(town)
    defect = Defect(Text(WHY), slot=b.slot(wrong, "t_contract"))
    b.do(ask_for_correction, wrong, defects=[defect], actor=town.clerk)
    me = _english(_person(town.buyer))
    addresses = [
        reverse("case", args=[refused.number]),
        reverse("case_receipt", args=[refused.number]),
        reverse("my_cases"),
        reverse("my_notices"),
        reverse("case_correction", args=[wrong.number]),
        reverse("case", args=[wrong.number]),
        *writs_of(refused),
        *writs_of(wrong),
    ]
    assert len(read_all(me, *addresses)) >= 5
    clerk = _english(_staff("clerk", centre_code="test-hall"))
    for case in (refused, wrong):
        assert read_all(clerk, reverse("desk_case", args=[case.number]))
