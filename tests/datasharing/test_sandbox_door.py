"""The sandbox stops in the middle, for real, and starts again on the same port."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import httpx2
import pytest

from datasharing.sandbox.server import SandboxRegistry

QUESTION = {"keys": {"id_number": "330106198001010000"}, "fields": []}


@pytest.fixture
def server() -> Iterator[SandboxRegistry]:
    made = SandboxRegistry()
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.shutdown()
    thread.join(timeout=5)
    assert not thread.is_alive()
    made.server_close()


def ask(server: SandboxRegistry) -> int:
    return httpx2.post(f"{server.url}/DS07", json=QUESTION, trust_env=False).status_code


def close(server: SandboxRegistry, answers: int, seconds: float) -> int:
    wish = {"answers": answers, "seconds": seconds}
    return httpx2.post(f"{server.url}/_door", json=wish, trust_env=False).status_code


def test_it_answers_so_often_then_is_gone_then_is_back(server):
    assert close(server, 2, 0.6) == 200
    assert [ask(server), ask(server)] == [200, 200]
    with pytest.raises(httpx2.HTTPError):
        ask(server)
    time.sleep(0.1)
    with pytest.raises(httpx2.ConnectError):
        ask(server)
    deadline = time.monotonic() + 5
    while True:
        try:
            assert ask(server) == 200
            break
        except httpx2.ConnectError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    assert ask(server) == 200


def test_it_ends_while_it_is_shut(server):
    close(server, 0, 60)
    with pytest.raises(httpx2.HTTPError):
        ask(server)


@pytest.mark.parametrize(("answers", "seconds"), [(-1, 1), (0, 0), (0, 601)])
def test_a_wish_out_of_range_is_refused(server, answers, seconds):
    assert close(server, answers, seconds) == 400
    assert ask(server) == 200
