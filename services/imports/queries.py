"""Reading imports: for those who keep the catalogue, all of them."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.accounts.actor import Actor
from services.imports.errors import NoSuchImport
from services.imports.policy import may_import
from services.models import ImportRow, ImportRun

PAGE = 50


def imports_for(actor: Actor) -> QuerySet[ImportRun]:
    if not may_import(actor):
        return ImportRun.objects.none()
    return ImportRun.objects.select_related("region").order_by("-created_at")


def import_for(actor: Actor, pk: int) -> ImportRun:
    """Raises NoSuchImport, also for whom it is nothing to know."""
    run = imports_for(actor).filter(pk=pk).first()
    if run is None:
        raise NoSuchImport
    return run


def rows_of(
    run: ImportRun, *, verdict: str = "", rule: str = "", after: int = 0
) -> tuple[list[ImportRow], str]:
    """A page of rows and what to ask the next one with; "" on the last."""
    rows = run.rows.filter(number__gt=after).order_by("number").defer("raw", "spec")
    if verdict:
        rows = rows.filter(verdict=verdict)
    if rule:
        rows = rows.filter(findings__contains=[{"rule": rule}])
    page = list(rows[: PAGE + 1])
    return page[:PAGE], str(page[PAGE - 1].number) if len(page) > PAGE else ""
