"""How an operation is told in the OpenAPI document: every refusal with its example."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from django.utils.translation import override
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from portal.accounts.errors import RoleNotAllowed
from portal.errors import BadInput, DomainError, TooMany
from portal.errors.web_errors import LoginNeeded, Unreadable
from portal.idempotency.errors import InProgress, KeyMissing, KeyRefused, KeyReused
from windows.api.errors import BadPage

Refusals = Sequence[type[DomainError]]

ON_LIST: Refusals = (BadPage, BadInput)
ON_KEY: Refusals = (KeyRefused, InProgress, KeyReused)
ON_NEW_KEY: Refusals = (KeyMissing, *ON_KEY)
"""What a POST that creates something says of its Idempotency-Key."""


class ErrorSerializer(serializers.Serializer[Any]):
    """Every refusal. A refused call has changed nothing. `code` is for programs and stays."""

    code = serializers.CharField()
    message = serializers.CharField(help_text="What happened, in the language of the caller.")
    what_to_do = serializers.CharField()
    field = serializers.CharField(allow_null=True, help_text="The one wrong field, if it is one.")
    details = serializers.ListField(child=serializers.JSONField(), help_text="Every single fault.")


class _Dots(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def describe(
    operation_id: str,
    summary: str,
    *,
    tag: str,
    description: str = "",
    request: Any = None,
    answer: Any = None,
    status: int = 200,
    refuses: Refusals = (),
    examples: Sequence[OpenApiExample] = (),
    parameters: Sequence[OpenApiParameter] = (),
    is_open: bool = False,
    roles: bool = False,
) -> Callable[..., Any]:
    """`extend_schema` with the names, texts and refusals that all operations have."""
    common: Refusals = (TooMany,) if is_open else (LoginNeeded, TooMany)
    if roles:
        common = (*common, RoleNotAllowed)
    if request is not None:
        common = (*common, Unreadable, BadInput)
    told = OpenApiResponse(answer, description=_phrase(status))
    return extend_schema(
        operation_id=operation_id,
        summary=summary,
        description=description or summary,
        tags=[tag],
        request=request,
        responses={status: told, **refusals((*refuses, *common))},
        examples=list(examples),
        parameters=list(parameters),
    )


def refusals(kinds: Refusals) -> dict[int, OpenApiResponse]:
    """One answer for each status, with one example for each code."""
    by_status: dict[int, list[type[DomainError]]] = defaultdict(list)
    for kind in dict.fromkeys(kinds):
        by_status[kind.status].append(kind)
    return {
        status: OpenApiResponse(
            ErrorSerializer,
            description=f"{_phrase(status)}: {', '.join(kind.code for kind in those)}",
            examples=[_example(kind) for kind in those],
        )
        for status, those in sorted(by_status.items())
    }


def _example(kind: type[DomainError]) -> OpenApiExample:
    with override("zh-hans"):
        told: dict[str, object] = {
            "code": kind.code,
            "message": str(kind.message) % _Dots(),
            "what_to_do": str(kind.what_to_do) % _Dots(),
            "field": None,
            "details": [],
        }
    return OpenApiExample(kind.code, value=told, response_only=True, status_codes=[kind.status])


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase
