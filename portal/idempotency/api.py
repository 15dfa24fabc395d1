"""The door: `@idempotent` on the method of an API view that creates something."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from portal.accounts.models import User
from portal.errors.web_errors import LoginNeeded
from portal.idempotency.actions import Answer, once
from portal.idempotency.errors import KeyMissing, KeyRefused
from portal.idempotency.fingerprint import body_hash

HEADER = "Idempotency-Key"
_ACCEPTABLE = re.compile(r"[!-~]{1,200}")

Method = Callable[..., Response]


def idempotent(method: Method) -> Method:
    """The same key with the same content is done once and answered the same every time.

    The header is required (KeyMissing). The method runs inside a durable transaction that also
    keeps its answer, so it opens none that is durable itself; it answers with a `Response`, or
    raises. An answer given again carries `Idempotency-Replayed: true`.
    """

    @wraps(method)
    def guarded(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER, "")
        if not key:
            raise KeyMissing
        if not _ACCEPTABLE.fullmatch(key):
            raise KeyRefused
        if not isinstance(request.user, User):
            raise LoginNeeded

        def work() -> Answer:
            response = method(view, request, *args, **kwargs)
            return Answer(
                response.status_code, json.loads(JSONRenderer().render(response.data) or "null")
            )

        answer = once(
            request.user,
            key=key,
            method=request.method or "",
            path=request.path,
            body_hash=body_hash(request),
            work=work,
        )
        headers = {"Idempotency-Replayed": "true"} if answer.again else None
        return Response(answer.data, status=answer.status, headers=headers)

    parameter = OpenApiParameter(
        HEADER,
        OpenApiTypes.STR,
        OpenApiParameter.HEADER,
        required=True,
        description="A key of your own for this request; send the same one when you repeat it.",
    )
    documented: Method = extend_schema(parameters=[parameter])(guarded)
    return documented
