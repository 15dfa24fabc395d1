"""Pages of the three lists, all under /data/."""

from __future__ import annotations

from django.urls import URLPattern, path

from datasharing.lists import demand_urls
from datasharing.lists.web import home

catalogue: list[URLPattern] = []
permissions: list[URLPattern] = []

urlpatterns: list[URLPattern] = [
    path("", home.data_home, name="data_home"),
    *catalogue,
    *permissions,
    *demand_urls.urlpatterns,
]
