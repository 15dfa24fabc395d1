"""The connectors this build has, by the name that a resource carries."""

from __future__ import annotations

from datasharing.connectors.base import Connector
from datasharing.connectors.http_json import HttpJson

_CONNECTORS: dict[str, Connector] = {"http_json": HttpJson()}


def connector(name: str) -> Connector | None:
    return _CONNECTORS.get(name)
