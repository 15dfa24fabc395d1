"""Somebody at a browser of their own, whose every page is looked at."""

from __future__ import annotations

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response

from portal.accounts.demo import DEMO_PASSWORD

DESK_WIDTH, PHONE_WIDTH = 1280, 375
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NAVIGATION_MS = 20_000
SETTLED = """
() => new Promise(done => {
  const [page] = performance.getEntriesByType("navigation");
  setTimeout(done, Math.max(0, 450 - (performance.now() - page.domContentLoadedEventEnd)));
})
"""


class Person:
    """One browser context. Each page must answer well, fit its width and log no error."""

    def __init__(
        self,
        browser: Browser,
        site: str,
        *,
        with_javascript: bool = True,
        width: int = DESK_WIDTH,
    ) -> None:
        self.site = site
        self.faults: list[str] = []
        self.context = browser.new_context(
            locale="zh-CN",
            java_script_enabled=with_javascript,
            viewport={"width": width, "height": 900},
        )
        self.context.set_default_timeout(NAVIGATION_MS)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("response", self._note_response)

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.site).partition("?")[0]

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def row(self, kind: str, text: str) -> Locator:
        """A line of a list or a table, by what it says."""
        return self.page.locator(kind, has_text=text)

    def tick_all(self, name: str) -> None:
        for box in self.page.locator(f'input[name="{name}"]').all():
            box.check()

    def hand_over(self, name: str, filename: str, content: bytes) -> None:
        sent = {"name": filename, "mimeType": "application/pdf", "buffer": content}
        self.page.locator(f'input[name="{name}"]').set_input_files(sent)

    def wait_for(self, path_end: str) -> None:
        self.page.wait_for_url(f"**{path_end}")
        self.look()

    def value(self, name: str) -> str:
        return self.page.locator(f'main [name="{name}"]').input_value()

    def go(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}")
        self.look()

    def press(self, name: str, *, within: Locator | None = None, exact: bool = True) -> None:
        """A button that sends a form."""
        place = within or self.page.locator("main")
        self._follow(place.get_by_role("button", name=name, exact=exact).first)

    def follow(self, name: str, *, within: Locator | None = None, exact: bool = True) -> None:
        """A link."""
        place = within or self.page.locator("main")
        self._follow(place.get_by_role("link", name=name, exact=exact).first)

    def press_in_vain(self, name: str, status: int) -> None:
        """The portal refuses in words, with this status."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=name, exact=True).first.click()
        assert [fault for fault in self.faults if fault.startswith(str(status))] != []
        self.faults.clear()
        self.look()

    def settle(self) -> None:
        """A page of the desk hears no key in its first moment: a hand is slower than that."""
        self.page.evaluate(SETTLED)

    def strike(self, *keys: str) -> None:
        """The last key opens another page."""
        self.settle()
        for key in keys[:-1]:
            self.page.keyboard.press(key)
        with self.page.expect_navigation():
            self.page.keyboard.press(keys[-1])
        self.look()

    def choose(self, *labels: str) -> None:
        for label in labels:
            self.page.get_by_label(label, exact=True).check()

    def fill(self, **values: str) -> None:
        """By the name of the control."""
        for name, value in values.items():
            control = self.page.locator(f'main [name="{name}"]')
            if control.evaluate("element => element.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)

    def log_in(self, username: str) -> Person:
        if self.path != "/login/":
            self.go("/login/")
        self.fill(username=username, password=DEMO_PASSWORD)
        self.press("登录")
        return self

    def look(self) -> None:
        """The page as it now stands has no fault. Raises AssertionError with all of them."""
        self.page.wait_for_load_state("load")
        extra = self.page.evaluate(TOO_WIDE)
        if extra > 0:
            self.faults.append(f"{extra} px too wide")
        assert self.faults == [], f"{self.path}: {self.faults}"

    def close(self) -> None:
        self.context.close()

    def _follow(self, thing: Locator) -> None:
        with self.page.expect_navigation():
            thing.click()
        self.look()

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")
