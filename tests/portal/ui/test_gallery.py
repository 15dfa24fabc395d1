"""Every component says what it takes, is used or drawn, and the gallery shows it."""

from __future__ import annotations

import re

import pytest
from django.utils.html import escape

from portal.ui.gallery import components
from portal.ui.samples import reasons, samples
from portal.ui.tokens import PAIRS, SCHEMES, STYLESHEET, colours, contrast_of, sizes

pytestmark = pytest.mark.django_db
DRAWN = {
    *("button", "field", "error_summary", "question", "steps", "promise", "material", "materials"),
    *("lanes", "clock_line", "timeline", "notice", "messages", "empty", "failure", "icon"),
}


def html_tag(page: str) -> str:
    return page[page.index("<html") : page.index(">", page.index("<html"))]


def test_every_component_says_what_it_is_for_and_what_it_takes():
    known = components()
    assert len(known) > 35
    assert [each.name for each in known if not all(each.purpose) or not each.variables] == []


def test_every_component_is_used_by_a_page():
    """The gallery shows them all, so it does not count."""
    assert [each.name for each in components() if not each.used_in] == []
    assert "design/gallery.html" not in {page for each in components() for page in each.used_in}


def test_every_component_is_drawn_or_says_why_not():
    names = {each.name for each in components()}
    assert names == set(samples()) | set(reasons())
    assert set(samples()) & set(reasons()) == set()
    assert len(reasons()) < 6


def test_what_a_component_is_for_is_said_in_the_language_of_the_page(client):
    for language, place in (("zh-hans", 0), ("en", 1)):
        page = client.get("/design/", headers={"accept-language": language}).content.decode()
        lacking = [each.name for each in components() if escape(each.purpose[place]) not in page]
        assert lacking == []
    assert all(re.search(r"[\u4e00-\u9fff]", each.purpose[0]) for each in components())


def test_the_contents_lead_to_every_part(client):
    page = client.get("/design/").content.decode()
    contents = page.split('<nav class="toc sheet"')[1].split("</nav>")[0]
    leads = re.findall(r'href="#([\w-]+)"', contents)
    parts = re.findall(r'<section class="[^"]+" id="([\w-]+)"', page)
    assert set(leads) <= set(parts)
    assert {f"component-{each.name}" for each in components()} <= set(leads)
    assert {"colours", "tables", *(f"measures-{name}" for name in sizes())} <= set(leads)
    assert len(leads) == len(set(leads))


def test_the_gallery_tells_every_token_that_is_no_colour(client):
    """Whatever the stylesheet defines as a size is in one group, and is shown with its value."""
    text = STYLESHEET.read_text("utf-8")
    layer = text[text.index("@layer tokens {") : text.index("@layer base {")]
    defined = set(re.findall(r"--([\w-]+): (?:[\d.]|clamp)", layer))
    shown = [size for group in sizes().values() for size in group]
    assert {size.name for size in shown} == defined
    page = client.get("/design/").content.decode()
    for size in shown:
        row = page.split(f">--{size.name}</code>")[1].split("</tr>")[0]
        assert f">{size.value}<" in row
        assert f">{size.large or '—'}<" in row
    assert {"space", "motion", "edges"} <= {name for name, group in sizes().items() if group}
    assert {size.name: size.large for size in shown}["step-0"] == "1.375rem"


def test_samples_are_of_components():
    assert set(samples()) - {each.name for each in components()} == set()
    assert DRAWN - set(samples()) == set()


def test_the_gallery_shows_every_component(client):
    page = client.get("/design/").content.decode()
    shown = re.findall(r'<section class="stack piece" id="component-([a-z_]+)">', page)
    assert shown == [each.name for each in components()]
    for name in DRAWN:
        part = page.split(f'<section class="stack piece" id="component-{name}">')[1].split(
            "</section>\n"
        )[0]
        assert '<div class="sample">' in part, name


def test_the_gallery_tells_the_figures_of_the_stylesheet(client):
    page = client.get("/design/").content.decode()
    for pair in PAIRS:
        cells = [f"{contrast_of(pair, scheme):.2f}" for scheme in SCHEMES]
        row = page.split(f">{pair.above} / {pair.below}</td>")[1].split("</tr>")[0]
        assert re.findall(r">(\d+\.\d\d)</td>", row) == cells
    assert all(f"--{name}<" in page for name in colours())


@pytest.mark.parametrize(
    ("query", "classes"),
    [
        ("?theme=dark&contrast=system&size=normal", ' class="theme-dark"'),
        ("?theme=light&contrast=more&size=large", ' class="theme-light contrast-more large-print"'),
        ("?theme=pink&contrast=none&size=huge", ""),
    ],
)
def test_the_gallery_is_seen_in_every_look_and_keeps_none(client, query, classes):
    answer = client.get(f"/design/{query}")
    assert html_tag(answer.content.decode()).endswith(f'lang="zh-Hans"{classes}')
    assert "look" not in answer.cookies
    assert "class=" not in html_tag(client.get("/design/").content.decode())


def test_ids_of_the_gallery_are_given_once(client):
    ids = re.findall(r'\bid="([^"]+)"', client.get("/design/").content.decode())
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


@pytest.mark.parametrize(
    ("theme", "expected"),
    [
        ("light", {("", "day")}),
        ("dark", {("", "night")}),
        (
            "system",
            {("(prefers-color-scheme: light)", "day"), ("(prefers-color-scheme: dark)", "night")},
        ),
    ],
)
def test_the_bars_of_a_phone_have_the_colour_of_the_header(client, theme, expected):
    client.post("/look/", {"theme": theme})
    page = client.get("/login/").content.decode()
    found = re.findall(r'<meta name="theme-color"(?: media="([^"]+)")? content="([^"]+)">', page)
    sheet = colours()["sheet"].values
    assert set(found) == {(media, sheet[scheme]) for media, scheme in expected}
