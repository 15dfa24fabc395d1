"""Every rule of the clock has a test that names its article, and docs/law.md lists them."""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.law_list import PAGE, marked, page
from windows.deadlines.law import NOT_KEPT, RULES


def test_the_page_is_fresh():
    assert PAGE.read_text("utf-8") == page()


def test_every_rule_has_a_test_and_every_mark_a_rule():
    assert set(marked()) == {rule.key for rule in RULES}


def test_no_article_stands_twice():
    keys = [rule.key for rule in RULES] + [f"{law.zh} {article}" for law, article, _ in NOT_KEPT]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_what_keeps_a_rule_is_there(rule):
    for where in rule.where:
        module, name = where.split(":")
        assert callable(getattr(import_module(module), name))
