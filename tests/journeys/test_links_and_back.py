"""Every step has an address of its own, and Back shows what was answered there."""

from __future__ import annotations

from tests.journeys import buying
from tests.journeys.person import Person
from tests.journeys.test_one_form import draft

STEPS = ("party", "agree", "form", "materials", "check")


def test_questions_have_addresses_and_back_keeps_the_answers(somebody):
    me = somebody()
    me.go("/things/P10/questions/")
    seen = []
    for question, chosen in buying.EVERYTHING:
        seen.append((me.page.url.removeprefix(me.site), question, chosen))
        me.choose(*chosen)
        me.press("下一步")
    assert me.path == "/things/P10/plan/"
    plan = me.page.url.removeprefix(me.site)
    for _, question, chosen in reversed(seen):
        me.page.go_back()
        me.look()
        assert me.heading == question
        for label in chosen:
            assert me.page.get_by_label(label, exact=True).is_checked(), f"{question} {label}"
    other = somebody()
    for address, question, _ in seen:
        other.go(address)
        assert other.heading == question
    other.go(plan)
    assert "4 份" in other.text


def test_steps_of_a_case_have_addresses_and_back_keeps_what_was_typed(somebody):
    case = draft()
    me = somebody(buying.BUYER)
    headings = {}
    for step in STEPS:
        me.go(f"/cases/{case.number}/{step}/")
        headings[step] = me.heading
    assert len(set(headings.values())) == len(STEPS)
    for step in reversed(STEPS[:-1]):
        me.page.go_back()
        me.look()
        assert me.heading == headings[step]
    _typed_and_back(me, case.number)
    visitor = somebody()
    for step in STEPS:
        visitor.go(f"/cases/{case.number}/{step}/")
        assert visitor.path == "/login/"
    visitor.log_in(buying.BUYER)
    assert visitor.heading == headings[STEPS[-1]], "After the login one is where one wanted to be."


def _typed_and_back(me: Person, number: str) -> None:
    me.go(f"/cases/{number}/form/")
    me.fill(ownership_form="sole")
    me.press("存起来，以后再填")
    me.page.go_back()
    me.page.reload()
    me.look()
    assert (
        me.page.locator('[name="ownership_form"]').first.evaluate(
            "each => (each.form.elements.namedItem('ownership_form')).value"
        )
        == "sole"
    )


def test_the_address_of_a_refused_form_opened_again_leads_to_the_page_of_the_form(somebody):
    """A refused form leaves its own address in the bar; Enter there is no form any more."""
    case = draft()
    me = somebody(buying.BUYER)
    for sent_to, page in (
        ("/my/notices/read/", "/my/notices/"),
        (f"/cases/{case.number}/messages/seen/", f"/cases/{case.number}/messages/"),
        ("/things/P10/apply/", "/things/P10/"),
    ):
        me.go(sent_to)
        assert me.path == page
        assert "刚才那个地址只收表单，不能直接打开。什么都没有改动。" in me.text
    visitor = somebody()
    visitor.go(f"/cases/{case.number}/messages/seen/")
    assert visitor.path == "/login/"
    visitor.log_in(buying.BUYER)
    assert visitor.path == f"/cases/{case.number}/messages/"
    answer = visitor.page.goto(f"{visitor.site}/logout/")
    assert answer is not None
    assert answer.status == 405
    visitor.faults.clear()
    assert visitor.heading == "这个地址只收表单，不能直接打开。什么都没有改动。"
    visitor.follow("回到首页")
    assert visitor.path == "/"
