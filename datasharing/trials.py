"""Trials of connections, for the command and the admin: with invented people where the sandbox
answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from django.conf import settings

from datasharing.connections.queries import connection_of
from datasharing.exchanges.trying import Trial, try_connection
from datasharing.models import DataResource
from datasharing.sandbox.population import demo_firms, demo_people, population
from datasharing.sandbox.registers import FIRM_REGISTERS, REGISTERS, look_up

MOST_LOOKED_AT = 2000

__all__ = ["Trial", "trials"]


def trials(codes: Iterable[str] = ()) -> Iterator[Trial]:
    """One for each resource with a connector, or for those named."""
    wanted = DataResource.objects.select_related("connection").order_by("code")
    named = list(codes)
    wanted = wanted.filter(code__in=named) if named else wanted.exclude(connector="")
    for resource in wanted:
        yield try_connection(resource, keys=_known(resource))


def _known(resource: DataResource) -> dict[str, str]:
    """Whom of the invented the sandbox's register knows best; {} where another system is asked."""
    line = connection_of(resource)
    is_elsewhere = resource.code in settings.DATA_SOURCE_TRIALS
    if (line and line.example_keys) or is_elsewhere or resource.code not in REGISTERS:
        return {}
    fullest: tuple[int, dict[str, str]] = (0, {})
    for identity in islice(_invented(is_firm=resource.code in FIRM_REGISTERS), MOST_LOOKED_AT):
        keys = _keys(resource, identity)
        found = look_up(resource.code, keys) if keys else None
        told = {name for record in found.records for name in record} if found else set()
        if len(told) > fullest[0]:
            fullest = (len(told), keys)
        if told >= set(resource.field_names):
            break
    return fullest[1]


def _invented(*, is_firm: bool) -> Iterator[dict[str, str]]:
    """Those with a story first."""
    if is_firm:
        for firm in chain(demo_firms(), population().firms):
            yield {"name": firm.name, "credit_code": firm.credit_code}
    else:
        for person in chain(demo_people(), population().people):
            yield {"name": person.name, "id_number": person.id_number}


def _keys(resource: DataResource, identity: Mapping[str, str]) -> dict[str, str]:
    """The required ones, or {} where this identity lacks one."""
    keys = {}
    for key in resource.key_fields:
        if key["required"]:
            names = [name for name in key["name"].split("|") if name in identity]
            if not names:
                return {}
            keys[names[0]] = identity[names[0]]
    return keys
