"""Where the systems of departments answer. Signed, so neither login nor token is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from portal.errors import MoveRefused
from windows.api.body import body_up_to
from windows.api.describe import Refusals, describe
from windows.deadlines.errors import ClockRuns, NoSuchGround, StopNeedsReason
from windows.departments.doing import CallbackSerializer
from windows.departments.errors import (
    CallbackKeyMissing,
    CallbackKeyReused,
    CallbackOvertaken,
    CallbackTooLarge,
    CallbackUnreadable,
    CallbackWrongType,
    SecretUnreadable,
    SignatureWrong,
    TimestampOld,
)
from windows.departments.receiving import LARGEST, Arrived, receive
from windows.departments.signing import IDEMPOTENCY, KEY_ID, SIGNATURE, TIMESTAMP
from windows.errors import (
    ApprovalClosed,
    ApprovalNotFound,
    NotInGuide,
    ReasonMissing,
    RenewedBySilence,
    ToldAlready,
)

REFUSALS: Refusals = (
    SignatureWrong,
    TimestampOld,
    ApprovalNotFound,
    ApprovalClosed,
    CallbackKeyReused,
    MoveRefused,
    CallbackTooLarge,
    CallbackKeyMissing,
    CallbackUnreadable,
    CallbackOvertaken,
    CallbackWrongType,
    ReasonMissing,
    RenewedBySilence,
    NoSuchGround,
    StopNeedsReason,
    ClockRuns,
    NotInGuide,
    ToldAlready,
    SecretUnreadable,
)
"""docs/department-systems.md tells what each of them asks of the other side."""


class CallbackAnswerSerializer(serializers.Serializer[Any]):
    """How the approval stands now."""

    case = serializers.CharField()
    approval = serializers.IntegerField()
    state = serializers.CharField()


def _header(name: str, says: str) -> OpenApiParameter:
    return OpenApiParameter(
        name, OpenApiTypes.STR, OpenApiParameter.HEADER, required=True, description=says
    )


class Callbacks(APIView):
    authentication_classes: Sequence[type[BaseAuthentication]] = ()
    permission_classes = (AllowAny,)
    # A system answers for thousands of cases from one address; the signature keeps others out.
    throttle_classes: Sequence[type[BaseThrottle]] = ()

    @describe(
        "department_callback",
        "部门系统回复 · A department's system answers",
        tag="department systems",
        description="Signed with HMAC-SHA256; see docs/department-systems.md. A copy with the same "
        "Idempotency-Key gets the first answer again.",
        request=CallbackSerializer,
        answer=CallbackAnswerSerializer,
        refuses=REFUSALS,
        parameters=[
            _header(KEY_ID, "Which key it is signed with."),
            _header(TIMESTAMP, "Seconds since 1970; at most five minutes off."),
            _header(SIGNATURE, "v1=<hex of the HMAC>."),
            _header(IDEMPOTENCY, "The same for every copy of one answer."),
        ],
        examples=[
            OpenApiExample(
                "grant",
                value={"case": "330100-20261122-000001-7", "approval": 12, "verb": "grant"},
                request_only=True,
            )
        ],
        is_open=True,
    )
    def post(self, request: Request) -> Response:
        plain = request._request  # noqa: SLF001 (the bytes as they came are what was signed)
        body = body_up_to(plain, LARGEST)
        answer = receive(
            Arrived(
                method="POST",
                path=plain.get_full_path(),
                headers=plain.headers,
                body=body or b"",
                is_too_large=body is None,
            )
        )
        headers = {"Idempotency-Replayed": "true"} if answer.again else None
        return Response(answer.data, status=answer.status, headers=headers)
