"""The admin, model by model: who sees which rows, and which few may be changed there."""

from __future__ import annotations

import pytest
from django.contrib import admin

from tests.access.scenes import ROLES, Scenes, changed, fingerprint, taken_back

pytestmark = pytest.mark.django_db

WORKSHOP = {
    # The admin's own business: accounts, posts, tokens, places.
    "accounts.user",
    "accounts.staff",
    "auth.group",
    "authtoken.tokenproxy",
    "datasharing.connection",
    "datasharing.dataresource",
    "windows.servicecentre",
}
"""Everything else in the admin is written by actions and may only be looked at."""
EDITOR_SEES = ("services", "materials")
EDITOR_ALSO_SEES = {"datasharing.dataresource"}
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label_lower)


def label(model) -> str:
    return model._meta.label_lower


def page(model, rest: str = "") -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{rest}"


def sees(role: str, model) -> bool:
    if role == "admin":
        return True
    is_catalogue = model._meta.app_label in EDITOR_SEES or label(model) in EDITOR_ALSO_SEES
    return role == "editor" and is_catalogue


def changes(role: str, model) -> bool:
    return role == "admin" and label(model) in WORKSHOP


def expected(role: str, *, is_let_in: bool) -> int:
    if role not in ("admin", "editor"):
        return 302
    return 200 if is_let_in else 403


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_looking(model, scenes: Scenes):
    row = model._default_manager.order_by("pk").first()
    before = fingerprint()
    for role in ROLES:
        client = scenes.client(role)
        status = expected(role, is_let_in=sees(role, model))
        assert client.get(page(model)).status_code == status, role
        if row is not None:
            assert client.get(page(model, f"{row.pk}/change/")).status_code == status, role
            assert client.get(page(model, f"{row.pk}/history/")).status_code == status, role
    assert changed(before) == []


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_adding(model, scenes: Scenes):
    before = fingerprint()
    for role in ROLES:
        status = expected(role, is_let_in=changes(role, model))
        client = scenes.client(role)
        assert client.get(page(model, "add/")).status_code == status, role
        if status != 200:
            with taken_back():
                assert client.post(page(model, "add/"), {}).status_code == status, role
                assert changed(before) == []


@pytest.mark.parametrize(
    "model", [model for model in MODELS if label(model) not in WORKSHOP], ids=label
)
def test_rows_that_actions_write_are_never_changed_here(model, scenes: Scenes):
    row = model._default_manager.order_by("pk").first()
    if row is None:
        pytest.skip("No row of this kind in the scenes.")
    before = fingerprint()
    for role in ROLES:
        client = scenes.client(role)
        for rest in (f"{row.pk}/change/", f"{row.pk}/delete/"):
            with taken_back():
                answer = client.post(page(model, rest), {"post": "yes"})
                assert answer.status_code == expected(role, is_let_in=False), (role, rest)
                assert changed(before) == []


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_list_joins_only_what_it_shows(model):
    """Left to itself the admin joins every required relation, five deep: some thirty tables for an
    approval, which the database may join in an order that takes minutes.
    """
    listed = admin.site._registry[model]
    relations = {field.name for field in model._meta.get_fields() if field.many_to_one}
    if relations & set(listed.list_display):
        assert listed.list_select_related not in (True, False)
