"""Keyset pages for every list: no count, no offset; rows that arrive meanwhile move nothing."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, UUIDField
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from windows.api.errors import BadPage

DEFAULT, LARGEST = 20, 100


class KeysetPagination(BasePagination):
    """Pages of a list that is ordered by `view.keyset`, whose last column is unique.

    `?after=` is where the page before ended, as `next` of that page says; `?limit=` up to LARGEST.
    """

    next_url: str | None = None

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        keyset: Sequence[str] = getattr(view, "keyset", ("-pk",))
        limit = _limit(request.query_params.get("limit", ""))
        rows = queryset.order_by(*keyset)
        after = request.query_params.get("after", "")
        if after:
            rows = rows.filter(_beyond(keyset, _read(after, keyset, queryset.model)))
        found = list(rows[: limit + 1])
        if len(found) > limit:
            place = _place(found[limit - 1], keyset)
            address = request.build_absolute_uri()
            self.next_url = replace_query_param(address, "after", place)
        return found[:limit]

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next_url, "results": data})

    def get_paginated_response_schema(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        following = {
            "type": ["string", "null"],
            "format": "uri",
            "description": "Address of the next page; null on the last one.",
        }
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": following, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        limit = {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": DEFAULT}
        after = "Where the page before ended: follow `next` instead of building it yourself."
        return [
            {"name": "limit", "in": "query", "schema": limit, "description": "Rows a page."},
            {"name": "after", "in": "query", "schema": {"type": "string"}, "description": after},
        ]


def _limit(text: str) -> int:
    if not text:
        return DEFAULT
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= LARGEST):
        raise BadPage(field="limit")
    return int(text)


def _beyond(keyset: Sequence[str], place: Sequence[Any]) -> Q:
    """Rows after `place` in the order of `keyset`: (a > x) or (a = x and b > y) or …"""
    condition, equal = Q(pk__in=[]), Q()
    for column, value in zip(keyset, place, strict=True):
        name = column.removeprefix("-")
        side = "lt" if column.startswith("-") else "gt"
        condition |= equal & Q(**{f"{name}__{side}": value})
        equal &= Q(**{name: value})
    return condition


def _place(row: Model, keyset: Sequence[str]) -> str:
    values = [_value(row, column.removeprefix("-")) for column in keyset]
    said = [_said(value) for value in values]
    return urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


def _said(value: Any) -> Any:
    if isinstance(value, date):  # moments are dates too
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _read(after: str, keyset: Sequence[str], model: type[Model]) -> list[Any]:
    """The place that we wrote; raises BadPage for anything else."""
    try:
        values = json.loads(urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (ValueError, NotBase64, RecursionError):
        raise BadPage(field="after") from None
    if not isinstance(values, list) or len(values) != len(keyset):
        raise BadPage(field="after")
    return [_checked(value, column, model) for value, column in zip(values, keyset, strict=True)]


def _checked(value: Any, column: str, model: type[Model]) -> Any:
    """The value as its column holds it; raises BadPage for one that we never wrote."""
    try:
        if column.endswith("due"):
            return date.fromisoformat(value)
        if column.endswith("_at"):
            return _moment(value)
        key = model._meta.pk  # noqa: SLF001 (Django's documented name)
        if column.endswith("pk") and isinstance(key, UUIDField):
            return UUID(value)
    except (AttributeError, TypeError, ValueError):
        raise BadPage(field="after") from None
    is_text = column.endswith("code")
    fits = isinstance(value, str) and "\x00" not in value if is_text else _is_key(value)
    if not fits:
        raise BadPage(field="after")
    return value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _is_key(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63
