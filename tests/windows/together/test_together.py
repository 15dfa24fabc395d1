"""Several in one go: what may be, the second look, and that each is still done by itself."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.errors import DomainError
from portal.journal.models import Entry
from portal.outbox.drain import drain
from services.models import Edition
from tests.windows import builders as b
from tests.windows.staff import post
from windows.approvals.actions import take_up
from windows.approvals.models import Approval
from windows.assignments.models import SignOffRule
from windows.cases.actions import agree_to_reads, submit
from windows.cases.models import Case, MaterialSlot
from windows.cases.story import timeline
from windows.corrections.models import MissingReport
from windows.together import actions
from windows.together.looking import known_of, second_look, why_not
from windows.together.models import Together, TogetherOutcome
from windows.together.rules import RULES, TogetherAct

KEY = UUID("00000000-0000-4000-8000-00000000000a")
GRANT, MINE, GIVE, TAKE_UP = (
    TogetherAct.GRANT,
    TogetherAct.MINE,
    TogetherAct.GIVE,
    TogetherAct.TAKE_UP,
)


def do_together(key, ticked, *, act, actor, shown=None, **words) -> Together:
    """As if the second look had just been sent."""
    if shown is None:
        shown = {each.approval.pk: each.digest for each in second_look(ticked, act, actor)}
    return actions.do_together(key, ticked, shown=shown, act=act, actor=actor, **words)


def proven(town) -> Approval:
    """Its one material is read from a register, so it accepts itself."""
    case = b.draft(town, code="T2")
    b.do(agree_to_reads, case, resources=["DS07"], actor=town.me)
    drain()
    b.do(submit, case, actor=town.me)
    drain()
    return Approval.objects.select_related(
        "case__applicant", "department", "matter_edition__matter", "officer"
    ).get(case=case)


@pytest.fixture
def instant():
    """Decided on the spot; an edition's row cannot be changed, so in the database alone."""

    def make(approval: Approval) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(
                "UPDATE services_edition SET handling = 'instant' WHERE id = %s",
                [approval.matter_edition_id],
            )
            cursor.execute("SET session_replication_role = DEFAULT")
        approval.matter_edition.refresh_from_db()

    return make


@pytest.fixture
def three(town, instant) -> list[Approval]:
    found = [proven(town) for _ in range(3)]
    instant(found[0])
    return found


@pytest.fixture
def officer(three):
    return post("jia", "officer", department=three[0].department.code)


def states(parts: list[Approval]) -> list[str]:
    now = dict(Approval.objects.filter(pk__in=[one.pk for one in parts]).values_list("pk", "state"))
    return [now[one.pk] for one in parts]


def outcomes() -> list[tuple[int, bool, str]]:
    rows = TogetherOutcome.objects.order_by("pk")
    return list(rows.values_list("approval_id", "is_done", "code"))


def against(one: Approval, act: TogetherAct, actor) -> str:
    fresh = Approval.objects.select_related(
        "case__applicant", "department", "matter_edition__matter", "officer"
    ).get(pk=one.pk)
    found = why_not(fresh, act, known_of([fresh], actor), actor)
    return found.zh if found else ""


def test_only_what_leaves_nothing_to_weigh_is_in_the_list():
    lawful = {rule.what.zh for rule in RULES if rule.is_lawful}
    assert lawful == {"归我办、转给同事", "开始审查", "准予"}
    assert {rule.what.zh for rule in RULES if not rule.is_lawful} >= {"不予许可", "要求补正"}
    assert TogetherAct.values == ["mine", "give", "take_up", "grant"]


def test_granted_together_each_by_itself(three, officer):
    actor = officer[1]
    keys = [one.pk for one in three[:2]]
    run = do_together(KEY, keys, act=GRANT, actor=actor)
    assert states(three) == ["approved", "approved", "dispatched"]
    assert outcomes() == [(key, True, "") for key in keys]
    assert (run.act, run.by_name) == ("grant", "jia")
    told = Entry.objects.filter(verb="approval.done_together").order_by("pk")
    assert [(each.data["batch"], each.data["count"]) for each in told] == [(str(KEY), 2)] * 2
    assert {each.stream for each in told} == {one.case.stream for one in three[:2]}


def test_one_that_fails_stops_no_other(three, officer, town):
    slot = MaterialSlot.objects.get(case=three[1].case)
    MaterialSlot.objects.filter(pk=slot.pk).update(original_at_window=True)
    do_together(KEY, [one.pk for one in three], act=GRANT, actor=officer[1])
    assert states(three) == ["approved", "dispatched", "approved"]
    assert outcomes() == [
        (three[0].pk, True, ""),
        (three[1].pk, False, "together_not_lawful"),
        (three[2].pk, True, ""),
    ]
    refused = TogetherOutcome.objects.get(is_done=False)
    assert refused.said == "这一件要单独办：“婚姻信息”要由人看"
    assert refused.said_en == (
        "This one is done by itself: “Marriage” has to be looked at by a person"
    )
    entries = Entry.objects.filter(stream=three[1].case.stream)
    assert "approval.done_together" not in [each.verb for each in entries]


def test_sent_twice_is_done_once(three, officer):
    do_together(KEY, [three[0].pk], act=GRANT, actor=officer[1])
    do_together(KEY, [three[0].pk, three[1].pk], act=GRANT, actor=officer[1])
    assert states(three) == ["approved", "dispatched", "dispatched"]
    assert outcomes() == [(three[0].pk, True, "")]


def test_nothing_ticked_too_many_and_somebody_else_s_key_are_refused(three, officer):
    _browser, other = post("yi", "officer", department=three[0].department.code)
    do_together(KEY, [three[0].pk], act=TAKE_UP, actor=other)
    before = states(three)
    for ticked, code in (
        ([], "together_nothing_ticked"),
        (range(1, 52), "together_too_many"),
        ([three[1].pk], "together_not_found"),
    ):
        with pytest.raises(DomainError) as caught:
            do_together(KEY, list(ticked), act=GRANT, actor=officer[1])
        assert caught.value.code == code
    assert states(three) == before
    assert Together.objects.count() == 1


def test_why_not_each_of_them(three, officer, town, instant):
    actor, one = officer[1], three[0]
    assert against(one, GRANT, actor) == ""
    SignOffRule.objects.create(department=one.department, levels=2)
    assert against(one, GRANT, actor) == "要 2 级签批"
    assert against(one, TAKE_UP, actor) == ""
    SignOffRule.objects.all().delete()
    MissingReport.objects.create(
        approval=one,
        element="phone",
        what="缺",
        reported_at=one.dispatched_at,
        reported_by_name="甲",
    )
    assert against(one, GRANT, actor) == "有没有了结的缺项"
    Case.objects.filter(pk=three[1].case_id).update(taken_in_by=actor.user_id)
    assert against(three[1], GRANT, actor) == against(three[1], MINE, actor) == "您要回避"
    assert against(three[1], GIVE, actor) == ""
    town.buyer.user_id = actor.user_id
    town.buyer.save(update_fields=["user"])
    assert against(three[2], TAKE_UP, actor) == "您要回避"


def test_what_is_not_decided_on_the_spot_is_examined_one_by_one(town):
    one = proven(town)
    actor = post("jia", "officer", department=one.department.code)[1]
    assert one.matter_edition.handling == Edition.HandlingType.PROMISED
    assert against(one, GRANT, actor) == "不是即办件，要逐件审查"
    do_together(KEY, [one.pk], act=GRANT, actor=actor)
    assert states([one]) == ["dispatched"]
    assert outcomes() == [(one.pk, False, "together_not_lawful")]


def test_an_edition_whose_conditions_a_person_weighs_is_not_granted_together(three, officer):
    one = three[0]
    known = known_of([one], officer[1])
    for change, said in (
        ({"procedures": [{"name": "听证"}]}, "有特别程序"),
        ({"elements": {"accept_condition": "成年"}}, "指南写有要由人判断的条件"),
        ({"elements": {"count_limit": "每人一件"}}, "指南写有要由人判断的条件"),
    ):
        kept = one.matter_edition.procedures, one.matter_edition.elements
        for name, value in change.items():
            setattr(one.matter_edition, name, value)
        assert why_not(one, GRANT, known, officer[1]).zh == said
        one.matter_edition.procedures, one.matter_edition.elements = kept
    assert why_not(one, GRANT, known, officer[1]) is None


def test_taken_to_oneself_given_away_and_begun(three, officer):
    _browser, actor = officer
    post("yi", "officer", department=three[0].department.code)
    do_together(uuid4(), [three[0].pk], act=MINE, actor=actor)
    do_together(uuid4(), [three[1].pk], act=GIVE, username="yi", why="出差", actor=actor)
    do_together(uuid4(), [three[2].pk], act=TAKE_UP, actor=actor)
    holders = [getattr(Approval.objects.get(pk=one.pk).officer, "username", "") for one in three]
    assert holders == ["jia", "yi", ""]
    assert states(three) == ["dispatched", "dispatched", "in_review"]
    do_together(KEY, [three[1].pk], act=MINE, actor=actor)
    assert TogetherOutcome.objects.get(together=KEY).said == "这一件要单独办：已经交给yi办理"
    do_together(uuid4(), [three[0].pk], act=GIVE, username="", why="出差", actor=actor)
    assert outcomes()[-1][1:] == (False, "not_of_the_department")


def test_the_page_hides_none_and_ticks_none(three, officer, town):
    browser, _actor = officer
    b.do(take_up, three[2], actor=town.officer(three[2]))
    query = "&".join(f"id={one.pk}" for one in three) + "&id=x&id=999999999"
    page = browser.get(f"{reverse('together')}?act=take_up&{query}").content.decode()
    assert page.count('name="ticked"') == 2
    assert " checked" not in page.split("<main")[1].split("</main>")[0]
    assert page.count("已经在审查") == 1
    assert f"{three[2].case.number}</a> · 已经在审查" in page
    key = page.split('name="key" value="')[1][:36]
    shown = page.split('name="shown" value="')[1].split('"')[0]
    said = {"act": "take_up", "key": key, "shown": shown, "id": [one.pk for one in three]}
    refused = browser.post(reverse("together"), said)
    assert (refused.status_code, states(three)[:2]) == (422, ["dispatched"] * 2)
    done = browser.post(reverse("together"), said | {"ticked": [three[0].pk]})
    assert done.url == f"/inbox/together/{key}/"
    assert states(three) == ["in_review", "dispatched", "in_review"]
    shown = browser.get(done.url).content.decode()
    assert "办成 1 件。" in shown
    assert three[0].case.number in shown
    assert three[1].case.number not in shown
    other, _actor = post("yi", "officer", department=three[0].department.code)
    assert other.get(done.url).status_code == 404
    above, _actor = post("bing", "officer", department=three[0].department.code, level=2)
    assert above.get(done.url).status_code == 200


def test_an_act_that_is_not_lawful_together_has_no_page(three, officer):
    for act in ("deny", "stop", ""):
        assert officer[0].get(f"{reverse('together')}?act={act}&id=1").status_code == 404
    with pytest.raises(IntegrityError, match="together_act_is_lawful"), transaction.atomic():
        Together.objects.create(
            act="deny",
            department=three[0].department,
            by_id=officer[1].user_id,
            by_name="甲",
            at=three[0].dispatched_at,
        )


def test_another_department_s_case_is_not_there(three, officer, town):
    other = b.approval(b.accepted_case(town), "T1-E")
    assert second_look([other.pk], TAKE_UP, officer[1]) == []
    with b.refused("together_not_shown"):
        do_together(KEY, [other.pk], act=TAKE_UP, actor=officer[1])
    assert (states([other]), outcomes()) == (["dispatched"], [])


def test_the_applicant_is_told_the_decision_and_not_the_batch(three, officer, town):
    do_together(KEY, [three[0].pk], act=GRANT, actor=officer[1])
    verbs = [each.verb for each in timeline(three[0].case, town.me)]
    assert "approval.approved" in verbs
    assert "approval.done_together" not in verbs


def test_the_second_look_costs_the_same_for_few_and_many(town, three, officer):
    browser, _actor = officer

    def questions(parts: list[Approval], act: str) -> int:
        address = f"{reverse('together')}?act={act}&" + "&".join(f"id={one.pk}" for one in parts)
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).content.decode().count('name="ticked"') == len(parts)
        return len(asked)

    few = {act: questions(three[:1], act) for act in TogetherAct.values}
    more = [proven(town) for _ in range(5)]
    many = {act: questions([*three, *more], act) for act in TogetherAct.values}
    assert many == few
    assert max(few.values()) <= 16
