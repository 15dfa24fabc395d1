"""A key pressed twice in haste does one thing."""

from __future__ import annotations

from tests.journeys.submitting import submitted_sale

AGAIN = """
addEventListener("DOMContentLoaded", () => {
  window.again = true;
  document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "F9", bubbles: true}));
});
"""
"""The second press arrives in the moment in which the next page is there."""


def test_comparing_with_the_original_twice_accepts_nothing(somebody):
    """F9 says “the same as the original”, and on the page that follows it accepts the case."""
    case = submitted_sale()
    slot = case.slots.filter(document__level__in="CD").first()
    clerk = somebody("clerk")
    clerk.go(f"/desk/cases/{case.number}/materials/{slot.pk}/original/")
    clerk.context.add_init_script(AGAIN)
    clerk.strike("F9")
    assert clerk.path == f"/desk/cases/{case.number}/#slot-{slot.pk}"
    assert clerk.page.evaluate("window.again")
    assert "已升为 B 级。" in clerk.text
    case.refresh_from_db()
    assert case.state == "submitted"
    clerk.settle()
    clerk.page.keyboard.press("F8")  # keys are heard again
    assert clerk.page.locator("details[open] #refuse-reason, details[open] [name^=bad-]").count()


def test_taking_the_next_case_twice_only_opens_it(somebody):
    """Also by a slow hand."""
    case = submitted_sale()
    clerk = somebody("clerk")
    clerk.go("/desk/")
    clerk.strike("F6")
    assert clerk.path == f"/desk/cases/{case.number}/"
    clerk.settle()
    clerk.page.keyboard.press("F6")
    clerk.page.wait_for_timeout(300)
    clerk.look()
    assert clerk.path == f"/desk/cases/{case.number}/"
    case.refresh_from_db()
    assert case.state == "submitted"
