"""`manage.py sandbox_registry` as a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def start(address: str, *options: str, wrapped: bool = False) -> subprocess.Popen:
    argv = [sys.executable, "-m", "django", "sandbox_registry", *options]
    if wrapped:  # a parent that will be killed and leaves the registry behind
        program = f"import subprocess; subprocess.Popen({argv!r}).wait()"
        argv = [sys.executable, "-c", program]
    env = os.environ | {
        "SANDBOX_REGISTRY_URL": address,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_MODE": "test",
    }
    return subprocess.Popen(argv, cwd=CHECKOUT, env=env, stdout=subprocess.PIPE, text=True)


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}/_log", timeout=1).read()
    except (urllib.error.URLError, ConnectionError):
        return False
    return True


def wait_for(condition, seconds=20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_it_answers_and_ends_when_told(address):
    process = start(address)
    try:
        assert wait_for(lambda: answers(address))
        body = json.dumps({"keys": {"id_number": "x"}, "fields": []}).encode()
        reply = json.loads(urllib.request.urlopen(f"{address}/DS13", body, timeout=5).read())
        assert reply == {"found": False, "about": {}, "records": []}
        process.terminate()
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.communicate()


def test_it_answers_files_too(address, tmp_path):
    process = start(address, "--drop", str(tmp_path))
    try:
        assert wait_for((tmp_path / "questions").is_dir)
        part = tmp_path / "questions" / "r1.part"
        part.write_text("resource,fields,key:id_number\nDS13,address,x\n", encoding="utf-8")
        part.rename(part.with_suffix(".csv"))
        answer = tmp_path / "answers" / "r1.csv"
        assert wait_for(answer.exists)
        assert answer.read_text(encoding="utf-8").split() == ["found", "no"]
        process.terminate()
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.communicate()


def test_it_ends_with_its_parent(address):
    parent = start(address, wrapped=True)
    try:
        assert wait_for(lambda: answers(address))
        parent.kill()
        assert wait_for(lambda: not answers(address), 10)
    finally:
        parent.kill()
        parent.communicate()


@pytest.mark.parametrize("elsewhere", ["http://0.0.0.0:8137", "http://example.org:80", ""])
def test_it_serves_this_machine_only(elsewhere, settings):
    from django.core.management import CommandError, call_command

    settings.SANDBOX_REGISTRY_URL = elsewhere
    with pytest.raises(CommandError, match="an address on this machine"):
        call_command("sandbox_registry")


@pytest.mark.parametrize(
    "wish", [{"down": ["DS99"]}, {"slow_ms": -1}, {"slow_ms": "1"}, {"what": 1}]
)
def test_a_wrong_wish_is_refused(registry, wish):
    with pytest.raises(urllib.error.HTTPError) as refused:
        registry.control(**wish)
    assert refused.value.code == 400
    refused.value.close()
