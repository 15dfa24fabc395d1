"""What is kept while typing never comes back after its form, and keys are counted by case."""

from __future__ import annotations

import os

from playwright.sync_api import Route

from datasharing.sandbox.population import pair
from tests.journeys.person import Person
from tests.journeys.submitting import submitted_sale
from tests.journeys.test_house_sale_at_window import CHOSEN
from windows.models import DeskDraft, DeskEffort

SOMEBODY, _ = pair(9)
WAS_STOPPED = """
const real = window.fetch;
let sent;
window.fetch = (address, options) => { sent = options.signal; return real(address, options); };
document.addEventListener("submit", () => {
  sessionStorage.setItem("was-stopped", String(Boolean(sent) && sent.aborted));
});
"""
"""Whether the draft under way is given up in the moment in which its form is sent."""


def test_a_draft_on_its_way_is_stopped_when_its_form_is_sent(somebody, settings):
    settings.DOCUMENT_KEYS = {"first": os.urandom(32)}
    clerk = somebody("clerk")
    clerk.context.add_init_script(WAS_STOPPED)
    held_up: list[Route] = []

    def hold_up(route: Route) -> None:
        held_up.append(route)

    clerk.page.route("**/desk/hold/", hold_up)
    clerk.go("/desk/register/")
    clerk.fill(name=SOMEBODY.name, id_number=SOMEBODY.id_number)
    with clerk.page.expect_request("**/desk/hold/"):
        clerk.page.locator('[name="phone"]').press_sequentially(SOMEBODY.phone)
    clerk.press("证件已看过，登记")
    assert SOMEBODY.name in clerk.text
    assert len(held_up) == 1
    assert clerk.page.evaluate('sessionStorage.getItem("was-stopped")') == "true"
    assert DeskDraft.objects.count() == 0


def test_keys_pressed_for_one_case_are_not_counted_on_another(somebody):
    """Two cases in turns: each form takes along what was typed for its own case."""
    first = submitted_sale()
    clerk = somebody("clerk")
    clerk.go(f"/desk/cases/{first.number}/")
    clerk.page.locator("summary", has_text="不予受理").click()
    clerk.page.locator("#refuse-reason").press_sequentially("abcdefghij")
    clerk.go("/desk/register/")
    clerk.fill(name=SOMEBODY.name, id_number=SOMEBODY.id_number)
    clerk.page.locator('[name="phone"]').press_sequentially(SOMEBODY.phone)
    clerk.press("证件已看过，登记")
    assert _begun(clerk).strokes == len(SOMEBODY.phone)
    clerk.go(f"/desk/cases/{first.number}/")
    clerk.press("受理")
    assert DeskEffort.objects.get(case=first).strokes == 10


def test_keys_typed_to_find_somebody_are_counted_on_their_case(somebody):
    first = submitted_sale()
    clerk = somebody("clerk")
    _type_to_find(clerk, first.applicant.phone)
    clerk.follow(first.applicant.name, exact=False)
    assert _begun(clerk).strokes == len(first.applicant.phone) + 1, "Enter too"
    _type_to_find(clerk, first.number)
    assert clerk.path == f"/desk/cases/{first.number}/"
    clerk.press("受理")
    assert DeskEffort.objects.get(case=first).strokes == len(first.number) + 1


def test_what_is_typed_in_vain_and_refused_is_counted_when_they_begin(somebody):
    """Nobody has the number that was typed, and the form to register them is refused at first."""
    clerk = somebody("clerk")
    _type_to_find(clerk, SOMEBODY.phone)
    clerk.press("登记新申请人")
    wrong = "0" if SOMEBODY.id_number[-1] != "0" else "1"
    clerk.fill(name=SOMEBODY.name, id_number=f"{SOMEBODY.id_number[:-1]}{wrong}")
    clerk.page.locator('[name="name"]').press("End")
    clerk.press_in_vain("证件已看过，登记", 422)
    clerk.fill(id_number=SOMEBODY.id_number)
    clerk.press("证件已看过，登记")
    assert SOMEBODY.name in clerk.text
    assert _begun(clerk).strokes == len(SOMEBODY.phone) + 2, "Enter and End too"


def _type_to_find(clerk: Person, what: str) -> None:
    """By hand into the field for readers, so slower than a reader."""
    clerk.go("/desk/")
    field = clerk.page.locator('[name="scan"]').first
    field.press_sequentially(what, delay=60)
    with clerk.page.expect_navigation():
        field.press("Enter")


def _begun(clerk: Person) -> DeskEffort:
    """Of the person whose page it is: the questions are answered without a key."""
    clerk.go(f"{clerk.path}P10/")
    for question, option in {**CHOSEN, "utility": "water"}.items():
        clerk.page.locator(f'[name="{question}"][value="{option}"]').check()
    clerk.press("生成清单")
    return DeskEffort.objects.get(form="begin")
