from __future__ import annotations

import re
import subprocess
import sys

import pytest

from portal.embedded import venv

FILES = [venv.INSTALLER, venv.RUNTIME, venv.DEVELOPMENT]
PINNED = re.compile(r"^(?P<name>[a-z0-9.-]+)(\[[a-z,-]+\])?==(?P<version>[^\s\\;]+)")


def entries(text: str) -> list[str]:
    return [entry for entry in text.replace("\\\n", " ").splitlines() if entry.strip()]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_line_is_pinned_and_hashed(file) -> None:
    lines = entries(file.read_text())

    assert lines
    assert [line for line in lines if not PINNED.match(line)] == []
    assert [line for line in lines if "--hash=sha256:" not in line] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_index_is_named(file) -> None:
    assert re.findall(r"://|--index|-i |--find-links|--trusted", file.read_text()) == []


def test_tests_run_on_the_versions_that_users_get() -> None:
    versions = [
        {m["name"]: m["version"] for m in map(PINNED.match, entries(file.read_text())) if m}
        for file in (venv.RUNTIME, venv.DEVELOPMENT)
    ]

    assert versions[0].items() <= versions[1].items()


def test_the_bootstrap_needs_nothing_but_python() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(venv.CHECKOUT)!r})\n"
        "import manage\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names))"
    )

    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "['__main__', 'manage', 'portal']"
