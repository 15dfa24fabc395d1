"""常用筛选: keep, change, remove and take the removal back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.models import Department
from windows.web.inbox.listing import PARTS, list_page, spoken_parts
from windows.web.inbox.place import keys_are_on
from windows.web.page import one_act
from windows.worklist.actions import change_filter, keep_filter, remove_filter
from windows.worklist.filters import read_filter, read_query
from windows.worklist.models import MOST
from windows.worklist.queries import Choices, choices_for, kept_filters

REMOVED = "removed_inbox_filter"
"""In the session: what was removed last, until something else is done with the filters."""


@require(Role.OFFICER)
@require_safe
def filters(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, fault: DomainError | None = None) -> HttpResponse:
    actor = actor_behind(request)
    department = Department.objects.filter(code=actor.department_code).first()
    choices = choices_for(department) if department else Choices((), (), ())
    rows = [
        (each, [(PARTS[part], said) for part, said in spoken_parts(asked, choices).items()])
        for each in kept_filters(actor)
        for asked in (read_query(each.filter.query),)
    ]
    context = {
        "rows": rows,
        "most": MOST,
        "removed": request.session.get(REMOVED),
        "keys_are_on": keys_are_on(request),
        "fault": fault,
    }
    return render(request, "inbox/filters.html", context, status=fault.status if fault else 200)


@require(Role.OFFICER)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """What the address of the list shows, under a new name; a refusal shows on the list."""
    actor = actor_behind(request)
    name, is_start = request.POST.get("name", ""), bool(request.POST.get("is_start"))
    here = request.POST.get("kept", "")
    try:
        with one_act():
            asked = read_filter(request.GET.dict())
            if here.isdecimal():
                kept = change_filter(
                    int(here[:18]), name=name, is_start=is_start, asked=asked, actor=actor
                )
            else:
                kept = keep_filter(asked, name=name, is_start=is_start, actor=actor)
    except DomainError as refused:
        return list_page(request, fault=refused)
    request.session.pop(REMOVED, None)
    messages.success(request, _("已存为“%(name)s”。") % {"name": kept.name})
    return redirect(f"{redirect('inbox').url}?{kept.query}&kept={kept.pk}")


@require(Role.OFFICER)
@require_POST
def act(request: HttpRequest, filter_id: int, verb: str) -> HttpResponse:
    """Its name and whether it is seen first; or away with it."""
    actor = actor_behind(request)
    if verb not in ("change", "remove"):
        raise Http404
    try:
        with one_act():
            if verb == "change":
                name, is_start = request.POST.get("name", ""), bool(request.POST.get("is_start"))
                kept = change_filter(filter_id, name=name, is_start=is_start, actor=actor)
            else:
                kept = remove_filter(filter_id, actor=actor)
    except DomainError as refused:
        return _page(request, refused)
    request.session.pop(REMOVED, None)
    if verb == "change":
        messages.success(request, _("已保存“%(name)s”。") % {"name": kept.name})
    else:
        request.session[REMOVED] = {
            "name": kept.name,
            "query": kept.query,
            "is_start": kept.is_start,
            "place": kept.place,
        }
    return redirect("inbox_filters")


@require(Role.OFFICER)
@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """What was removed last comes back as it was; once."""
    removed = request.session.get(REMOVED)
    if not removed:
        return redirect("inbox_filters")
    try:
        with one_act():
            kept = keep_filter(
                read_query(removed["query"]),
                name=removed["name"],
                is_start=removed["is_start"],
                place=removed["place"],
                actor=actor_behind(request),
            )
    except DomainError as refused:
        return _page(request, refused)
    request.session.pop(REMOVED, None)
    messages.success(request, _("“%(name)s”又在了。") % {"name": kept.name})
    return redirect("inbox_filters")
