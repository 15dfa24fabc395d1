"""Every rule of this package's checks is explained in docs/checks.md, and no rule that is not."""

from __future__ import annotations

import re

from django.conf import settings

RULE = re.compile(r'"((?:law|wenzhou|codes|clock)\.[a-z_]+)"')
CODE = re.compile(r'yield "(\w+)", said')
ROW = re.compile(r"^\| `((?:law|wenzhou|codes|clock)\.[a-z_]+)` \|", re.MULTILINE)


def test_rules_and_page_name_each_other():
    sources = [
        each.read_text("utf-8") for each in (settings.CHECKOUT / "services/checks").rglob("*.py")
    ]
    said = {rule for text in sources for rule in RULE.findall(text)}
    codes = (settings.CHECKOUT / "services/catalogue/codes.py").read_text("utf-8")
    said |= {f"codes.{element}" for element in CODE.findall(codes)}
    rows = ROW.findall((settings.CHECKOUT / "docs/checks.md").read_text("utf-8"))
    assert len(rows) == len(set(rows))
    assert set(rows) == said
