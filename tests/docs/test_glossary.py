"""Every name in the glossary exists in the code, and every word has one row."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache

import pytest
from django.conf import settings

GLOSSARY = settings.CHECKOUT / "docs" / "glossary.md"
PACKAGES = ("portal", "services", "materials", "datasharing", "windows")
ROW = re.compile(r"^\| ([^|]+) \| `([\w.]+)` \| ([^|]+) \|$")
MODELS_OF_THE_PRODUCT = [
    "Region",
    "Department",
    "Matter",
    "Edition",
    "LifeEvent",
    "LifeEventEdition",
    "Question",
    "Option",
    "LegalBasis",
    "MaterialType",
    "Requirement",
    "DataElement",
    "DataResource",
    "Consent",
    "Commitment",
    "Licence",
    "Document",
    "Case",
    "Approval",
    "Correction",
    "ServiceCentre",
    "Window",
    "Pickup",
    "Rating",
]


def rows() -> list[tuple[str, str, str]]:
    lines = GLOSSARY.read_text("utf-8").splitlines()
    return [found.groups() for line in lines if (found := ROW.match(line))]


@cache
def names_in_the_code() -> frozenset[str]:
    """`Class`, `Class.attribute` and the constants of modules, read without importing anything."""
    found: set[str] = set()
    for package in PACKAGES:
        for file in (settings.CHECKOUT / package).rglob("*.py"):
            if "migrations" in file.parts:
                continue
            for node in ast.parse(file.read_text("utf-8")).body:
                found |= _named(node)
                if isinstance(node, ast.ClassDef):
                    inside = set().union(*(_named(part) for part in node.body))
                    found |= {f"{node.name}.{name}" for name in inside}
    return frozenset(found)


def _named(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return {node.name}
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return {node.target.id}
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    return set()


@pytest.mark.parametrize(("chinese", "name"), [row[:2] for row in rows()])
def test_the_name_exists(chinese, name):
    assert name in names_in_the_code()


def test_every_line_of_a_table_was_read():
    lines = GLOSSARY.read_text("utf-8").splitlines()
    told = [line for line in lines if line.startswith("| ") and "name in code" not in line]
    assert len(told) == len(rows()) > 60


def test_each_word_has_one_row():
    words = Counter(chinese for chinese, _, _ in rows())
    names = Counter(name for _, name, _ in rows())
    assert [word for word, count in (words + names).items() if count > 1] == []


@pytest.mark.parametrize("name", MODELS_OF_THE_PRODUCT)
def test_the_words_of_the_product_are_there(name):
    assert name in {row[1] for row in rows()}
