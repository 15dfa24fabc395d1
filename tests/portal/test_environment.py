from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import addresses, environment

SAFE = {
    "LEDGER_TSA_URL": "none",
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "portal.example, www.portal.example",
    "DATABASE_URL": "postgresql://portal@db.example/portal",
    "REDIS_URL": "redis://redis.example/0",
    "DOCUMENT_KEYS": f"2026a:{base64.b64encode(b'k' * 32).decode()}",
}


def test_a_complete_production_environment_is_taken() -> None:
    taken = environment.read(SAFE)

    assert taken.is_production
    assert taken.is_https
    assert not taken.is_debug
    assert not taken.is_demo
    assert taken.allowed_hosts == ["portal.example", "www.portal.example"]


@pytest.mark.parametrize("name", sorted(SAFE))
def test_production_says_which_variable_is_missing(name: str) -> None:
    incomplete = {key: value for key, value in SAFE.items() if key != name}

    with pytest.raises(ImproperlyConfigured, match=rf"^{name} is not set\. Set it to "):
        environment.read(incomplete)


def test_review_channels_stand_before_the_national_platform() -> None:
    assert list(environment.read(SAFE).review_channels) == [""]
    own = environment.read(SAFE | {"REVIEW_CHANNELS": '{"3301": "https://review.example/"}'})
    assert own.review_channels == {
        "": environment.NATIONAL_REVIEW,
        "3301": "https://review.example/",
    }


@pytest.mark.parametrize("said", ["[]", '{"3301": "review.example"}', "{"])
def test_review_channels_are_addresses(said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="REVIEW_CHANNELS"):
        environment.read(SAFE | {"REVIEW_CHANNELS": said})


@pytest.mark.parametrize("name", ["DATA_SOURCES", "DATA_SOURCE_TRIALS"])
def test_sources_are_reached_in_four_ways(name: str) -> None:
    ways = {
        "DS07": "https://exchange.example/api",
        "DS13": "postgresql://reader:secret@db.example/share",
        "DS19": "sftp://portal@files.example/ds19?host_key=SHA256:x",
        "DS20": "file:///srv/ds20",
    }
    taken = environment.read(SAFE | {name: json.dumps(ways)})
    assert getattr(taken, name.lower()) == ways
    with pytest.raises(ImproperlyConfigured, match=f"Set {name} to JSON such as"):
        environment.read(SAFE | {name: '{"DS07": "ftp://files.example"}'})


@pytest.mark.parametrize(
    "trial",
    [
        "https://exchange.example/api",
        "https://exchange.example/api/",
        "https://trial:secret@exchange.example/api?test=1",
    ],
)
def test_no_trial_looks_into_a_real_register(trial: str) -> None:
    real = {"DATA_SOURCES": '{"DS07": "https://exchange.example/api"}'}
    with pytest.raises(ImproperlyConfigured, match="DATA_SOURCE_TRIALS names for DS13 an address"):
        environment.read(SAFE | real | {"DATA_SOURCE_TRIALS": json.dumps({"DS13": trial})})
    elsewhere = {"DATA_SOURCE_TRIALS": '{"DS13": "https://exchange.example/trial"}'}
    assert environment.read(SAFE | real | elsewhere).data_source_trials


def test_production_refuses_debug() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DEBUG is on.* Unset DEBUG for production"):
        environment.read(SAFE | {"DEBUG": "1"})


def test_production_refuses_a_short_key() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"at least 50 random characters"):
        environment.read(SAFE | {"SECRET_KEY": "k" * 49})


def test_production_has_no_demonstration_data() -> None:
    assert not environment.read(SAFE | {"DEMO": "1"}).is_demo


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"set it to one of production, demo, test"):
        environment.read({"PORTAL_MODE": "prod"})


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({}, "SECRET_KEY is not set."),
        (SAFE | {"DEBUG": "1"}, "DEBUG is on"),
    ],
)
def test_manage_py_refuses_an_unsafe_production_in_words(
    variables: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    env = {"PATH": os.environ["PATH"], "PORTAL_NO_VENV": "1", "PORTAL_DATA": str(tmp_path)}

    refused = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=environment.CHECKOUT,
        env=env | {"PORTAL_MODE": "production"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode == 1
    assert refused.stderr.startswith(sentence)
    assert "Traceback" not in refused.stderr


def test_a_database_url_is_read_whole() -> None:
    settings = addresses.database("postgres://clerk:p%40ss@db.example:6543/one?sslmode=require")

    assert settings["NAME"] == "one"
    assert (settings["USER"], settings["PASSWORD"]) == ("clerk", "p@ss")
    assert (settings["HOST"], settings["PORT"]) == ("db.example", "6543")
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_a_database_url_survives_the_way_to_a_child_process() -> None:
    settings = addresses.database("postgresql://portal@/portal?host=/tmp/sockets")

    assert addresses.database(addresses.database_url(settings)) == settings


def test_another_database_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="runs on PostgreSQL only"):
        addresses.database("sqlite:///db.sqlite3")


@pytest.mark.parametrize(
    ("redis_url", "broker_url"),
    [
        ("redis://redis.example:6380/2", "redis://redis.example:6380/2"),
        ("unix:///tmp/valkey.sock?db=3", "redis+socket:///tmp/valkey.sock?virtual_host=3"),
        ("unix:///tmp/valkey.sock", "redis+socket:///tmp/valkey.sock?virtual_host=0"),
    ],
)
def test_celery_gets_the_same_server_in_its_own_words(redis_url: str, broker_url: str) -> None:
    assert addresses.broker(redis_url) == broker_url
