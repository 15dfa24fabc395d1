"""How a department's business system gets the token with which it calls the API."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.accounts.account_actions import give_token
from portal.accounts.actor import actor_of
from portal.accounts.login import log_in


class CredentialsSerializer(serializers.Serializer):
    username = serializers.CharField(max_length=150)
    password = serializers.CharField(
        max_length=200, trim_whitespace=False, style={"input_type": "password"}
    )


class ObtainToken(APIView):
    """User name and password of a department's system → its token; the login lock counts."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        request=CredentialsSerializer,
        responses={200: inline_serializer("Token", {"token": serializers.CharField()})},
    )
    def post(self, request: Request) -> Response:
        credentials = CredentialsSerializer(data=request.data)
        credentials.is_valid(raise_exception=True)
        user = log_in(request._request, **credentials.validated_data)  # noqa: SLF001 (DRF's own way in)
        return Response({"token": give_token(user, actor=actor_of(user))})
