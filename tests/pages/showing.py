"""A saved page in a real Chromium, with the real stylesheet and scripts, without any server."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from tests.pages.collecting import Saved

SITE = "http://portal.test"
DESK = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}


class Shelf:
    """Answers the browser: the page that stands open, and static files out of the folders."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.open: Saved | None = None
        page.route("**/*", self._answer)

    def show(self, saved: Saved) -> Page:
        self.open = saved
        self.page.goto(f"{SITE}/shown/", wait_until="load")
        return self.page

    def _answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/shown/" and self.open:
            headers = {"content-type": "text/html; charset=utf-8"}
            if self.open.policy:
                headers["content-security-policy"] = self.open.policy
            route.fulfill(body=self.open.html, headers=headers)
        elif path.startswith("/static/") and (found := finders.find(path[len("/static/") :])):
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(body=Path(found).read_bytes(), content_type=kind)
        else:
            route.fulfill(status=204)  # what a script asks for later is not the page


@contextmanager
def shelf(browser: Browser, **how) -> Iterator[Shelf]:
    context = browser.new_context(viewport=DESK, reduced_motion="reduce", **how)
    try:
        yield Shelf(context.new_page())
    finally:
        context.close()
