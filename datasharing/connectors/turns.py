"""Whose turn it is: a rate that each source bears, and rest for one that does not answer.

Counted in Redis, for all workers together, by its own clock. Without Redis everything may go out:
the counters protect sources from us, and a person's case does not wait for a counter.

* Rate: a bucket of `burst` tokens that fills at `per_second`. Whoever comes too early is given a
  moment, and has paid when it comes back then: nobody queues twice.
* Rest: after `failures_to_rest` questions in a row without an answer nothing goes out for
  `rest_seconds`. Then one question tries the source; an answer opens the door, a failure doubles
  the rest, up to a minute.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

import redis
from django.conf import settings
from redis.exceptions import RedisError

from datasharing.connections.limits import LONGEST_REST_SECONDS, Limits

MEMORY_MS = 600_000
"""So long a failure is remembered when no other follows."""

MAY_ASK = """
local now = redis.call('TIME'); now = now[1] * 1000 + math.floor(now[2] / 1000)
local rest = redis.call('HMGET', KEYS[1], 'until', 'probe', 'failures')
local failed = tonumber(rest[3] or '0')
if rest[1] then
  local wait = math.max(tonumber(rest[1]), tonumber(rest[2] or '0')) - now
  if wait > 0 then return {1, wait, failed} end
  redis.call('HSET', KEYS[1], 'probe', now + ARGV[1])
end
local step, burst = tonumber(ARGV[2]), tonumber(ARGV[3])
if step == 0 then return {0, 0, failed} end
local turn = redis.call('GET', KEYS[3])
if turn then
  if now >= tonumber(turn) then redis.call('DEL', KEYS[3]); return {0, 0, failed} end
  return {2, turn - now, failed}
end
local free = math.max(tonumber(redis.call('GET', KEYS[2]) or '0'), now)
local wait = math.ceil(free - (burst - 1) * step - now)
redis.call('SET', KEYS[2], free + step, 'PX', math.ceil(free + step - now) + 1000)
if wait <= 0 then return {0, 0, failed} end
redis.call('SET', KEYS[3], now + wait, 'PX', wait + 120000)
return {2, wait, failed}
"""
FAILED = """
local now = redis.call('TIME'); now = now[1] * 1000 + math.floor(now[2] / 1000)
local rest = tonumber(redis.call('HGET', KEYS[1], 'until') or '0')
if rest > now then return rest - now end
local failures = redis.call('HINCRBY', KEYS[1], 'failures', 1)
if rest == 0 and failures < tonumber(ARGV[1]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[4]); return 0
end
local times = redis.call('HINCRBY', KEYS[1], 'times', 1)
local wait = math.min(ARGV[2] * 2 ^ (times - 1), tonumber(ARGV[3]))
redis.call('HSET', KEYS[1], 'until', now + wait)
redis.call('HDEL', KEYS[1], 'probe')
redis.call('PEXPIRE', KEYS[1], math.ceil(wait) + ARGV[4])
return math.ceil(wait)
"""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """`wait` is zero when it may go out now."""

    wait: timedelta = timedelta(0)
    is_resting: bool = False
    """Because the source did not answer others; else because it is asked too often."""
    has_failed: bool = False
    """Lately, so that an answer is worth noting."""


def turn_of(resource: str, limits: Limits, *, ticket: str) -> Turn:
    """May this question go out? `ticket` is the same each time the same question comes back."""
    step = 1000 / limits.per_second if limits.per_second else 0
    # The one that tries a resting source holds the others back no longer than it can take.
    probing = round(limits.longest_seconds * 1000)
    keys = (_key("rest", resource), _key("rate", resource), _key("turn", f"{resource}:{ticket}"))
    try:
        why, wait, failed = _server().eval(MAY_ASK, 3, *keys, probing, step, limits.burst)
    except RedisError as error:
        log.warning("Nobody counts what %s is asked: %s", resource, error)
        return Turn()
    return Turn(
        timedelta(milliseconds=int(wait)), is_resting=int(why) == 1, has_failed=int(failed) > 0
    )


def note_failure(resource: str, limits: Limits) -> None:
    longest = round(max(LONGEST_REST_SECONDS, limits.rest_seconds) * 1000)
    rest = round(limits.rest_seconds * 1000)
    try:
        _server().eval(
            FAILED, 1, _key("rest", resource), limits.failures_to_rest, rest, longest, MEMORY_MS
        )
    except RedisError as error:
        log.warning("A failure of %s is not counted: %s", resource, error)


def note_answer(resource: str) -> None:
    """Any answer shows that somebody is there."""
    try:
        _server().delete(_key("rest", resource))
    except RedisError as error:
        log.warning("The answer of %s is not counted: %s", resource, error)


def resting_seconds(resource: str) -> int:
    """For how long nothing goes out yet; 0 for a source that is asked."""
    try:
        until = _server().hget(_key("rest", resource), "until")
        seconds, micro = _server().time()
    except RedisError:
        return 0
    return max(0, round(float(until) / 1000 - seconds - micro / 1e6)) if until else 0


def _key(kind: str, what: str) -> str:
    return f"{settings.ENVIRONMENT.redis_prefix}source-{kind}:{what}"


@cache
def _server() -> redis.Redis:
    return redis.Redis.from_url(
        settings.ENVIRONMENT.redis_url, socket_timeout=1, socket_connect_timeout=1
    )
