"""Where each resource can be asked: settings only, so that anybody may look."""

from __future__ import annotations

from django.conf import settings


def endpoint_of(code: str) -> str:
    """The base address for this resource, or "" where none is configured.

    `DATA_SOURCES` names the real address of a resource; what it does not name is asked at the
    sandbox registry, when one is configured (demo and tests).
    """
    named: dict[str, str] = settings.DATA_SOURCES
    return named.get(code, "") or settings.SANDBOX_REGISTRY_URL
