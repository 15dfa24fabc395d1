"""Where each resource can be asked: settings only, so that anybody may look."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

SANDBOX_PATHS = {"http_json": "", "soap_xml": "/soap"}
"""What the sandbox registry answers, by way of connecting."""


def endpoint_of(code: str, connector: str = "http_json") -> str:
    """The base address for this resource, or "" where none is configured.

    `DATA_SOURCES` names the real address of a resource; what it does not name is asked at the
    sandbox registry, when one is configured (demo and tests).
    """
    return _named(settings.DATA_SOURCES, code) or _sandbox(connector)


def trial_endpoint_of(code: str, connector: str) -> str:
    """Where a connection may be tried without a case: a source's test system, or the sandbox.

    Never the real address: there, every look needs a ground and belongs into the ledger.
    """
    return _named(settings.DATA_SOURCE_TRIALS, code) or _sandbox(connector)


def _named(addresses: Mapping[str, str], code: str) -> str:
    return addresses.get(code, "")


def _sandbox(connector: str) -> str:
    url: str = settings.SANDBOX_REGISTRY_URL
    return url + SANDBOX_PATHS[connector] if url and connector in SANDBOX_PATHS else ""
