"""`manage.py timestamp_authority` as a process of its own, as `up` starts it."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from datasharing.timestamps.client import stamp
from datasharing.timestamps.errors import TimestampRefused
from portal.settings import environment
from tests.datasharing.test_sandbox_command import CHECKOUT, address, wait_for

__all__ = ["address"]


def stamped(address: str, folder: Path) -> bool:
    try:
        stamp(b"x", address=address, certificates=str(folder / "timestamp-authority/authority.pem"))
    except TimestampRefused:
        return False
    return True


def test_it_stamps_and_ends_when_told(address, tmp_path):
    env = os.environ | {
        "LEDGER_TSA_URL": f"{address}/",
        "PORTAL_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_MODE": "test",
    }
    argv = [sys.executable, "-m", "django", "timestamp_authority"]
    process = subprocess.Popen(argv, cwd=CHECKOUT, env=env, stdout=subprocess.PIPE, text=True)
    try:
        assert wait_for(lambda: stamped(address, tmp_path), 40)
        process.terminate()
        assert process.wait(20) == 0
        assert not stamped(address, tmp_path)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("elsewhere", ["http://0.0.0.0:8138", "https://tsa.example/", ""])
def test_it_serves_this_machine_only(elsewhere, settings):
    settings.LEDGER_TSA_URL = elsewhere
    with pytest.raises(CommandError, match="an address on this machine"):
        call_command("timestamp_authority")


def test_it_does_not_serve_in_production(settings):
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, mode="production")
    with pytest.raises(CommandError, match="prove nothing to outsiders"):
        call_command("timestamp_authority")


PRODUCTION = {
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "postgresql://portal@db.example/portal",
    "REDIS_URL": "redis://redis.example/0",
    "DOCUMENT_KEYS": f"2026a:{base64.b64encode(b'k' * 32).decode()}",
}


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ({}, "LEDGER_TSA_URL is not set"),
        ({"LEDGER_TSA_URL": "https://tsa.example/"}, "LEDGER_TSA_CERTIFICATES is not set"),
        ({"LEDGER_TSA_URL": "none", "LEDGER_UNSEALED_HOURS": "0"}, "a whole number above 0"),
        ({"LEDGER_TSA_URL": "none", "LEDGER_SEAL_MINUTES": "soon"}, "a whole number above 0"),
    ],
)
def test_production_says_what_is_missing(told, what):
    with pytest.raises(Exception, match=what):
        environment.read(PRODUCTION | told)


def test_production_may_do_without_and_says_so():
    assert environment.read(PRODUCTION | {"LEDGER_TSA_URL": "none"}).tsa_url == "none"
