"""The published catalogue for everybody: what files there are, and the files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from portal.errors import NotFound
from services.opendata.files import FILES
from services.opendata.published import counts, last_published, version
from services.opendata.sizes import size_of


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    now, rows = version(), counts()
    context = {
        "files": [(file, size_of(file.name, now, rows["matters"])) for file in FILES.values()],
        "counts": rows,
        "updated_at": last_published(),
        "version": now,
    }
    return render(request, "catalogue/open_data.html", context)


def _etag(request: HttpRequest, name: str) -> str:
    return f'"{version()}"'


@require_safe
@condition(etag_func=_etag)
def open_data_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file, streamed. Any other page of the web may read it."""
    file = FILES.get(name)
    if file is None:
        raise NotFound
    return StreamingHttpResponse(
        file.pieces(),
        content_type=file.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{file.name}"',
            "Cache-Control": "public, no-cache",
            "Access-Control-Allow-Origin": "*",
        },
    )
