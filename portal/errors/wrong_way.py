"""An address that only takes forms was opened, or a page that takes none was sent one.

Django answers both with an empty 405, which a browser shows as nothing at all. It happens to
people: they reload after a refused form, come Back to it, or keep a bookmark. The views' own
decorators decide as before; here only their empty answer becomes one that can be read.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.errors.pages import API_PREFIX, answer
from portal.errors.web_errors import OnlyForms, OnlyPage

LOOKING = ("GET", "HEAD")


class WrongWayMiddleware:
    """Leads to the page on which the form stands, where that is known; else draws a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not _is_empty_refusal(request, response):
            return response
        takes_forms = request.method in LOOKING and "POST" in response["Allow"]
        if takes_forms and (page := form_page(request)):
            messages.info(request, _("刚才那个地址只收表单，不能直接打开。什么都没有改动。"))
            return redirect(page)
        told = answer(request, OnlyForms() if takes_forms else OnlyPage(), "errors/405.html")
        told["Allow"] = response["Allow"]
        return told


def form_page(request: HttpRequest) -> str:
    """The address of the page on which the form of this address stands; empty if none is known."""
    match = request.resolver_match
    known = settings.FORM_PAGES.get(match.view_name) if match else None
    if match is None or known is None:
        return ""
    page, *places = known
    return reverse(page, kwargs={place: match.kwargs[place] for place in places})


def _is_empty_refusal(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A fragment that a script asks for has no room for a page, and programs read the status."""
    return (
        response.status_code == 405
        and isinstance(response, HttpResponse)
        and not response.content
        and not request.path.startswith(API_PREFIX)
        and request.headers.get("HX-Request") != "true"
    )
