"""docs/law.md: each article, what it asks, where it is kept, and the tests that say so.

`python -m tests.law_list` writes the page.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from windows.deadlines.law import NOT_KEPT, RULES

CHECKOUT = Path(__file__).parents[1]
PAGE = CHECKOUT / "docs" / "law.md"
HEADER = """<!-- Written by `python -m tests.law_list` from windows/deadlines/law.py and the marks \
of the tests. -->
# What the law says of time, and the tests that hold it

Each rule is in one place, and at least one test is marked with its article. Texts are our own \
words, not the statute's.
"""


def marked() -> dict[str, list[str]]:
    """Article → tests that bear its mark, as `path::name`, by reading the files."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((CHECKOUT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for article in _articles(node.decorator_list):
                    found[article].append(f"{path.relative_to(CHECKOUT)}::{node.name}")
    return found


def _articles(decorators: list[ast.expr]) -> list[str]:
    return [
        str(argument.value)
        for each in decorators
        if isinstance(each, ast.Call) and ast.unparse(each.func) == "pytest.mark.law"
        for argument in each.args
        if isinstance(argument, ast.Constant)
    ]


def page() -> str:
    tests = marked()
    lines = [HEADER]
    for rule in RULES:
        lines.append(
            f"## {rule.law.zh} 第 {rule.article} 条 · {rule.law.en}, art. {rule.article}\n"
        )
        lines.append(f"{rule.what.zh}\n\n{rule.what.en}\n")
        lines += [f"* kept by `{where.replace(':', '.')}`" for where in rule.where]
        lines += [f"* tested by `{name}`" for name in sorted(tests[rule.key])]
        lines.append("")
    lines.append("## What is not kept, and why\n")
    lines += [f"* {law.zh} 第 {article} 条: {why.zh} {why.en}" for law, article, why in NOT_KEPT]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
