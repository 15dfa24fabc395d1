"""先存着 and 接着上次填的: the doors to what was typed and not sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from portal.accounts.actor import Actor
from portal.accounts.queries import applicant_for_clerk
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from windows.cases.queries import case_for
from windows.desk.drafts import Kept, forget, keep, kept_on

QUIETLY = "X-Kept-As-Typed"
"""The script asks for no page back."""


@require(Role.CLERK)
@require_POST
@sensitive_post_parameters()
def hold(request: HttpRequest) -> HttpResponse:
    """Keep the form, or discard what is kept (`discard`). The page must be one of the desk's that
    this clerk may see.
    """
    actor = actor_behind(request)
    page = request.POST.get("kept_page", "")
    _check(actor, page)
    form = request.POST.get("kept_form", "")[:60]
    if "discard" in request.POST:
        forget(actor, page=page)
        messages.success(request, _("上次填的已经删掉。"))
        return redirect(page)
    values = {name: request.POST.getlist(name) for name in request.POST}
    is_kept = keep(actor, page=page, form=form, values=values)
    if QUIETLY in request.headers:
        return HttpResponse(status=204)
    if is_kept:
        messages.success(request, _("先存着了，三天之内回到这一页可以接着填。证件号没有存。"))
    else:
        messages.error(request, _("没有存下来：还没有填，或者系统没有配密钥。"))
    return redirect(page)


def kept_for(request: HttpRequest, page: str, *, refused: str = "") -> dict[str, object]:
    """For the page: what waits there, and with `?kept=1` the values to go on with. Where a form
    (`refused`) was sent in vain, all that was in it, the number of the card too: it goes back to
    where it came from and is not stored.
    """
    found = kept_on(actor_behind(request), page)
    is_resumed = "kept" in request.GET and request.method == "GET"
    values = {name: request.POST.getlist(name) for name in request.POST}
    return {
        "kept_page": page,
        "kept_waits": max((each.saved_at for each in found.values()), default=None),
        "kept": {refused: Kept(refused, timezone.now(), values)}
        if refused
        else found
        if is_resumed
        else {},
    }


def as_typed(waiting: Mapping[str, Any], form: str) -> QueryDict:
    """One form as it was left, in the shape of a posted one; empty where nothing was."""
    typed = QueryDict(mutable=True)
    if form in waiting["kept"]:
        for name, rows in waiting["kept"][form].values.items():
            typed.setlist(name, rows)
    return typed


def value(kept: dict[str, Kept], form: str, name: str) -> str | None:
    """One field as it was left; None where nothing was."""
    each = kept.get(form)
    rows = each.values.get(name) if each else None
    return rows[0] if rows else None


def _check(actor: Actor, page: str) -> None:
    """Raises Http404 for what is no form of the desk; refusals of cases and people as they are."""
    try:
        place = resolve(page)
    except Resolver404:
        raise Http404 from None
    if place.url_name == "desk_case":
        case_for(actor, str(place.kwargs["number"]))
    elif place.url_name == "desk_begin":
        applicant_for_clerk(actor, int(place.kwargs["applicant_id"]))
    elif place.url_name != "desk_register":
        raise Http404
