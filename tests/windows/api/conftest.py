"""Everybody of the town with a way in: people by session, department systems by token."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM
from portal.accounts.models import Applicant, User
from portal.accounts.roles import Role
from services.models import Department
from tests.windows import builders as b
from tests.windows.small_catalogue import DEPARTMENTS

PASSWORD = "a-Long-secret-77"


class Caller(APIClient):
    """A client that speaks JSON, under /api/v1, with a fresh key for each POST that names none."""

    def __init__(self, **extra):
        super().__init__(**extra)
        self.default_format = "json"

    def read(self, path, status=200, **query):
        answer = self.get(f"/api/v1/{path}", query)
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    def send(self, path, body=None, status=200, *, key=None, **extra):
        headers = {"Idempotency-Key": str(key or uuid4())}
        answer = self.post(f"/api/v1/{path}", body or {}, headers=headers, **extra)
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    def bare(self, path, body=None, **headers):
        """A POST without a key."""
        return self.post(f"/api/v1/{path}", body or {}, headers=headers)


def person(applicant: Applicant) -> Caller:
    user = User.objects.create_user(username=f"user-{applicant.pk}", display_name=applicant.name)
    applicant.user = user
    applicant.save()
    caller = Caller()
    caller.force_login(user)
    return caller


def staff(role: Role, name: str, **scope) -> Caller:
    member = create_staff(
        username=name, display_name=name, password=PASSWORD, role=role, actor=SYSTEM, **scope
    )
    caller = Caller()
    caller.force_login(member.user)
    return caller


def system(department: Department) -> Caller:
    """Logs in as a business system does: name and password for a token."""
    name = f"system-{department.pk}"
    create_staff(
        username=name,
        display_name=name,
        password=PASSWORD,
        role=Role.DEPARTMENT_SYSTEM,
        department_code=department.code,
        actor=SYSTEM,
    )
    caller = Caller()
    told = caller.send("token/", {"username": name, "password": PASSWORD})
    caller.credentials(HTTP_AUTHORIZATION=f"Token {told['token']}")
    return caller


@pytest.fixture(autouse=True)
def _fresh_counts():
    """Throttles count in the cache, which no test rolls back."""
    cache.clear()


@pytest.fixture
def me(town) -> Caller:
    return person(town.buyer)


@pytest.fixture
def seller(town) -> Caller:
    return person(town.seller)


@pytest.fixture
def stranger(town) -> Caller:
    return person(town.stranger)


@pytest.fixture
def clerk(town) -> Caller:
    return staff(Role.CLERK, "clerk", region_code=b.REGION, centre_code="test-hall")


@pytest.fixture
def supervisor(town) -> Caller:
    return staff(Role.SUPERVISOR, "supervisor", region_code=b.REGION)


@pytest.fixture
def systems(town) -> dict[str, Caller]:
    """Department name → its business system."""
    return {name: system(Department.objects.get(name=name)) for name in DEPARTMENTS}


@pytest.fixture
def nobody(db) -> Caller:
    return Caller()
