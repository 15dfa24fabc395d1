"""Server addresses as one URL each, in the forms that Django, redis-py and Celery want."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database(url: str) -> dict[str, Any]:
    """Django's settings for `postgresql://user:password@host:port/name?host=/socket/folder`."""
    parts = urlsplit(url)
    if url and parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {parts.scheme!r}. The portal runs on PostgreSQL only: "
            "set postgresql://user:password@host:5432/name."
        )
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


def database_url(settings: dict[str, Any]) -> str:
    """The URL of a database on the embedded server's socket, for a child process."""
    return f"postgresql://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}"


def broker(redis_url: str) -> str:
    """Celery's name for a redis-py URL: a socket is `redis+socket://`, not `unix://`."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    number = parse_qs(parts.query).get("db", ["0"])[-1]
    return f"redis+socket://{parts.path}?virtual_host={number}"
