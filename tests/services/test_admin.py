"""The catalogue in the admin: everything can be looked at, nothing can be edited."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from services.models import (
    Department,
    Edition,
    LegalBasis,
    LifeEvent,
    LifeEventEdition,
    Matter,
    Question,
    Region,
)

READ_BY_EDITIONS = [
    *(Edition, LifeEventEdition, Question, Matter, LifeEvent, LegalBasis, Department, Region)
]

pytestmark = [
    pytest.mark.usefixtures("unseen_loaded"),
    pytest.mark.urls("tests.services.admin_urls"),
]


@pytest.fixture
def request_of_admin():
    user = get_user_model().objects.create_superuser("root", password="x")
    request = RequestFactory().get("/")
    request.user = user
    return request


@pytest.mark.parametrize("model", READ_BY_EDITIONS)
def test_rows_can_be_viewed_but_not_changed(request_of_admin, model):
    page, row = admin.site.get_model_admin(model), model.objects.first()
    assert not page.has_add_permission(request_of_admin)
    assert page.has_view_permission(request_of_admin, row)
    assert not page.has_change_permission(request_of_admin, row)
    assert not page.has_delete_permission(request_of_admin, row)
    for inline in page.get_inline_instances(request_of_admin, row):
        assert not inline.has_add_permission(request_of_admin, row)
        assert not inline.has_change_permission(request_of_admin, row)


@pytest.mark.parametrize("model", READ_BY_EDITIONS)
def test_the_pages_are_drawn(request_of_admin, model):
    page, row = admin.site.get_model_admin(model), model.objects.first()
    listed = page.changelist_view(request_of_admin).render()
    assert listed.status_code == 200
    shown = page.change_view(request_of_admin, str(row.pk)).render()
    assert shown.status_code == 200
    assert b'name="_save"' not in shown.content
