"""The OpenAPI document and the page that shows it, under the portal's own content policy."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from portal.content_security import POLICY

# The page's own program draws with style attributes; scripts stay ours alone.
DOCS_POLICY = f"{POLICY}; style-src 'self' 'unsafe-inline'"


class Schema(SpectacularAPIView):
    """GET /api/schema/ (YAML; `?format=json` for JSON)."""

    permission_classes = (AllowAny,)
    throttle_classes = ()


class Docs(SpectacularSwaggerSplitView):
    """GET /api/docs/: read it, and try it with one's own session or token."""

    permission_classes = (AllowAny,)
    throttle_classes = ()
    template_name = "api/docs.html"
    url_name = "api_schema"

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]  # the library has no annotations
        response.headers["Content-Security-Policy"] = DOCS_POLICY
        return response
