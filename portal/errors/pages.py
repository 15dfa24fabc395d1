"""An error as a page for people, or as JSON for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from portal.accounts.web import came_from
from portal.errors import DomainError
from portal.request_id import current_request_id

API_PREFIX = "/api/"
NOT_THERE = (404, 405, 410)
"""Of a thing that is not there, or no longer, nobody can say that nothing of it was lost."""
UNDER_WAY = 409


def answer(request: HttpRequest, refusal: DomainError, template: str) -> HttpResponse:
    """The refusal in the form that the caller reads, with its status."""
    response: HttpResponse
    if request.path.startswith(API_PREFIX):
        response = JsonResponse(refusal.as_json(), status=refusal.status)
    else:
        context = {
            "refusal": refusal,
            "request_id": current_request_id(),
            "came_from": _came_from(request),
            "nothing_lost": _says_nothing_lost(request, refusal.status),
        }
        response = render(request, template, context, status=refusal.status)
    if refusal.retry_after is not None:
        response["Retry-After"] = str(refusal.retry_after)
    return response


def _says_nothing_lost(request: HttpRequest, status: int) -> bool:
    """Said where somebody may fear it: something was sent, or a thing under way has moved on."""
    has_sent = request.method not in ("GET", "HEAD")
    return status == UNDER_WAY or (has_sent and status not in NOT_THERE)


def _came_from(request: HttpRequest) -> str:
    """The page from which one came here, unless it is this address itself."""
    page = came_from(request)
    return "" if page.split("?")[0] == request.path else page
