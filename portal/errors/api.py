"""Every error of the API in one shape: `code, message, what_to_do, field, details`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler as framework_handler
from rest_framework.views import set_rollback

from portal.errors import BadInput, DomainError, NotAllowed, NotFound, TooMany, WrongType
from portal.errors.web_errors import Broken, LoginNeeded, MethodRefused, Unreadable

# How the framework's own refusals are told; the status stays the one of our class.
_TOLD_AS: tuple[tuple[type[Exception], type[DomainError]], ...] = (
    (exceptions.ValidationError, BadInput),
    (exceptions.ParseError, Unreadable),
    (exceptions.NotAuthenticated, LoginNeeded),
    (exceptions.AuthenticationFailed, LoginNeeded),
    (exceptions.PermissionDenied, NotAllowed),
    (PermissionDenied, NotAllowed),
    (exceptions.NotFound, NotFound),
    (Http404, NotFound),
    (exceptions.MethodNotAllowed, MethodRefused),
    (exceptions.UnsupportedMediaType, WrongType),
    (exceptions.Throttled, TooMany),
)


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to a refused call; None for a fault of ours, which becomes a plain 500."""
    if isinstance(error, DomainError):
        set_rollback()
        headers = {"Retry-After": str(error.retry_after)} if error.retry_after is not None else None
        return Response(error.as_json(), status=error.status, headers=headers)
    response = framework_handler(error, context)
    if response is None:
        return None
    refusal = _refusal_for(error)
    if refusal is None:
        refusal = Broken() if status.is_server_error(response.status_code) else DomainError()
    response.data = refusal.as_json()
    if isinstance(error, exceptions.ValidationError):
        response.status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    return response


def _refusal_for(error: Exception) -> DomainError | None:
    for kind, told_as in _TOLD_AS:
        if isinstance(error, kind):
            if isinstance(error, exceptions.ValidationError):
                faults = list(_faults(error.detail))
                return told_as(
                    field=faults[0]["field"] if len(faults) == 1 else None, details=faults
                )
            return told_as()
    return None


def _faults(detail: Any, field: str = "") -> list[dict[str, str]]:
    """`{"a": {"b": ["x"]}}` → `[{"field": "a.b", "message": "x"}]`."""
    if isinstance(detail, dict):
        return [
            fault
            for name, inner in detail.items()
            for fault in _faults(inner, f"{field}.{name}".strip("."))
        ]
    if isinstance(detail, list):
        return [
            fault
            for place, inner in enumerate(detail)
            for fault in _faults(inner, f"{field}.{place}" if isinstance(inner, dict) else field)
        ]
    return [{"field": field, "message": str(detail)}]
