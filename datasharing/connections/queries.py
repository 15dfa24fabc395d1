"""What holds for a resource: its own line, or the usual."""

from __future__ import annotations

from datasharing.connections.limits import USUAL, Limits
from datasharing.connections.mapping import PLAIN, Translation
from datasharing.connections.models import Connection
from datasharing.models import DataResource


def connection_of(resource: DataResource) -> Connection | None:
    """Its line, without a question where the caller has read it along (`resource__connection`)."""
    try:
        return resource.connection
    except Connection.DoesNotExist:
        return None


def limits_of(resource: DataResource) -> Limits:
    line = connection_of(resource)
    return USUAL if line is None else line.limits


def translation_for(resource: DataResource) -> Translation:
    line = connection_of(resource)
    return PLAIN if line is None else line.translation
