"""(pages) The ten most used pages: weight, first view on slow 3G, time on the server.

The product as `manage.py up` starts it, with the demonstration in it. The server's time is what a
client on the same machine waits, so it holds what gunicorn adds. The first view is Chromium's
first contentful paint with nothing in its cache, on a phone's screen, over the line that
Lighthouse calls slow 3G.
"""

from __future__ import annotations

import http.client
import re
import time
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from portal.accounts.demo import DEMO_PASSWORD
from portal.embedded.children import Children
from tests.bench.table import percentile, show
from tests.pages.demo import CHROMIUM, running_demo

PAGES = {
    "home": ("", "/"),
    "search": ("", "/things/?q=过户"),
    "thing P10": ("", "/things/P10/"),
    "question": ("", "/things/P10/questions/"),
    "plan": ("", "/things/P10/plan/?mortgage=no&pay=cash&only=yes&limit=no&agent=no&fund=no"),
    "my cases": ("wangxiaoming", "/my/cases/"),
    "case": ("wangxiaoming", "/my/cases/>/cases/"),
    "desk": ("clerk", "/desk/"),
    "inbox": ("officer-zhufanghechengxiangjiansheju", "/inbox/"),
    "supervision": ("supervisor", "/supervision/"),
}
"""Name → account, address; after `>` the first link of the page that begins so."""
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8,
           "uploadThroughput": 400_000 / 8}  # fmt: skip
SERVER_MS, FIRST_VIEW_MS, WEIGHT_KB = 80, 1500, 100
REQUESTS = 200
VIEWS = 3
PAINT = """
() => new Promise(done => {
  const told = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  const ask = () => told() ? done(told()) : setTimeout(ask, 20);
  ask();
})
"""


def run(children: Children, *, size: int | None, seconds: int) -> dict[str, Any]:
    """`size` requests to each page, or 200."""
    del children, seconds
    rows = []
    with running_demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, (account, address) in PAGES.items():
            cookie, path = _arrive(browser, site, account, address)
            times, sent = _ask(site, path, cookie, size or REQUESTS)
            views = [_first_view(browser, site, path, cookie) for _ in range(VIEWS)]
            paint, received = sorted(views)[len(views) // 2]
            rows.append(
                {
                    "page": name,
                    "html_kb": sent / 1024,
                    "weight_kb": received / 1024,
                    "first_view_ms": paint,
                    "p50_ms": 1000 * percentile(times, 0.5),
                    "p95_ms": 1000 * percentile(times, 0.95),
                }
            )
        browser.close()
    _tell(rows)
    return {"pages": rows, "requests": size or REQUESTS}


def _arrive(browser: Browser, site: str, account: str, address: str) -> tuple[str, str]:
    """The session's cookie and the address itself, links followed."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    if account:
        page.goto(f"{site}/login/")
        page.fill('[name="username"]', account)
        page.fill('[name="password"]', DEMO_PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    first, _, link = address.partition(">")
    page.goto(f"{site}{first}")
    if link:
        hrefs = page.eval_on_selector_all("main a", "all => all.map(a => a.pathname)")
        first = next(href for href in hrefs if re.match(f"{link}[^/]+/$", href))
        page.goto(f"{site}{first}")
    path = page.url.removeprefix(site)
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in context.cookies())
    context.close()
    return cookies, path


def _ask(site: str, path: str, cookie: str, requests: int) -> tuple[list[float], int]:
    """Seconds of each answer, and the bytes of the packed page."""
    place = urlsplit(site)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
    headers = {"Cookie": cookie, "Accept-Encoding": "gzip", "Accept-Language": "zh-CN"}
    times, sent = [], 0
    for number in range(requests + 10):
        began = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        sent = len(answer.read())
        assert answer.status == 200, f"{path}: {answer.status}"
        if number >= 10:  # the first ones warm what is kept for good
            times.append(time.perf_counter() - began)
    return times, sent


def _first_view(browser: Browser, site: str, path: str, cookie: str) -> tuple[float, int]:
    """Milliseconds to the first contentful paint, and all bytes received by then or after."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 375, "height": 812})
    pairs = [each.partition("=") for each in cookie.split("; ") if each]
    context.add_cookies([{"name": name, "value": value, "url": site} for name, _, value in pairs])
    page = context.new_page()
    line = context.new_cdp_session(page)
    received: list[float] = []
    line.on("Network.loadingFinished", lambda each: received.append(each["encodedDataLength"]))
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_3G)
    page.goto(f"{site}{path}", wait_until="load", timeout=60_000)
    paint = float(page.evaluate(PAINT))
    page.wait_for_timeout(200)
    context.close()
    return paint, int(sum(received))


def _tell(rows: list[dict[str, Any]]) -> None:
    head = ("page", "HTML KB", "all KB", "first view ms", "server p50 ms", "server p95 ms")
    keys = ("html_kb", "weight_kb", "first_view_ms", "p50_ms", "p95_ms")
    show("(pages)", head, [(row["page"], *(f"{row[key]:.1f}" for key in keys)) for row in rows])
    goals = (("weight_kb", WEIGHT_KB), ("first_view_ms", FIRST_VIEW_MS), ("p95_ms", SERVER_MS))
    for key, most in goals:
        over = [row["page"] for row in rows if row[key] > most]
        print(f"{key} ≤ {most}: {'missed by ' + ', '.join(over) if over else 'kept by all'}")
