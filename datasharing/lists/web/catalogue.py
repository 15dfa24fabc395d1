"""数据目录: for its keepers, row by row; for everybody, what runs between whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from datasharing.lists.catalogue.actions import LONGEST, FieldWords, keep_resource, may_keep
from datasharing.lists.catalogue.queries import (
    Wish,
    askers,
    catalogue,
    history_of,
    providers,
    readers_of,
    resource_of,
)
from datasharing.lists.catalogue.states import UpdateCycle
from datasharing.lists.policy import DESK_ROLES, keeps_lists
from datasharing.models import DataResource
from datasharing.states import Sharing
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from portal.journal.queries import sentence

PAGE = 50


@require(*DESK_ROLES)
@require_safe
def data_catalogue(request: HttpRequest) -> HttpResponse:
    """The own department's rows first to see; all others beside them, to ask for."""
    actor = actor_behind(request)
    wish = _wish(request)
    is_ours = request.GET.get("ours") == "1" and keeps_lists(actor)
    found = catalogue(wish)
    if is_ours:
        found = found.filter(owner__code=actor.department_code)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "wish": wish,
        "is_ours": is_ours,
        "keeps_lists": keeps_lists(actor),
        "department_code": actor.department_code,
        "providers": providers(),
        "sharings": Sharing.choices,
    }
    return render(request, "data_lists/catalogue.html", context)


@require(*DESK_ROLES)
@require_http_methods(["GET", "POST"])
def data_resource(request: HttpRequest, resource: str) -> HttpResponse:
    """One row: its terms, who reads it, its history; for its keeper the form."""
    actor = actor_behind(request)
    kept = resource_of(resource)
    fault: DomainError | None = None
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in _NAMES}
        try:
            with transaction.atomic(durable=True):
                keep_resource(kept, values=values, fields=_field_words(request, kept), actor=actor)
        except DomainError as refused:
            fault = refused
        else:
            messages.success(request, _("已保存，改了什么都记在下面。"))
            return redirect("data_resource", resource=resource)
    context = {
        "resource": kept,
        "typed": request.POST if fault else _as_it_is(kept),
        "fields": _rows(kept, request.POST if fault else {}),
        "may_keep": may_keep(kept, actor=actor),
        "may_ask": keeps_lists(actor)
        and kept.sharing != Sharing.NONE
        and (kept.owner is None or kept.owner.code != actor.department_code),
        "readers": readers_of([kept])[kept.pk],
        "history": [(each, sentence(each)) for each in history_of(kept)],
        "sharings": Sharing.choices,
        "cycles": UpdateCycle.choices,
        "longest": LONGEST,
        "fault": fault,
    }
    status = fault.status if fault else 200
    return render(request, "data_lists/resource.html", context, status=status)


@require_safe
def open_catalogue(request: HttpRequest) -> HttpResponse:
    """For everybody: which data there is, on what terms, and which departments read it for what."""
    wish = _wish(request)
    page = Paginator(catalogue(wish), PAGE).get_page(request.GET.get("page"))
    readers = readers_of(list(page.object_list))
    context = {
        "page": page,
        "rows": [(each, readers[each.pk]) for each in page.object_list],
        "wish": wish,
        "providers": providers(),
        "askers": askers(),
        "sharings": Sharing.choices,
    }
    return render(request, "data_lists/open.html", context)


_NAMES = (*LONGEST, "sharing", "update_cycle")


def _wish(request: HttpRequest) -> Wish:
    asked = request.GET
    return Wish(
        words=asked.get("q", "").strip()[:100],
        provider=asked.get("provider", "")[:100],
        sharing=asked.get("sharing", "")[:16],
        asker=asked.get("asker", "")[:80],
    )


def _as_it_is(resource: DataResource) -> dict[str, str]:
    return {name: str(getattr(resource, name)) for name in _NAMES}


def _rows(resource: DataResource, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """The fields as they are, or as they were typed just now."""
    return [
        {
            "name": row["name"],
            "label": typed.get(f"label_{row['name']}", row["label"]),
            "label_en": typed.get(f"label_en_{row['name']}", row["label_en"]),
            "is_sensitive": row["sensitive"] or f"sensitive_{row['name']}" in typed,
            "stays_sensitive": row["sensitive"],
        }
        for row in resource.fields
    ]


def _field_words(request: HttpRequest, resource: DataResource) -> dict[str, FieldWords]:
    said = request.POST
    return {
        name: FieldWords(
            label=said[f"label_{name}"],
            label_en=said.get(f"label_en_{name}", ""),
            is_sensitive=f"sensitive_{name}" in said,
        )
        for name in resource.field_names
        if f"label_{name}" in said
    }
