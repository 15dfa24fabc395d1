"""The approvals of one case as its pages show them, fetched once for a whole page."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from windows.approvals.models import Approval
from windows.cases.models import Case


def fetch_parts(case: Case) -> None:
    """Status, lanes and days of this case then read the same rows.

    For a page that only shows: what changes afterwards is not seen.
    """
    prefetch_related_objects([case], Prefetch("approvals", queryset=_shown()))
    _tie(case.approvals.all())


def parts_of(case: Case) -> list[Approval]:
    """By stage: out of what was fetched for the page, or asked now."""
    if "approvals" in getattr(case, "_prefetched_objects_cache", {}):
        return sorted(case.approvals.all(), key=lambda each: (each.stage, each.pk))
    parts = list(_shown().filter(case=case))
    _tie(parts)
    return parts


def _tie(parts: Iterable[Approval]) -> None:
    """What a part waits for is another part of the same case: it is here already."""
    known = {part.pk: part for part in parts}
    for part in known.values():
        for wait in part.waits_for.all():
            if wait.needs_id in known:
                wait.needs = known[wait.needs_id]


def _shown() -> QuerySet[Approval]:
    return (
        Approval.objects.select_related(
            "department", "matter_edition__matter", "extension", "renews"
        )
        .prefetch_related("waits_for", "stops")
        .order_by("stage", "pk")
    )
