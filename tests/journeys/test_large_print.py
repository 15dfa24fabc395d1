"""Large print shows fewer things a page, nothing is cut off, and paper carries all of it."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.journeys.person import PHONE_WIDTH, Person

HEIGHT = "document.documentElement.scrollHeight"
HINT_FITS = """() => {
  const field = document.querySelector("#q"), style = getComputedStyle(field);
  const brush = document.createElement("canvas").getContext("2d");
  brush.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return brush.measureText(field.placeholder).width <= room;
}"""


@pytest.mark.parametrize("path", ["/", "/things/"])
def test_a_page_is_no_longer_for_its_larger_print(somebody, path):
    me: Person = somebody(width=PHONE_WIDTH)
    me.go(f"{path}?view=normal")
    normal, links = me.page.evaluate(HEIGHT), _things(me)
    assert me.page.evaluate(HINT_FITS)
    me.go(f"{path}?view=large")
    assert me.page.evaluate(HEIGHT) < normal
    assert me.page.evaluate(HINT_FITS)
    assert _things(me) == links, "What is folded away is still there."
    assert len(links) > 12


@pytest.mark.parametrize("with_javascript", [True, False])
def test_paper_carries_what_large_print_folds(somebody, with_javascript):
    me: Person = somebody(width=PHONE_WIDTH, with_javascript=with_javascript)
    me.go("/?view=large")
    folded = me.page.locator("details.secondary .cards a")
    assert folded.count() > 5
    assert not folded.last.is_visible()
    on_paper = _links_on_paper(me)
    assert set(_things(me)) <= on_paper
    assert not folded.last.is_visible(), "After printing it is folded again."


def _things(me: Person) -> list[str]:
    return me.page.locator("main .cards a").evaluate_all(
        "links => links.map(each => new URL(each.href).pathname)"
    )


def _links_on_paper(me: Person) -> set[str]:
    """A link is on paper where its text is drawn; the PDF has a rectangle for each."""
    found = set()
    with pikepdf.open(io.BytesIO(me.page.pdf())) as paper:
        for page in paper.pages:
            for mark in page.get("/Annots", []):
                address = str(mark.get("/A", {}).get("/URI", ""))
                found.add(address.removeprefix(me.site).partition("?")[0])
    return found
