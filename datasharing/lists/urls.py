"""Pages of the three lists, all under /data/."""

from __future__ import annotations

from django.urls import URLPattern, path

from datasharing.lists import demand_urls
from datasharing.lists.web import catalogue as catalogue_pages
from datasharing.lists.web import home
from datasharing.lists.web import permissions as permission_pages

catalogue: list[URLPattern] = [
    path("catalogue/", catalogue_pages.data_catalogue, name="data_catalogue"),
    path("catalogue/<slug:resource>/", catalogue_pages.data_resource, name="data_resource"),
    path("catalogue/<slug:resource>/ask/", permission_pages.permission_new, name="data_ask"),
    path("open/", catalogue_pages.open_catalogue, name="data_open"),
]
permissions: list[URLPattern] = [
    path("permissions/", permission_pages.permissions, name="data_permissions"),
    path("permissions/<int:pk>/", permission_pages.permission, name="data_permission"),
    path(
        "permissions/<int:pk>/<slug:verb>/",
        permission_pages.permission_act,
        name="data_permission_act",
    ),
]

urlpatterns: list[URLPattern] = [
    path("", home.data_home, name="data_home"),
    *catalogue,
    *permissions,
    *demand_urls.urlpatterns,
]
