"""Nobody but `datasharing.exchanges` can reach a connector: the wall is tried from both sides."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "services", "materials", "datasharing", "windows")
WALL = "Only exchanges ask other authorities"


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
    assert f"{WALL} KEPT" in lint(copy)


@pytest.mark.parametrize(
    "intruder", ["windows/shortcut.py", "materials/shortcut.py", "datasharing/shortcut.py"]
)
def test_a_shortcut_is_seen(copy, intruder):
    (copy / intruder).write_text("from datasharing.connectors.http_json import HttpJson\n")
    assert f"{WALL} BROKEN" in lint(copy)
