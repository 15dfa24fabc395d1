"""Reading the catalogue: everybody sees all of it, its owner keeps their part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from datasharing.lists.catalogue.errors import ResourceNotFound
from datasharing.lists.permissions.enforcing import standing
from datasharing.lists.permissions.models import SharingPermission
from datasharing.models import DataResource
from portal.accounts.actor import Actor
from portal.journal.models import Entry
from portal.journal.queries import entries_for
from services.models import Department

HISTORY = 30


@dataclass(frozen=True, slots=True)
class Wish:
    """What of the catalogue is looked for; empty means everything."""

    words: str = ""
    provider: str = ""
    sharing: str = ""
    asker: str = ""
    """Code of a department: what it may read today."""


def catalogue(wish: Wish | None = None) -> QuerySet[DataResource]:
    wish = wish or Wish()
    found = DataResource.objects.select_related("owner").order_by("code")
    if wish.words:
        found = found.filter(
            Q(code__iexact=wish.words)
            | Q(name__icontains=wish.words)
            | Q(name_en__icontains=wish.words)
        )
    if wish.provider:
        found = found.filter(provider_name=wish.provider)
    if wish.sharing:
        found = found.filter(sharing=wish.sharing)
    if wish.asker:
        found = found.filter(pk__in=standing().filter(asker__code=wish.asker).values("resource_id"))
    return found


def of_department(actor: Actor) -> QuerySet[DataResource]:
    """What the actor's own department keeps; nothing without a department."""
    if not actor.department_code:
        return DataResource.objects.none()
    return catalogue().filter(owner__code=actor.department_code)


def resource_of(code: str) -> DataResource:
    found = catalogue().filter(code=code).first()
    if found is None:
        raise ResourceNotFound
    return found


def readers_of(resources: Collection[DataResource]) -> dict[int, list[SharingPermission]]:
    """Resource → the permissions that stand today: what runs between whom, and for what."""
    found: dict[int, list[SharingPermission]] = defaultdict(list)
    rows = standing().filter(resource__in=resources).select_related("asker")
    for permission in rows.order_by("asker__name", "pk"):
        found[permission.resource_id].append(permission)
    return found


def providers() -> list[tuple[str, str]]:
    """Names of those who provide, with their English, once each."""
    rows = DataResource.objects.values_list("provider_name", "provider_name_en")
    return sorted(dict(rows).items())


def askers() -> QuerySet[Department]:
    """Departments that may read something today."""
    return Department.objects.filter(pk__in=standing().values("asker_id")).order_by("name", "pk")


def history_of(resource: DataResource) -> list[Entry]:
    """What became of the row and of the permissions on it, newest first."""
    return list(entries_for(f"resource:{resource.code}").order_by("-sequence")[:HISTORY])
