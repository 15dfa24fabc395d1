"""From a result to its page, counting that it was opened: without cookies, script or a person."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from portal.accounts.web import actor_behind
from portal.visitor import visitor_address
from services.models import EntryKind
from services.search import Listed
from services.search.log import may_write, note_followed, note_search
from windows.web.page import one_act


@require_safe
def followed(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Count, then go on to the guide; an old or foreign token only goes on."""
    if kind not in EntryKind.values:
        return redirect("things")
    if request.method == "GET" and (token := request.GET.get("from", "")):
        with one_act():
            note_followed(token, kind=kind, code=code, actor=actor_behind(request))
    return redirect(_guide(kind, code) or reverse("things"))


def address_of(entry: Listed, token: str) -> str:
    """Where a result leads; "" for a matter while this portal shows no page of it."""
    direct = _guide(entry.kind, entry.code)
    if not direct or not token:
        return direct
    return (
        f"{reverse('thing_followed', args=[entry.kind, entry.code])}?{urlencode({'from': token})}"
    )


def count_search(request: HttpRequest, query: str, *, found: int) -> None:
    """Write down that these words were searched, unless this address searches too much."""
    visitor = visitor_address(request)
    if request.method == "GET" and may_write(visitor):
        with one_act():
            note_search(query, found=found, visitor=visitor, actor=actor_behind(request))


def _guide(kind: str, code: str) -> str:
    try:
        return reverse("thing" if kind == EntryKind.LIFE_EVENT else "matter", args=[code])
    except NoReverseMatch:
        return ""
