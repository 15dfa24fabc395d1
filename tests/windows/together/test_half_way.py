"""A batch whose process died, and ticks for what looks different now."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.windows import builders as b
from tests.windows.staff import post
from tests.windows.together.test_together import (
    GRANT,
    KEY,
    TAKE_UP,
    do_together,
    instant,
    officer,
    outcomes,
    states,
    three,
)
from windows.approvals.actions import take_up
from windows.approvals.models import Approval
from windows.cases.models import MaterialSlot
from windows.together import actions
from windows.together.models import Together, TogetherOutcome
from windows.together.queries import unfinished

__all__ = ["instant", "officer", "three"]


class Died(BaseException):
    """As a process that is killed: nobody catches it."""


@pytest.fixture
def half(three, officer, monkeypatch) -> Together:
    """Granted: the first. Then the process died."""
    real, seen = actions.sign, []

    def sign(approval, **more):
        seen.append(approval.pk)
        if len(seen) == 2:
            raise Died
        return real(approval, **more)

    with monkeypatch.context() as patch:
        patch.setattr(actions, "sign", sign)
        with pytest.raises(Died):
            do_together(KEY, [one.pk for one in three], act=GRANT, actor=officer[1])
    return Together.objects.get(pk=KEY)


def test_it_says_what_was_done_and_what_was_not(three, officer, half):
    assert states(three) == ["approved", "dispatched", "dispatched"]
    assert list(TogetherOutcome.objects.order_by("pk").values_list("is_done", flat=True)) == [
        True,
        None,
        None,
    ]
    (found,) = unfinished(officer[1])
    assert (found, found.left, found.ended) == (half, 2, 1)
    listed = officer[0].get(reverse("inbox") + "?all=1").content.decode()
    assert "还有 2 件没有办，1 件已有结果" in listed
    page = officer[0].get(reverse("together_done", args=[KEY])).content.decode()
    assert "这一批停在半路，还有 2 件没有办。" in page
    assert "办成 1 件。" in page


def test_finished_it_decides_only_the_rest(three, officer, half):
    decided = Approval.objects.get(pk=three[0].pk).decided_at
    address = reverse("together_done", args=[KEY])
    assert officer[0].post(address, {"do": "finish"}).url == address
    assert states(three) == ["approved"] * 3
    assert outcomes() == [(one.pk, True, "") for one in three]
    assert Approval.objects.get(pk=three[0].pk).decided_at == decided
    assert unfinished(officer[1]) == []
    assert "停在半路" not in officer[0].get(address).content.decode()


def test_the_same_page_sent_again_decides_only_the_rest(three, officer, half):
    do_together(KEY, [one.pk for one in three], act=GRANT, actor=officer[1], shown={})
    assert states(three) == ["approved"] * 3
    assert outcomes() == [(one.pk, True, "") for one in three]


def test_what_changed_while_it_lay_is_not_done(three, officer, half):
    slot = MaterialSlot.objects.get(case=three[1].case)
    MaterialSlot.objects.filter(pk=slot.pk).update(checked="ok")
    actions.finish(half, actor=officer[1])
    assert states(three) == ["approved", "dispatched", "approved"]
    assert outcomes()[1] == (three[1].pk, False, "together_changed_meanwhile")


def test_no_row_is_undecided_and_says_why(three, officer, half):
    left = TogetherOutcome.objects.filter(is_done=None)
    lawful = [(None, "", ""), (False, "x", "因")]
    for is_done in (None, True, False):
        for code, said in (("", ""), ("x", ""), ("", "因"), ("x", "因")):
            new = {"is_done": is_done, "code": code, "said": said}
            if (is_done, code, said) in [*lawful, (True, "", "")]:
                continue
            with (
                pytest.raises(IntegrityError, match="together_refusal_says_why"),
                transaction.atomic(),
            ):
                left.update(**new)
    for is_done, code, said in lawful:
        left.update(is_done=is_done, code=code, said=said)


def test_dropped_the_rest_stays_in_the_inbox(three, officer, half):
    address = reverse("together_done", args=[KEY])
    officer[0].post(address, {"do": "drop"})
    assert states(three) == ["approved", "dispatched", "dispatched"]
    assert [code for _pk, _done, code in outcomes()] == ["", "together_dropped", "together_dropped"]
    assert unfinished(officer[1]) == []
    assert actions.finish(half, actor=officer[1]) == 0
    assert states(three) == ["approved", "dispatched", "dispatched"]


def test_a_fault_nobody_foresaw_stops_no_other(three, officer, monkeypatch, caplog):
    real = actions.sign

    def sign(approval, **more):
        if approval.pk == three[1].pk:
            raise RuntimeError("as nobody foresaw")
        return real(approval, **more)

    monkeypatch.setattr(actions, "sign", sign)
    do_together(KEY, [one.pk for one in three], act=GRANT, actor=officer[1])
    assert states(three) == ["approved", "dispatched", "approved"]
    assert outcomes()[1] == (three[1].pk, False, "together_broke_down")
    broken = TogetherOutcome.objects.get(is_done=False)
    assert broken.said == "系统出了问题，这一件没有办。"
    assert broken.said_en == "Something went wrong in the portal. This one was not done."
    assert unfinished(officer[1]) == []
    (line,) = [each for each in caplog.records if each.name == actions.__name__]
    assert line.getMessage() == f"Batch {KEY} broke at approval {three[1].pk}"
    assert "as nobody foresaw" in str(line.exc_info[1])


def test_only_whoever_began_it_finishes_it(three, officer, half):
    address = reverse("together_done", args=[KEY])
    above, _actor = post("bing", "officer", department=three[0].department.code, level=2)
    page = above.get(address).content.decode()
    assert "停在半路" in page
    assert 'value="finish"' not in page
    for browser, said in ((above, "finish"), (above, "drop"), (officer[0], "deny")):
        assert browser.post(address, {"do": said}).status_code == 404
    assert states(three) == ["approved", "dispatched", "dispatched"]


def looked(browser, parts, act: str) -> dict[str, object]:
    """What the form of the second look sends, without ticks."""
    query = "&".join(f"id={one.pk}" for one in parts)
    page = browser.get(f"{reverse('together')}?act={act}&{query}").content.decode()
    return {
        "act": act,
        "key": page.split('name="key" value="')[1][:36],
        "shown": page.split('name="shown" value="')[1].split('"')[0],
        "id": [one.pk for one in parts],
    }


def test_a_tick_is_for_what_was_shown(three, officer):
    said = looked(officer[0], three[:2], "grant")
    for wrong in (
        {"ticked": [three[0].pk, three[2].pk]},  # never shown
        {"ticked": [three[0].pk], "shown": said["shown"][:-1]},
        {"ticked": [three[0].pk], "shown": ""},
        {"ticked": [three[0].pk], "act": "take_up"},  # shown for another act
        {"ticked": [three[0].pk], "key": str(KEY)},  # shown on another page
    ):
        answer = officer[0].post(reverse("together"), said | wrong)
        page = answer.content.decode()
        assert (answer.status_code, "对不上" in page) == (422, True)
        assert " checked" not in page.split("<main")[1].split("</main>")[0]
    other, _actor = post("yi", "officer", department=three[0].department.code)
    answer = other.post(reverse("together"), said | {"ticked": [three[0].pk]})
    assert answer.status_code == 422
    assert states(three) == ["dispatched"] * 3
    assert not Together.objects.exists()


def test_what_changed_since_is_shown_again_and_none_is_done(three, officer, town):
    said = looked(officer[0], three, "take_up") | {"ticked": [one.pk for one in three]}
    MaterialSlot.objects.filter(case=three[1].case).update(original_at_window=True, checked="ok")
    answer = officer[0].post(reverse("together"), said)
    page = answer.content.decode()
    assert (answer.status_code, "有 1 件在您看过以后变了。" in page) == (409, True)
    assert page.count("看过以后变了</span>") == 1
    ticks = page.split("<main")[1].split("</main>")[0]
    assert ticks.count(" checked") == 2
    assert f'value="{three[1].pk}" checked' not in ticks
    assert (states(three), Together.objects.count()) == (["dispatched"] * 3, 0)
    again = said | {"shown": page.split('name="shown" value="')[1].split('"')[0]}
    assert officer[0].post(reverse("together"), again).status_code == 302
    assert states(three) == ["in_review"] * 3


def test_what_somebody_else_has_begun_meanwhile_is_marked_too(three, officer, town):
    said = looked(officer[0], three, "take_up") | {"ticked": [three[0].pk]}
    b.do(take_up, three[0], actor=town.officer(three[0]))
    answer = officer[0].post(reverse("together"), said)
    assert answer.status_code == 409
    assert "看过以后变了</span> · 已经在审查" in answer.content.decode()


def test_whom_it_is_given_to_and_why_stand_there_again_after_a_refusal(three, officer):
    post("yi", "officer", department=three[0].department.code)
    said = looked(officer[0], three, "give") | {"username": "yi", "why": "出差 <三天>"}
    MaterialSlot.objects.filter(case=three[1].case).update(original_at_window=True, checked="ok")
    for ticked, shown, status in (
        ([], said["shown"], 422),
        ([three[0].pk], "", 422),
        ([three[1].pk], said["shown"], 409),
    ):
        answer = officer[0].post(reverse("together"), said | {"ticked": ticked, "shown": shown})
        page = answer.content.decode()
        assert answer.status_code == status
        assert '<option value="yi" selected>' in page
        assert page.count(" selected>") == 1 + page.split("<main")[0].count(" selected>")
        assert 'name="why" value="出差 &lt;三天&gt;"' in page
    assert not Together.objects.exists()


def test_what_left_the_department_meanwhile_is_listed_too(three, officer, town):
    elsewhere = b.approval(b.accepted_case(town), "T1-E").department
    assert elsewhere != three[0].department
    said = looked(officer[0], three, "take_up") | {"ticked": [one.pk for one in three]}
    Approval.objects.filter(pk=three[1].pk).update(department=elsewhere)
    answer = officer[0].post(reverse("together"), said)
    page = answer.content.decode()
    assert (answer.status_code, "有 1 件在您看过以后变了。" in page) == (409, True)
    listed = page.split("<h2>不在本部门了</h2>")[1].split("</section>")[0]
    assert three[1].case.number in listed
    assert listed.count("看过以后变了") == page.count("看过以后变了</span>") == 1
    assert f'name="id" value="{three[1].pk}"' not in page


def test_sent_twice_the_second_only_shows_what_was_done(three, officer):
    said = looked(officer[0], three, "take_up") | {"ticked": [three[0].pk]}
    addresses = {officer[0].post(reverse("together"), said).url for _ in range(2)}
    assert addresses == {reverse("together_done", args=[UUID(str(said["key"]))])}
    assert outcomes() == [(three[0].pk, True, "")]
    assert Together.objects.get().act == TAKE_UP
