"""Each matter of a thing on one line: who, how long, what is handed in; the rest behind it."""

from __future__ import annotations

import re

from services.catalogue.text import Text
from tests.windows.web.guide.test_matter_guide import get
from windows.web.guide import glance
from windows.web.guide.papers import PROVIDE, SPARED, Paper


def line(page: str, code: str) -> tuple[str, str]:
    """The words of the line of a matter, and those behind it."""
    found = re.search(
        rf'<details class="opens" id="matter-{code}"[^>]*><summary>(.*?)</summary>(.*?)</details>',
        page,
        re.DOTALL,
    )
    assert found is not None, code
    seen, behind = (" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in found.groups())
    return seen, behind


def test_a_line_says_who_how_long_and_what_to_bring(guides):
    page = get("/things/G1/")
    seen, behind = line(page, "G-RICH")
    assert seen.startswith("办证 子局 · 3 个工作日 · ")
    assert "法定期限 20 个工作日" in behind
    assert "工本费 10 元/本" in behind
    assert "办好后给您 许可证（证照）" in behind
    seen, behind = line(page, "G-BARE")
    assert seen == "备案 丑局 · 当场办结 · 不用交材料"
    assert "什么情况下办 “还要办什么？”选“备案”" in behind
    assert "什么时候开始 等“办证”办好后" in behind


def test_lines_are_folded_on_a_screen_and_open_on_paper(guides):
    folded, opened = get("/things/G1/"), get("/things/G1/?paper=1")
    assert re.findall(r'class="opens"[^>]* open', folded) == []
    assert len(re.findall(r'class="opens"[^>]* open', opened)) == 2 + 23


def test_in_english(guides):
    seen, _behind = line(get("/things/G1/", "en"), "G-BARE")
    assert seen.endswith("· done on the spot · nothing to hand in")


def test_the_guide_of_one_matter_says_the_same_on_top(guides):
    assert '<p class="quiet">丑局 · 当场办结 · 不用交材料</p>' in get("/matters/G-BARE/")


def _paper(name: str, *, is_provided: bool) -> Paper:
    chip = PROVIDE if is_provided else SPARED
    return Paper(
        name=Text(name, f"{name}-en"),
        necessity=Text("必要", "required"),
        is_required=True,
        chip=chip,
        how=Text(""),
        otherwise=Text(""),
        who=Text(""),
        only_if=None,
        form=Text(""),
        issuer=Text(""),
        bases=(),
        blank="",
        sample="",
        note=Text(""),
        used_by=(),
    )


def test_only_what_a_person_provides_is_named_and_many_are_counted():
    spared = _paper("证", is_provided=False)
    one, two, three = (_paper(name, is_provided=True) for name in "甲乙丙")
    assert glance.brings(()) == Text("不用交材料", "nothing to hand in")
    assert glance.brings((spared,)).zh == "一般不用交材料"
    assert glance.brings((spared, one, one)) == Text("要交甲", "hand in: 甲-en")
    assert glance.brings((one, two)).zh == "要交甲、乙"
    assert glance.brings((one, two, three)) == Text(
        "要交甲、乙等 3 份", "hand in 3 documents, among them 甲-en, 乙-en"
    )
