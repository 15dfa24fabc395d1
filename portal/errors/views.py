"""Django's own error pages, in our words."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static

from portal.errors import NotAllowed, NotFound
from portal.errors.pages import API_PREFIX, answer
from portal.errors.web_errors import Broken, PageExpired, Unreadable
from portal.request_id import current_request_id

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, Unreadable(), "errors/400.html")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, NotAllowed(), "errors/403.html")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, NotFound(), "errors/404.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return answer(request, PageExpired(), "errors/403.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs nothing that may be broken: no database, no session, no part of another template.

    What can still fail is left out: without its stylesheet the page is plain, and without its
    template it is two sentences.
    """
    refusal = Broken()
    if request.path.startswith(API_PREFIX):
        return JsonResponse(refusal.as_json(), status=refusal.status)
    context = {
        "refusal": refusal,
        "request_id": current_request_id(),
        "stylesheet": _stylesheet(),
        "again": request.get_full_path() if request.method == "GET" else "",
    }
    try:
        return HttpResponse(render_to_string("errors/500.html", context), status=refusal.status)
    except Exception:
        log.exception("The page for our own faults is broken itself")
        words = f"{refusal.said}\n{refusal.advice}\n{context['request_id']}"
        return HttpResponse(words, status=refusal.status, content_type="text/plain; charset=utf-8")


def _stylesheet() -> str:
    try:
        return static("portal/portal.css")
    except ValueError:  # no manifest, or the file is not in it
        log.exception("The stylesheet is not among the collected files")
        return ""
