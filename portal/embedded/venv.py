"""Make `.venv`, fill it from the hash-pinned requirements, and go on inside it.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)
INSTALLER = CHECKOUT / "requirements-installer.txt"
RUNTIME = CHECKOUT / "requirements.txt"
DEVELOPMENT = CHECKOUT / "requirements-dev.txt"
SETTING_UP = {"up": RUNTIME, "test": DEVELOPMENT}


def enter(argv: Sequence[str]) -> None:
    """Return inside a Python that has what this command needs, or exit with a sentence.

    `up` and `test` install; every other command uses `.venv` where there is one. With
    PORTAL_NO_VENV set the Python at hand is trusted to have everything.
    """
    if sys.version_info < OLDEST_PYTHON:
        sys.exit("The portal needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")
    if os.environ.get("PORTAL_NO_VENV"):
        return
    requirements = SETTING_UP.get(argv[1] if len(argv) > 1 else "")
    if requirements and not _is_current(requirements):
        try:
            _install(requirements)
        except KeyboardInterrupt:
            sys.exit(
                "\nStopped. Nothing is broken: the same command takes up where this one ended."
            )
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    if PYTHON.exists():
        os.execv(PYTHON, [str(PYTHON), *argv])
    if importlib.util.find_spec("django") is None:
        sys.exit("Nothing is installed yet. Run `python3 manage.py up` first.")


def _stamp(requirements: Path) -> Path:
    return VENV / f"{requirements.stem}.installed"


def _digest(requirements: Path) -> str:
    return hashlib.sha256(INSTALLER.read_bytes() + requirements.read_bytes()).hexdigest()


def _is_current(requirements: Path) -> bool:
    """Whether `.venv` holds these requirements; the development ones include the others."""
    return PYTHON.exists() and any(
        _stamp(file).exists() and _stamp(file).read_text() == _digest(file)
        for file in {requirements, DEVELOPMENT}
    )


def _install(requirements: Path) -> None:
    with INSTALLER.open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two first starts at once: the second waits
        if _is_current(requirements):
            return
        began = time.monotonic()
        if not _works(PYTHON):
            _say("Making .venv with Python " + sys.version.split()[0])
            _make_venv()
        if not _install_with_uv(requirements):
            _say("uv could not install the packages; pip does it now, which takes a minute or two")
            _pip("--require-hashes", "-r", str(requirements))
        for file in (RUNTIME, DEVELOPMENT):
            _stamp(file).unlink(missing_ok=True)
        _stamp(requirements).write_text(_digest(requirements))
        _say(f"Packages installed in {time.monotonic() - began:.0f} s")


def _works(python: Path) -> bool:
    return python.exists() and not subprocess.call([python, "-c", "import pip"], stderr=-3)


def _make_venv() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV], check=False, capture_output=True, text=True
    )
    if made.returncode:
        sys.exit(
            "This Python cannot make a virtual environment. On Debian or Ubuntu run\n"
            "    sudo apt install python3-venv\n"
            "and then the same command again. What it said:\n" + made.stdout + made.stderr
        )


def _install_with_uv(requirements: Path) -> bool:
    _say("Installing the packages of " + requirements.name)
    _pip("--require-hashes", "-r", str(INSTALLER))
    uv: list[str | Path] = [PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON]
    return not subprocess.call(
        [*uv, "--require-hashes", "-r", requirements], env=os.environ | _pip_settings_for_uv()
    )


def _pip_settings_for_uv() -> dict[str, str]:
    """A mirror or certificate that the owner of the machine gave to pip holds for uv too."""
    listed = subprocess.run(
        [PYTHON, "-m", "pip", "config", "list"], check=False, capture_output=True, text=True
    ).stdout
    settings = dict(line.split("=", 1) for line in listed.splitlines() if "=" in line)
    settings = {name.rpartition(".")[2]: value.strip("'\"") for name, value in settings.items()}
    handed_over = {
        "UV_DEFAULT_INDEX": settings.get("index-url"),
        "SSL_CERT_FILE": settings.get("cert"),
    }
    return {name: value for name, value in handed_over.items() if value and name not in os.environ}


def _pip(*arguments: str) -> None:
    command: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    if subprocess.call([*command, *arguments]):
        sys.exit("The packages could not be installed; the reason is above. Try again later.")


def _say(sentence: str) -> None:
    print("· " + sentence, file=sys.stderr, flush=True)
