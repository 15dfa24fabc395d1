"""Who may write editions: a list that is kept here, so that no side door opens unseen."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
PACKAGES = ("portal", "services", "materials", "datasharing", "windows")
LOAD, LOADING = "services.catalogue.load", "services.catalogue.loading"
DOORS = {
    # The writer, behind a gate of each caller's own.
    f"{LOAD}.publish_catalogue": {"services.imports.publish", "services.revisions.publishing"},
    # The gate of files.
    f"{LOAD}.load_catalogue": {"services.catalogue.load_file"},
    "services.catalogue.load_file.load_file": {
        "services.management.commands.load_catalogue",
        "windows.demo.load",
    },
    # What the writer is made of.
    f"{LOADING}.matters.bring_matters": {LOAD},
    f"{LOADING}.events.bring_events": {LOAD},
    f"{LOADING}.departments.bring_departments": {LOAD},
    f"{LOADING}.events.retire": {"services.revisions.retiring"},
    # Regions decide under `services.overlays`.
    f"{LOADING}.matters.bring_regional": {"services.overlays.publishing"},
    f"{LOADING}.matters.retire_regional": {"services.overlays.actions.adopt"},
    "services.overlays.publishing.bring_overlay": {
        "services.overlays.actions.publish",
        "services.overlays.actions.review",
    },
}


def imported() -> dict[str, set[str]]:
    """What is imported by name → the modules that do."""
    found: dict[str, set[str]] = defaultdict(set)
    for package in PACKAGES:
        for path in (CHECKOUT / package).rglob("*.py"):
            module = ".".join(path.relative_to(CHECKOUT).with_suffix("").parts)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module:
                    for name in node.names:
                        found[f"{node.module}.{name.name}"].add(module)
    return found


def test_only_these_open_the_published_catalogue():
    found = imported()
    assert {door: found[door] for door in DOORS} == DOORS


def test_nobody_takes_the_modules_whole():
    """`import x` or `from p import load` would go round the list."""
    found = imported()
    assert not found["services.catalogue.load"] | found["services.catalogue.loading"]
    parts = ("matters", "events", "departments")
    assert not set().union(*(found[f"{LOADING}.{part}"] for part in parts))
