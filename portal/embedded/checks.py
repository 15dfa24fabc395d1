"""`manage.py test`: every check there is, or pytest alone when it is told what to run."""

from __future__ import annotations

import base64
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from portal.embedded import engines
from portal.embedded.venv import CHECKOUT

SCRIPTS = Path(sys.executable).parent
MODULE = [sys.executable, "-m"]
MANAGE = [sys.executable, "manage.py"]


@dataclass(frozen=True)
class Check:
    """One program that must end with status 0."""

    name: str
    argv: Sequence[str | Path]
    env: dict[str, str] = field(default_factory=dict)


def _production() -> dict[str, str]:
    """An environment as a careful operator would set it, as far as it is alike everywhere."""
    return {
        "PORTAL_MODE": "production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "portal.example",
        "LEDGER_TSA_URL": "none",  # an authority has an address and certificates of its own
        "DOCUMENT_KEYS": f"check:{base64.b64encode(secrets.token_bytes(32)).decode()}",
    }


def _checks() -> list[Check]:
    return [
        Check("ruff check", [*MODULE, "ruff", "check", "--quiet", "."]),
        Check("ruff format", [*MODULE, "ruff", "format", "--check", "--quiet", "."]),
        Check("mypy", [*MODULE, "mypy"]),
        Check("import-linter", [SCRIPTS / "lint-imports"]),
        Check("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
        Check(
            "deploy check",
            [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
            _production(),
        ),
    ]


def run(arguments: Sequence[str]) -> int:
    """Run the checks and then the tests; pytest's closing line is the last but for the summary."""
    os.environ["PORTAL_MODE"] = "test"
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(64))
    with engines.throwaway() as addresses:
        os.environ.update(addresses)
        tests = [*MODULE, "pytest", *arguments]
        if arguments:
            return _run(Check("pytest", tests))[0]
        results = [(check.name, *_run(check)) for check in _checks()]
        tests_status, tests_seconds = _run(Check("pytest", [*tests, "-n", "2"]))
        results.append(("pytest", tests_status, tests_seconds))
    print()
    for name, status, seconds in results:
        print(f"{'ok    ' if status == 0 else 'FAILED'} {name:<14} {seconds:6.1f} s")
    return 1 if any(status for _, status, _ in results) else 0


def _run(check: Check) -> tuple[int, float]:
    print(f"· {check.name}", flush=True)
    began = time.monotonic()
    status = subprocess.call(check.argv, cwd=CHECKOUT, env=os.environ | check.env)
    return status, time.monotonic() - began
