"""The list of registers in the admin: how one is reached may change, what editions call it not."""

from __future__ import annotations

from django.contrib import admin
from django.test import RequestFactory

from datasharing.models import DataResource


def test_the_code_of_a_register_stays():
    page, request = admin.site.get_model_admin(DataResource), RequestFactory().get("/")
    assert page.get_readonly_fields(request, DataResource(code="DS07")) == ("code",)
    assert page.get_readonly_fields(request, None) == ()
