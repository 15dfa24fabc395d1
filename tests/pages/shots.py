"""`python -m tests.pages.shots`: pictures of the portal, and docs/screenshots.md that shows them.

A demonstration of its own is started for it, or the one at PORTAL_DEMO_URL is used.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from portal.accounts.demo import DEMO_PASSWORD
from portal.embedded.venv import CHECKOUT
from tests.pages.demo import CHROMIUM, running_demo

PAGE = CHECKOUT / "docs" / "screenshots.md"
FOLDER = CHECKOUT / "docs" / "images" / "screens"
PHONE, DESK = (375, 760), (1280, 860)
LARGEST = 80_000
CITIZEN = "wangxiaoming"
BUYER = "linhao"  # begins an application for the pictures
OFFICER = "officer-zhufanghechengxiangjiansheju"
PLAN = "/things/P10/plan/?mortgage=no&pay=bank&only=yes&limit=yes&agent=no&utility=water&fund=no"


@dataclass(frozen=True)
class Shot:
    """One picture. After `>` in the address: the first link of the page that is so; `+` goes on
    from the page's own address.
    """

    name: str
    said: str
    address: str
    account: str = ""
    size: tuple[int, int] = PHONE
    language: str = "zh-CN"
    scheme: str = "light"
    large: bool = False
    strong: bool = False


ENGLISH = "en-GB"
CASE = "/my/cases/>/cases/[^/]*/"
SHOTS = (
    Shot("home-phone", "Home page", "/"),
    Shot("home-phone-en", "Home page in English", "/", language=ENGLISH),
    Shot("home-phone-large", "Home page in large print", "/", large=True),
    Shot("home-phone-dark", "Home page, dark", "/", scheme="dark"),
    Shot("home-phone-strong", "Home page, more contrast", "/", strong=True),
    Shot("home-desk", "Home page on a desk", "/", size=DESK),
    Shot("search-phone", "Search", "/things/?q=过户"),
    Shot("thing-phone", "One thing", "/things/P10/"),
    Shot("thing-desk-en", "One thing in English", "/things/P10/", size=DESK, language=ENGLISH),
    Shot("question-phone", "A question", "/things/P10/questions/"),
    Shot("question-phone-large", "A question in large print", "/things/P10/questions/", large=True),
    Shot("plan-phone", "The plan", PLAN),
    Shot("plan-phone-en", "The plan in English", PLAN, language=ENGLISH),
    Shot("plan-phone-large", "The plan in large print", PLAN, large=True),
    Shot("plan-desk", "The plan on a desk", PLAN, size=DESK),
    Shot("consent-phone", "May we read this?", f"{CASE}>+agree/", BUYER),
    Shot("form-phone", "The form, mostly filled", f"{CASE}>+form/", BUYER),
    Shot("form-phone-en", "The form in English", f"{CASE}>+form/", BUYER, language=ENGLISH),
    Shot("check-phone", "Check your answers", f"{CASE}>+check/", BUYER),
    Shot("cases-phone", "My cases", "/my/cases/", CITIZEN),
    Shot("case-phone", "A case under way", CASE, CITIZEN),
    Shot("case-desk-en", "A case in English", CASE, CITIZEN, DESK, ENGLISH),
    Shot("case-desk-dark", "A case, dark", CASE, CITIZEN, DESK, scheme="dark"),
    Shot("case-phone-large", "A case in large print", CASE, CITIZEN, large=True),
    Shot("case-phone-en", "A case in English", CASE, CITIZEN, language=ENGLISH),
    Shot("receipt-phone", "The receipt", f"{CASE}>.*/receipt/", CITIZEN),
    Shot("messages-phone", "Ask the offices", f"{CASE}>.*/messages/", CITIZEN),
    Shot("notices-phone", "Notices", "/my/notices/", CITIZEN),
    Shot("letters-phone", "Where letters go", "/my/letters/", CITIZEN),
    Shot("data-phone", "Who looked at my data", "/my/data/", CITIZEN),
    Shot("wallet-phone", "My licences", "/my/licences/", CITIZEN),
    Shot("look-phone", "Display settings", "/look/"),
    Shot("desk", "The desk", "/desk/", "clerk", DESK),
    Shot("desk-en", "The desk in English", "/desk/", "clerk", DESK, ENGLISH),
    Shot("desk-case", "A case at the desk", "/desk/>/desk/cases/[^/]*/", "clerk", DESK),
    Shot("desk-keys", "The keys of the desk", "/desk/keys/", "clerk", DESK),
    Shot("inbox", "An officer's inbox", "/inbox/", OFFICER, DESK),
    Shot("inbox-en", "The inbox in English", "/inbox/", OFFICER, DESK, ENGLISH),
    Shot("inbox-dark", "The inbox, dark", "/inbox/", OFFICER, DESK, scheme="dark"),
    Shot("approval", "A matter before an officer", "/inbox/?all=1>/inbox/\\d+/", OFFICER, DESK),
    Shot("supervision", "What is red, and what turns red", "/supervision/", "supervisor", DESK),
    Shot("desk-work", "Strokes and double typing", "/supervision/desk-work/", "supervisor", DESK),
    Shot("design", "The gallery of components", "/design/", size=DESK),
    Shot("catalogue", "The catalogue editor", "/catalogue/", "editor", DESK),
)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    with running_demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        _begin(browser, site)
        for shot in SHOTS:
            picture = _packed(_taken(browser, site, shot))
            (FOLDER / f"{shot.name}.webp").write_bytes(picture)
            print(f"{shot.name}: {len(picture) / 1000:.0f} kB")
        browser.close()
    PAGE.write_text(_page(), encoding="utf-8")


def _taken(browser: Browser, site: str, shot: Shot) -> bytes:
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=shot.language,
        color_scheme="dark" if shot.scheme == "dark" else "light",
        contrast="more" if shot.strong else "no-preference",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if shot.account:
        _log_in(page, site, shot.account)
        _speak(page, site, "en" if shot.language == ENGLISH else "zh-hans")
    first, *hops = shot.address.split(">")
    page.goto(f"{site}{first}")
    for hop in hops:
        page.goto(_next_address(page, site, hop))
    if shot.large:
        page.goto(page.url + ("&" if "?" in page.url else "?") + "print=large")
    page.wait_for_timeout(300)
    picture = page.screenshot()
    context.close()
    return picture


def _next_address(page: Page, site: str, hop: str) -> str:
    if hop.startswith("+"):
        case = re.match(r"/cases/[^/]+/", urlsplit(page.url).path)
        assert case, page.url
        return f"{site}{case[0]}{hop[1:]}"
    hrefs = page.eval_on_selector_all("main a", "all => all.map(a => a.pathname)")
    return f"{site}{next(href for href in hrefs if re.fullmatch(hop, href))}"


def _begin(browser: Browser, site: str) -> None:
    """An application that has got as far as its first page."""
    page = browser.new_page()
    _log_in(page, site, BUYER)
    page.goto(f"{site}{PLAN}")
    with page.expect_navigation():
        page.locator('form[action$="/apply/"] button').click()
    page.context.close()


def _log_in(page: Page, site: str, account: str) -> None:
    page.goto(f"{site}/login/")
    page.fill('[name="username"]', account)
    page.fill('[name="password"]', DEMO_PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _speak(page: Page, site: str, language: str) -> None:
    """The account's own language holds, whatever the browser says; the last picture changed it."""
    page.goto(f"{site}/")
    spoken = page.locator("html").get_attribute("lang") or ""
    if spoken.lower() != language:
        form = page.locator(f'form:has(input[name="language"][value="{language}"])').first
        with page.expect_navigation():
            form.evaluate("form => form.submit()")
    assert (page.locator("html").get_attribute("lang") or "").lower() == language


def _packed(picture: bytes) -> bytes:
    """As WebP, as good as fits."""
    for quality in (85, 75, 60, 45, 30):
        packed = io.BytesIO()
        Image.open(io.BytesIO(picture)).convert("RGB").save(packed, "WEBP", quality=quality)
        if packed.tell() < LARGEST:
            break
    return packed.getvalue()


def _page() -> str:
    place = FOLDER.relative_to(PAGE.parent).as_posix()
    lines = [
        "# Screenshots",
        "",
        (
            "The demonstration on phone and desk, in both languages, in large print and dark."
            " People and cases are invented. `python -m tests.pages.shots` takes the pictures anew"
            " and writes this page."
        ),
    ]
    for heading, size in (("On a phone", PHONE), ("On a desk", DESK)):
        shots = [shot for shot in SHOTS if shot.size == size]
        columns = 4 if size == PHONE else 2
        lines += ["", f"## {heading}", "", "| " * columns + "|", "|---" * columns + "|"]
        for start in range(0, len(shots), columns):
            row = shots[start : start + columns]
            cells = [f"![{shot.said}]({place}/{shot.name}.webp)<br>{shot.said}" for shot in row]
            lines.append("| " + " | ".join(cells + [""] * (columns - len(row))) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
