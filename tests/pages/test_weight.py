"""No page weighs more than 100 KB over the wire, pictures apart."""

from __future__ import annotations

import pytest

from tests.pages.collecting import Collection
from tests.pages.weight import BUDGET, linked, weight

pytestmark = pytest.mark.django_db

DRAWN_BY_A_SCRIPT = ("GET /api/docs/",)
"""The description of the interfaces, for programmers: drawn by Swagger UI, which alone is heavier.
The same description can be had as a file without it."""


def test_every_page_keeps_the_budget(collection: Collection):
    heavy = {}
    for page in collection.pages:
        if page.is_ours and page.door not in DRAWN_BY_A_SCRIPT:
            kinds = weight(page.html)
            assert kinds["css"] > 1000, f"{page}: where is the stylesheet?"
            if sum(kinds.values()) > BUDGET:
                heavy[str(page)] = kinds
    assert heavy == {}


def test_everything_that_is_linked_is_counted():
    page = '<link rel="stylesheet" href="/static/portal/portal.css"><script src="/static/portal/portal.js" defer></script>'  # noqa: E501
    assert linked(page + page) == ["portal/portal.css", "portal/portal.js"]
    live = '<script src="/static/portal/portal.js" data-live="/static/django_htmx/htmx-2.min.js">'
    assert linked(live) == ["portal/portal.js"]
    asking = live + '<div hx-get="/cases/1/" hx-trigger="every 5s">'
    assert linked(asking) == ["portal/portal.js", "django_htmx/htmx-2.min.js"]
    alone = weight(page)
    assert alone["css"] > 0 < alone["js"]
    noise = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(60_000))
    assert sum(weight(page + noise).values()) > BUDGET
