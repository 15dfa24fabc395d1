"""The token of a department's system, and the bytes of a document."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from materials.documents.web import download
from materials.errors import (
    DocumentBeingScanned,
    DocumentHeld,
    DocumentNotFound,
    DocumentQuarantined,
    DocumentUnavailable,
)
from portal.accounts.api import CredentialsSerializer, ObtainToken
from portal.accounts.errors import LoginLocked, LoginRefused, TokenNotAllowed
from portal.errors import TooMany
from portal.errors.web_errors import LoginNeeded
from windows.api.describe import describe, refusals
from windows.api.door import Door

LOGIN = {"username": "tax-system", "password": "…"}
BYTES = {
    (200, media): OpenApiResponse(OpenApiTypes.BINARY, description="The file.")
    for media in ("application/pdf", "image/jpeg", "image/png", "application/octet-stream")
}


class Token(ObtainToken):
    @describe(
        "get_token",
        "取得令牌 · The token of a department's business system",
        tag="token",
        description="Send it as `Authorization: Token …`. People use their session instead.",
        request=CredentialsSerializer,
        answer=inline_serializer("Token", {"token": serializers.CharField()}),
        refuses=(LoginRefused, LoginLocked, TokenNotAllowed),
        examples=[OpenApiExample("a system", value=LOGIN, request_only=True)],
        is_open=True,
    )
    def post(self, request: Request) -> Response:
        return super().post(request)


class DocumentBytes(Door):
    @extend_schema(
        operation_id="download_document",
        summary="下载材料 · The bytes of a document",
        description="For the owner, and for who handles a case that uses it; the owner sees who. "
        "People on the staff get a copy marked with their name, office and case (`?case=`). "
        "Closed until the malware scanner has seen it, where there is one.",
        tags=["materials"],
        responses={
            **BYTES,
            **refusals(
                (
                    LoginNeeded,
                    DocumentNotFound,
                    DocumentQuarantined,
                    DocumentBeingScanned,
                    DocumentHeld,
                    DocumentUnavailable,
                    TooMany,
                )
            ),
        },
    )
    def get(self, request: Request, document_id: UUID) -> HttpResponseBase:
        return download(request._request, document_id)  # noqa: SLF001 (the one door to bytes)
