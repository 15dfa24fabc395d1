"""A real Celery worker beside the tests, on the test database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from datasharing.sandbox.server import SandboxRegistry
from portal.celery import app
from portal.settings import addresses

START_SECONDS = 60


@pytest.fixture(scope="session")
def live_worker(
    django_db_setup: None,
    registry_server: SandboxRegistry,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The name of a running prefork worker; tests that use it need `transaction=True`."""
    name = f"test@{os.environ['PORTAL_REDIS_PREFIX'].strip(':')}"
    log = tmp_path_factory.mktemp("worker") / "worker.log"
    env = os.environ | {"DATABASE_URL": addresses.database_url(connection.settings_dict)}
    env["SANDBOX_REGISTRY_URL"] = registry_server.url
    env["PORTAL_DATA"] = str(settings.DATA_FOLDER)
    argv = [sys.executable, "-m", "celery", "-A", "portal.celery", "worker", "-n", name]
    argv += ["--pool", "prefork", "--concurrency", "2", "--loglevel", "INFO"]
    argv += ["--without-gossip", "--without-mingle", "--include", "tests.worker_handlers"]
    with log.open("wb") as output:
        process = subprocess.Popen(argv, env=env, stdout=output, stderr=subprocess.STDOUT)
    try:
        for _ in range(START_SECONDS):
            if app.control.inspect([name], timeout=1).ping():
                break
            assert process.poll() is None, f"The worker has ended:\n{log.read_text()}"
        else:
            pytest.fail(f"The worker does not answer:\n{log.read_text()}")
        yield name
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
