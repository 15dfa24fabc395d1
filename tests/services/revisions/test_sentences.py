"""What a draft says, in names and in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.catalogue.spec import FieldSpec, OptionSpec, QuestionSpec
from services.catalogue.text import Text
from services.checks.findings import Spot
from services.revisions.sentences import WHOLE, part_in_words, spot_in_words
from tests.services.revisions import small as s

SIZE = QuestionSpec("size", "多大？", (OptionSpec("big", "很大", "Big"),), "How big?")
HOME = replace(s.HOME, requirements=(s.PAPER,), fields=(FieldSpec("f", "房间数"),))
SPEC = replace(s.with_matter(s.INN, HOME), questions=(SIZE,))


@pytest.mark.parametrize(
    ("spot", "said"),
    [
        (Spot("S1"), Text("开办客栈", "Open an inn")),
        (Spot("S1", "S-HOME"), Text("房屋登记", "Home")),
        (Spot("S1", "S-HOME", "paper"), Text("房屋登记 · 房屋证明", "Home · Proof of home")),
        (Spot("S1", "S-HOME", element="f"), Text("房屋登记 · 房间数", "Home · 房间数")),
        (
            Spot("S1", "S-HOME", element="promised_days"),
            Text("房屋登记 · 承诺几天办好", "Home · Promised days"),
        ),
        (Spot("S1", question="size", option="big"), Text("多大？ · 很大", "How big? · Big")),
        (Spot("S1", "S-GONE"), Text("S-GONE", "S-GONE")),
    ],
)
def test_a_spot_is_told_by_names(spot, said):
    assert spot_in_words(spot, SPEC) == said


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("matter S-HOME", Text("事项“房屋登记”", "The matter “Home”")),
        ("question size", Text("问题“多大”", "The question “How big”")),
        ("name", Text("名称", "Name")),
        ("lead", Text("牵头部门", "Leading department")),
        ("matter S-GONE", WHOLE),
    ],
)
def test_a_part_of_a_merge_is_told_by_its_name(part, said):
    assert part_in_words(part, SPEC) == said
