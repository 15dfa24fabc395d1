"""A change of what a denial does to the rest is told; to end the others needs law."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.catalogue.spec import (
    IncludedMatter,
    LegalBasisSpec,
    LifeEventSpec,
    MatterSpec,
    OnDenial,
)
from windows.catalogue.whole import whole_lines

LAW = LegalBasisSpec("某条例", "33")
BEFORE = LifeEventSpec("T", "事", matters=(IncludedMatter(MatterSpec("A", "甲", "甲局")),))


def line(after):
    (found,) = whole_lines(BEFORE, after)
    return found.text.zh, found.adds, found.legal_bases


@pytest.mark.parametrize(
    ("word", "said", "adds"),
    [
        (OnDenial.ASK, "一项不予许可时：问申请人要不要继续", False),
        (OnDenial.STOP, "一项不予许可时：其余的不再办", True),
    ],
)
def test_the_change_is_a_line(word, said, adds):
    assert line(replace(BEFORE, on_denial=word)) == (said, adds, ())


def test_what_is_cited_for_it_stands_beside_it():
    cited = (replace(BEFORE.matters[0], legal_bases=(LAW,)),)
    after = replace(BEFORE, on_denial=OnDenial.STOP, matters=cited)
    assert line(after) == ("一项不予许可时：其余的不再办", True, (LAW,))


def test_the_same_word_is_no_line():
    assert list(whole_lines(BEFORE, BEFORE)) == []
