from __future__ import annotations

import pytest
from django.test import Client
from redis.exceptions import ConnectionError as RedisConnectionError


def test_a_living_process_says_so(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "alive"})


@pytest.mark.django_db
def test_ready_with_both_servers(client: Client) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"status": "ready"})


@pytest.mark.django_db
def test_not_ready_without_redis(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise RedisConnectionError

    monkeypatch.setattr("portal.health.cache.get", refuse)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "missing": ["redis"]}


def test_every_answer_carries_its_policy_and_request_id(client: Client) -> None:
    response = client.get("/healthz", headers={"X-Request-ID": "from-the-proxy-1"})

    assert response["X-Request-ID"] == "from-the-proxy-1"
    assert response["Content-Security-Policy"].startswith("default-src 'self'; ")


def test_a_request_id_that_could_spoil_the_log_is_replaced(client: Client) -> None:
    response = client.get("/healthz", headers={"X-Request-ID": "x" * 65})

    assert len(response["X-Request-ID"]) == 32
