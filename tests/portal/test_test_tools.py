"""The tools that other tests rely on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from portal.celery import app


@pytest.mark.django_db(transaction=True)
def test_the_live_worker_is_a_real_prefork_worker(live_worker: str) -> None:
    stats = app.control.inspect([live_worker], timeout=5).stats()

    assert list(stats) == [live_worker]
    assert stats[live_worker]["pool"]["max-concurrency"] == 2


def test_the_browser_reads_a_page(live_server, browser_page: Page) -> None:
    answer = browser_page.goto(f"{live_server.url}/healthz")

    assert answer is not None
    assert answer.status == 200
    assert "alive" in browser_page.content()
