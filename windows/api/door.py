"""What every view of the API shares: who asks, as whom they may, and the transaction of one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, wraps
from typing import Any, ClassVar

from django.db import transaction
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.parsers import BaseParser, JSONParser
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from portal.accounts.actor import Actor, actor_of
from portal.accounts.errors import RoleNotAllowed
from portal.idempotency.api import HEADER, idempotent
from windows.api.paging import KeysetPagination

Permissions = Sequence[type[BasePermission]]
Parsers = Sequence[type[BaseParser]]
Method = Callable[..., Response]


class InRole(BasePermission):
    """Refuses with our own words; which rows somebody sees is for the queries to say."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if isinstance(view, Door) and view.roles and view.actor.kind not in view.roles:
            raise RoleNotAllowed
        return True


class Door(APIView):
    """JSON in, JSON out. `roles` empty: whoever is logged in."""

    roles: ClassVar[tuple[str, ...]] = ()
    permission_classes: Permissions = (IsAuthenticated, InRole)
    parser_classes: Parsers = (JSONParser,)

    @cached_property
    def actor(self) -> Actor:
        """The actor of this call; a view lives for one call."""
        return actor_of(self.request.user)


class OpenDoor(Door):
    """Open to everybody: the catalogue is public."""

    permission_classes: Permissions = (AllowAny,)


class ListDoor(Door, ListAPIView[Any]):
    """A list in keyset pages; `keyset` is its order, the last column unique."""

    keyset: ClassVar[tuple[str, ...]] = ("-pk",)
    pagination_class = KeysetPagination


def sent(shape: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    """The body in its shape. Raises the framework's ValidationError, told as `bad_input`."""
    body = shape(data=request.data)
    body.is_valid(raise_exception=True)
    data: dict[str, Any] = body.validated_data
    return data


def creates(method: Method) -> Method:
    """For a POST that creates something: the Idempotency-Key is required."""
    return idempotent(method)


def acts(method: Method) -> Method:
    """For any other POST: one durable transaction; an Idempotency-Key is honoured where sent."""
    kept = idempotent(method)

    @wraps(method)
    def guarded(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        if request.headers.get(HEADER):
            return kept(view, request, *args, **kwargs)
        with transaction.atomic(durable=True):
            return method(view, request, *args, **kwargs)

    parameter = OpenApiParameter(
        HEADER,
        OpenApiTypes.STR,
        OpenApiParameter.HEADER,
        description="Optional. With it, the same request sent again is done once.",
    )
    documented: Method = extend_schema(parameters=[parameter])(guarded)
    return documented
