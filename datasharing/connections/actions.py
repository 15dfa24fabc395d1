"""The only writer of how a resource is reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from datasharing.connections.faults import faults_of
from datasharing.connections.models import Connection
from datasharing.errors import ConnectionFaulty
from datasharing.models import DataResource
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import NotAllowed
from portal.journal.actions import record

SETTABLE = tuple(
    field.name
    for field in Connection._meta.concrete_fields  # noqa: SLF001 (public by Django's word)
    if field.name not in {"id", "resource"}
)


@transaction.atomic(savepoint=False)
def set_connection(
    resource: DataResource, *, values: Mapping[str, Any], actor: Actor
) -> Connection:
    """Say how this resource is reached from now on; what is not given stays.

    Only an administrator or the clockwork may. A mapping that could not be used is refused with
    every fault in it, before anything is written.
    """
    if actor.kind not in {Role.ADMIN, Role.SYSTEM}:
        raise NotAllowed
    resource = DataResource.objects.select_for_update().get(pk=resource.pk)
    line = Connection.objects.filter(resource=resource).first() or Connection(resource=resource)
    strange = sorted(set(values) - set(SETTABLE))
    if strange:
        raise ConnectionFaulty(resource=resource.code, why=_("没有这些设置：") + "、".join(strange))
    changed = sorted(name for name, value in values.items() if getattr(line, name) != value)
    for name in changed:
        setattr(line, name, values[name])
    faults = faults_in(line)
    if faults:
        raise ConnectionFaulty(resource=resource.code, why="；".join(faults))
    if not changed and line.pk:
        return line
    line.save()
    record(
        "resources",
        "resource.connection_set",
        actor=actor,
        resource=resource.code,
        changed="、".join(changed),
    )
    return line


def faults_in(line: Connection) -> list[str]:
    """Everything that is wrong with a line, in words for the operator."""
    resource = line.resource
    faults = faults_of(
        line.mapping,
        connector=resource.connector,
        keys=[key["name"] for key in resource.key_fields],
        fields=resource.field_names,
    )
    keys = line.example_keys
    if not isinstance(keys, dict) or not all(isinstance(each, str) for each in keys.values()):
        faults.append(_('试查用的查询条件要写成 {"条件": "值"}。'))
    try:
        line.clean_fields(exclude=["resource", "mapping", "example_keys"])
        line.validate_constraints(exclude=["resource"])
    except ValidationError as error:
        faults += error.messages
    return faults
