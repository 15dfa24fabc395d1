"""What is kept while typing never comes back after the form itself was sent."""

from __future__ import annotations

import os

from playwright.sync_api import Error, Route

from datasharing.sandbox.population import pair
from windows.models import DeskDraft

SOMEBODY, _ = pair(9)


def test_a_draft_on_its_way_does_not_arrive_after_the_form(somebody, settings):
    settings.DOCUMENT_KEYS = {"first": os.urandom(32)}
    clerk = somebody("clerk")
    held_up: list[Route] = []
    clerk.page.route("**/desk/hold/", held_up.append)
    clerk.go("/desk/register/")
    clerk.fill(name=SOMEBODY.name, id_number=SOMEBODY.id_number)
    with clerk.page.expect_request("**/desk/hold/"):
        clerk.page.locator('[name="phone"]').press_sequentially(SOMEBODY.phone)
    with clerk.page.expect_event(
        "requestfailed", lambda request: request.url.endswith("/desk/hold/")
    ):
        clerk.press("证件已看过，登记")
    assert SOMEBODY.name in clerk.text
    for route in held_up:  # a slow line lets it through now, if it is still under way
        try:
            route.continue_()
        except Error:
            continue
    clerk.page.wait_for_timeout(500)
    assert DeskDraft.objects.count() == 0
