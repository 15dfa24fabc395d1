"""The same person in WebKit, the engine of Safari: WebKitGTK on a screen that nobody sees.

`WebKitPerson` does what the journeys ask of `Person`, by the WebDriver standard instead of
Chromium's own protocol, so that one script runs in both.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from selenium.common.exceptions import (
    ElementNotInteractableException,
    StaleElementReferenceException,
)
from selenium.webdriver import WebKitGTK, WebKitGTKOptions
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select
from selenium.webdriver.webkitgtk.service import Service

from portal.accounts.demo import DEMO_PASSWORD

WAIT_SECONDS = 30
INTO_VIEW = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})"
LIBRARIES = Path("/usr/lib")
TOO_WIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


def programs() -> tuple[str, str, str] | None:
    """Driver, browser and screen, if all three are installed."""
    browser = next(iter(sorted(LIBRARIES.glob("*/webkit2gtk-4*/MiniBrowser"))), None)
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    return (driver, str(browser), screen) if driver and browser and screen else None


@contextmanager
def screen(program: str) -> Iterator[str]:
    """A display of its own; the server picks a free number and tells it."""
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "1400x1000x24",
               "-nolisten", "tcp"]  # fmt: skip
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(timeout=10)


@contextmanager
def webkit(driver: str, browser: str, display: str) -> Iterator[WebKitGTK]:
    options = WebKitGTKOptions()
    options.binary_location = browser
    options.add_argument("--automation")
    # Its own sandbox needs user namespaces, which containers seldom grant.
    environment = os.environ | {
        "DISPLAY": display,
        "LANG": "C.UTF-8",
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    }
    opened = WebKitGTK(options=options, service=Service(driver, env=environment))
    try:
        opened.set_page_load_timeout(WAIT_SECONDS)
        opened.set_window_size(1280, 900)
        yield opened
    finally:
        opened.quit()


class WebKitPerson:
    def __init__(self, driver: WebKitGTK, site: str, files: Path) -> None:
        self.driver, self.site, self.files = driver, site, files

    @property
    def path(self) -> str:
        return self.driver.current_url.removeprefix(self.site).partition("?")[0].partition("#")[0]

    @property
    def text(self) -> str:
        return self._one("//main").text

    @property
    def heading(self) -> str:
        return self._one("//h1").text

    def go(self, path: str) -> None:
        self.driver.get(f"{self.site}{path}")
        self.look()

    def value(self, name: str) -> str:
        return self._one(f"//main//*[@name='{name}']").get_attribute("value") or ""

    def row(self, kind: str, text: str) -> WebElement:
        return self._one(f"//main//{kind}[contains(normalize-space(.), '{text}')]")

    def press(self, name: str, *, within: WebElement | None = None, exact: bool = True) -> None:
        self._follow("button", name, within, exact=exact)

    def follow(self, name: str, *, within: WebElement | None = None, exact: bool = True) -> None:
        self._follow("a", name, within, exact=exact)

    def choose(self, *labels: str) -> None:
        for label in labels:
            said = self._one(f"//label[normalize-space(.)='{label}']")
            if not said.find_element(By.XPATH, ".//input").is_selected():
                said.click()

    def tick_all(self, name: str) -> None:
        for box in self.driver.find_elements(By.XPATH, f"//main//input[@name='{name}']"):
            if not box.is_selected():
                self.driver.execute_script("arguments[0].click()", box)

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            control = self._one(f"//main//*[@name='{name}']")
            if control.tag_name == "select":
                Select(control).select_by_value(value)
            elif control.get_attribute("type") == "radio":
                wanted = self._one(f"//main//*[@name='{name}'][@value='{value}']")
                self.driver.execute_script("arguments[0].click()", wanted)
            else:
                control.clear()
                control.send_keys(value)

    def hand_over(self, name: str, filename: str, content: bytes) -> None:
        file = self.files / filename
        file.write_bytes(content)
        self._one(f"//main//input[@name='{name}']").send_keys(str(file))

    def wait_for(self, path_end: str) -> None:
        self._until(lambda: self.path.endswith(path_end), path_end)

    def log_in(self, username: str) -> WebKitPerson:
        if self.path != "/login/":
            self.go("/login/")
        self.fill(username=username, password=DEMO_PASSWORD)
        self.press("登录")
        return self

    def look(self) -> None:
        self._until(self._is_loaded, "the page")
        extra = self.driver.execute_script(TOO_WIDE)
        assert extra <= 0, f"{self.path}: {extra} px too wide"

    def _is_loaded(self) -> bool:
        return self.driver.execute_script("return document.readyState") == "complete"

    def _one(self, path: str) -> WebElement:
        return self.driver.find_element(By.XPATH, path)

    def _follow(self, tag: str, name: str, within: WebElement | None, *, exact: bool) -> None:
        said = "normalize-space(.)"  # a key that stands in it is no part of its name
        is_named = f"{said}=normalize-space(concat('{name} ', kbd))"
        test = is_named if exact else f"contains({said}, '{name}')"
        place = within or self._one("//main")
        before = self._one("//html")
        found = place.find_elements(By.XPATH, f".//{tag}[{test}]")
        self._click_first(found)
        self._until(lambda: _is_gone(before), f"what follows “{name}”")
        self.look()

    def _click_first(self, found: list[WebElement]) -> None:
        """The first that can be clicked: a form may hold a hidden twin for the Enter key."""
        for thing in found:
            self.driver.execute_script(INTO_VIEW, thing)
            try:
                thing.click()
            except ElementNotInteractableException:
                continue
            return
        raise AssertionError(f"{self.path}: nothing to click among {len(found)}")

    def _until(self, is_so: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while not is_so():
            assert time.monotonic() < end, f"{self.path}: waited in vain for {what}"
            time.sleep(0.05)


def _is_gone(element: WebElement) -> bool:
    try:
        element.is_enabled()
    except StaleElementReferenceException:
        return True
    return False


@contextmanager
def somebody_in_webkit(site: str) -> Iterator[Callable[[], WebKitPerson]]:
    """Makes people, each in a browser of their own; all of it ends with the block."""
    found = programs()
    assert found, "Install webkit2gtk-driver and xvfb."
    driver, browser, display = found
    with ExitStack() as stack:
        files = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="handed-in-")))
        shown = stack.enter_context(screen(display))
        yield lambda: WebKitPerson(stack.enter_context(webkit(driver, browser, shown)), site, files)
