"""Nobody but `datasharing.exchanges` can reach a connector: the wall is tried from both sides."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "services", "materials", "datasharing", "windows")
WALL = "Only exchanges ask other authorities"
READERS = "Only the worker's door reads"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(
            CHECKOUT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> str:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_the_wall_stands(copy):
    said = lint(copy)
    assert f"{WALL} KEPT" in said
    assert f"{READERS} KEPT" in said


@pytest.mark.parametrize(
    "intruder", ["windows/shortcut.py", "materials/shortcut.py", "datasharing/shortcut.py"]
)
def test_a_shortcut_is_seen(copy, intruder):
    (copy / intruder).write_text("from datasharing.connectors.http_json import HttpJson\n")
    assert f"{WALL} BROKEN" in lint(copy)


@pytest.mark.parametrize("part", ["going_out", "reading", "keeping", "trying"])
def test_nobody_else_reads(copy, part):
    """Past `request`, which wants a ground, nothing is taken from a source."""
    (copy / "windows/shortcut.py").write_text(f"import datasharing.exchanges.{part}\n")
    assert f"{READERS} BROKEN" in lint(copy)


MAY_NAME_CONNECTORS = ("datasharing/connectors/", "datasharing/exchanges/")
NOT_ABOUT_PEOPLE = {
    "datasharing/timestamps/client.py",
    "datasharing/sandbox/door.py",
    "materials/documents/clamd.py",
}
"""An authority of timestamps sees the hash of a batch and nobody's data; the sandbox's door looks
whether its own port is free; the scanner of uploads is the portal's own.
"""
WEB_CLIENTS = {
    "httpx2", "http.client", "urllib.request", "requests", "aiohttp", "psycopg2", "paramiko",
    "socket",
}  # fmt: skip


def modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for file in sorted((CHECKOUT / package).rglob("*.py")):
            yield file.relative_to(CHECKOUT).as_posix(), ast.parse(file.read_text("utf-8"))


def test_nobody_names_a_connector_in_a_text_either():
    """`import_module("datasharing.connectors…")` is invisible to the linter."""
    named = {
        place
        for place, module in modules()
        if not place.startswith(MAY_NAME_CONNECTORS)
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"datasharing[./]connectors", node.value)
    }
    assert named == set()


def test_datasharing_has_no_other_way_out():
    """Below the windows, who talks to the network is a connector; the sandbox only listens.

    Who asks about other things than people may be named in `NOT_ABOUT_PEOPLE`.
    """
    talks = {
        place
        for place, module in modules()
        if place.startswith(("services/", "materials/", "datasharing/"))
        for node in ast.walk(module)
        for name in imported(node)
        if name in WEB_CLIENTS
    }
    assert "datasharing/connectors/http.py" in talks
    others = {place for place in talks if not place.startswith("datasharing/connectors/")}
    assert others == NOT_ABOUT_PEOPLE


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
    return []
