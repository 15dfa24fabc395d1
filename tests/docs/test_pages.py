"""What the pages point at is there: files, modules, tests and commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT: Path = settings.CHECKOUT
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")
COMMAND = re.compile(r"(?:python3? |`)manage\.py ([a-z_]+)")
MODULE = re.compile(r"`((?:portal|services|materials|datasharing|windows)(?:\.(?!css|js)\w+)+)`")
FILE = re.compile(r"`((?:[\w.-]+/)+[\w-]+\.(?:py|css|yaml|md|html|json|sql))`")
PLACES = (ROOT, ROOT / "tests", ROOT / "services" / "data")
OUR_OWN = {"up", "test"}
LONGEST_DECISION = 60


def told(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


every_page = pytest.mark.parametrize("page", PAGES, ids=told)


@every_page
def test_links_lead_somewhere(page):
    links = LINK.findall(page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@every_page
def test_commands_exist(page):
    known = {*get_commands(), *OUR_OWN}
    assert sorted(set(COMMAND.findall(page.read_text("utf-8"))) - known) == []


@every_page
def test_modules_and_files_exist(page):
    text = page.read_text("utf-8")
    modules = [name for name in set(MODULE.findall(text)) if not _is_there(name)]
    files = [
        name
        for name in set(FILE.findall(text))
        if not any((place / name).exists() for place in (*PLACES, page.parent))
    ]
    assert sorted(modules + files) == []


def _is_there(name: str) -> bool:
    """A module, a package, or something that its last module names."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:length])
        source = place.with_suffix(".py") if place.with_suffix(".py").exists() else place
        if source.is_dir() and length == len(parts):
            return True
        if source.is_file():
            left = parts[length:]
            return len(left) <= 1 and all(part in source.read_text("utf-8") for part in left)
        if source.is_dir():
            return parts[length] in (source / "__init__.py").read_text("utf-8")
    return False


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "decisions").glob("0*.md")), ids=told)
def test_a_decision_is_short_and_says_what_was_weighed(page):
    text = page.read_text("utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Context",
        "Options",
        "Choice",
        "Consequences",
    ]
    assert len(text.splitlines()) <= LONGEST_DECISION
    assert f"({page.name})" in (page.parent / "README.md").read_text("utf-8")


def test_every_page_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert sorted(name for name in pages if f"({name})" not in index) == []
