"""Logging in: by user name or phone, and not for ever when the password is wrong."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.backends import ModelBackend
from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from redis.exceptions import RedisError

from portal.accounts.errors import LoginLocked, LoginRefused
from portal.accounts.models import User
from portal.visitor import visitor_address

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)

log = logging.getLogger(__name__)


class UsernameOrPhone(ModelBackend):
    """People remember their phone number; staff have user names.

    The made-up people of the demo, whose password is published, log in in demo mode only: a
    database that was once a demo opens no door in production.
    """

    def user_can_authenticate(self, user: User | None) -> bool:  # type: ignore[override]  # our User
        if user is not None and user.is_demo and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if not username or password is None:
            return None
        found = list(User.objects.filter(Q(username=username) | Q(phone=username))[:2])
        if len(found) == 1 and found[0].check_password(password):
            return found[0] if self.user_can_authenticate(found[0]) else None
        if not found:
            User().set_password(password)  # as slow as a wrong password: names cannot be probed
        return None


def log_in(request: HttpRequest, *, username: str, password: str) -> User:
    """The account behind a name or phone number and a password.

    Raises LoginRefused, or LoginLocked after five failures of one account from one address within
    fifteen minutes, even when the password is right. Failures are counted before the password is
    looked at, so that many tries at once gain nothing.
    """
    username = username.strip()
    lock = _Lock(username, visitor_address(request))
    lock.count_or_refuse()
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        raise LoginRefused
    lock.forget()
    return user


class _Lock:
    """The failures of one account from one address, kept in the cache."""

    def __init__(self, username: str, address: str) -> None:
        digest = hashlib.sha256(f"{username.lower()}\n{address}".encode()).hexdigest()
        self.count_key, self.until_key = f"login-count:{digest}", f"login-until:{digest}"

    def count_or_refuse(self) -> None:
        seconds = int(LOCKED_FOR.total_seconds())
        until: datetime = timezone.now() + LOCKED_FOR
        try:
            if cache.add(self.count_key, 0, seconds):
                cache.set(self.until_key, until, seconds + 60)
            try:
                tries = cache.incr(self.count_key)
            except ValueError:  # it ended between the two lines above
                return
            if tries > MOST_FAILURES:
                raise _locked(cache.get(self.until_key, until))
        except RedisError:
            # Without the cache people can still do their business; the log says what is missing.
            log.exception("Failed logins cannot be counted")

    def forget(self) -> None:
        try:
            cache.delete_many([self.count_key, self.until_key])
        except RedisError:
            log.exception("Failed logins cannot be forgotten")


def _locked(until: datetime) -> LoginLocked:
    # Rounded up to the minute, so that the time given is never too early.
    told = timezone.localtime(until + timedelta(seconds=59))
    refusal = LoginLocked(time=f"{told:%H:%M}")
    refusal.retry_after = max(1, int((until - timezone.now()).total_seconds()) + 1)
    return refusal
