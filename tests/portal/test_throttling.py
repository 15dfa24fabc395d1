"""The API counts requests in Redis, and answers all the same when Redis is away."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from redis.exceptions import ConnectionError as RedisAway

from portal import throttling

THINGS = "/api/v1/things/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(monkeypatch):
    cache.clear()
    rates = {"anon": "2/min", "user": "2/min"}
    monkeypatch.setattr(throttling.AnonThrottle, "THROTTLE_RATES", rates)


def statuses(count):
    return [Client().get(THINGS).status_code for _ in range(count)]


def test_a_visitor_is_counted():
    assert statuses(3) == [200, 200, 429]


def test_without_redis_nobody_is_counted_and_everybody_answered(monkeypatch, caplog):
    def away(*_, **__):
        raise RedisAway("Connection refused.")

    monkeypatch.setattr(throttling.AnonThrottle.cache, "get", away)
    assert statuses(3) == [200, 200, 200]
    assert "Requests are not counted" in caplog.text
