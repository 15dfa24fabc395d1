"""Pages are sent packed: a guide of 52 KB is 11 KB on the way.

A secret beside a text that somebody else chose could be guessed from the length of a packed page
(BREACH); Django answers that with a name of random length in the packed file.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXTS = ("text/html", "application/json", "text/csv", "text/calendar")
"""Documents and pictures are packed already."""


class PackedPagesMiddleware(GZipMiddleware):
    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """What has a version keeps it: packing would weaken its tag, and If-Match wants a strong
        one (RFC 9110, 8.8.3).
        """
        is_text = response.get("Content-Type", "").startswith(TEXTS)
        if not is_text or response.has_header("ETag"):
            return response
        packed: HttpResponseBase = super().process_response(request, response)
        return packed
