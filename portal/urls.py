"""All doors of the portal. Each package keeps its own urls; this file only lists them."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from portal.health import healthz, readyz

# (prefix, urls module), in the order in which they are tried.
ROUTED_APPS: list[tuple[str, str]] = [
    ("", "portal.accounts.urls"),
    ("", "portal.ui.urls"),
    ("", "materials.urls"),
    ("", "datasharing.web.urls"),
    ("data/", "datasharing.lists.urls"),
    ("", "windows.urls"),
    ("api/", "windows.api.urls"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
    *(path(prefix, include(module)) for prefix, module in ROUTED_APPS),
]

handler400 = "portal.errors.views.bad_request"
handler403 = "portal.errors.views.permission_denied"
handler404 = "portal.errors.views.page_not_found"
handler500 = "portal.errors.views.server_error"
