from __future__ import annotations

from django.urls import path

from portal.ui import gallery_page

urlpatterns = [
    path("design/", gallery_page.gallery, name="design"),
]
