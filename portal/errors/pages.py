"""An error as a page for people, or as JSON for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from portal.errors import DomainError
from portal.request_id import current_request_id

API_PREFIX = "/api/"


def answer(request: HttpRequest, refusal: DomainError, template: str) -> HttpResponse:
    """The refusal in the form that the caller reads, with its status."""
    response: HttpResponse
    if request.path.startswith(API_PREFIX):
        response = JsonResponse(refusal.as_json(), status=refusal.status)
    else:
        context = {"refusal": refusal, "request_id": current_request_id()}
        response = render(request, template, context, status=refusal.status)
    if refusal.retry_after is not None:
        response["Retry-After"] = str(refusal.retry_after)
    return response
