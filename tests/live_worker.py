"""A real Celery worker beside the tests, on the test database.

One process serves the whole run, but it takes work only while a test asks for it: at any other
time it would do the messages of tests that do them themselves, and race with those.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from datasharing.sandbox.server import SandboxRegistry
from portal.celery import app
from portal.settings import addresses

START_SECONDS = 60
REST_SECONDS = 30


@pytest.fixture
def live_worker(transactional_db: None, worker_process: str) -> Iterator[str]:
    """The name of a running prefork worker with its beat; it rests again before the flush."""
    queue, only = app.conf.task_default_queue, {"destination": [worker_process], "reply": True}
    app.control.purge()
    assert app.control.add_consumer(queue, **only)
    yield worker_process
    assert app.control.cancel_consumer(queue, **only)
    _wait_for_rest(worker_process)


def _wait_for_rest(name: str) -> None:
    """Until nothing is in hand: it would meet an emptied database."""
    inspect = app.control.inspect([name], timeout=5)
    end = time.monotonic() + REST_SECONDS
    while any((inspect.active() or {}).values()) or any((inspect.reserved() or {}).values()):
        assert time.monotonic() < end, "The worker does not come to rest."
        time.sleep(0.05)


@pytest.fixture(scope="session")
def worker_process(
    django_db_setup: None,
    registry_server: SandboxRegistry,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The process itself, by name; `live_worker` is what tests want."""
    name = f"test@{os.environ['PORTAL_REDIS_PREFIX'].strip(':')}"
    log = tmp_path_factory.mktemp("worker") / "worker.log"
    env = os.environ | {"DATABASE_URL": addresses.database_url(connection.settings_dict)}
    env["SANDBOX_REGISTRY_URL"] = registry_server.url
    env["PORTAL_DATA"] = str(settings.DATA_FOLDER)
    argv = [sys.executable, "-m", "celery", "-A", "portal.celery", "worker", "-n", name]
    argv += ["--pool", "prefork", "--concurrency", "2", "--loglevel", "INFO"]
    argv += ["--without-gossip", "--without-mingle", "--include", "tests.worker_handlers"]
    argv += ["--beat", "--schedule", str(log.with_name("schedule"))]
    with log.open("wb") as output:
        process = subprocess.Popen(argv, env=env, stdout=output, stderr=subprocess.STDOUT)
    try:
        for _ in range(START_SECONDS):
            if app.control.inspect([name], timeout=1).ping():
                break
            assert process.poll() is None, f"The worker has ended:\n{log.read_text()}"
        else:
            pytest.fail(f"The worker does not answer:\n{log.read_text()}")
        app.control.cancel_consumer(app.conf.task_default_queue, destination=[name], reply=True)
        yield name
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
