"""Browsers of people who work here: an account, a post, and who they are to the actions."""

from __future__ import annotations

from django.test import Client

from portal.accounts.actor import Actor, actor_of
from portal.accounts.models import Applicant, SignLevel, Staff, User
from portal.accounts.roles import Role

A_MONTH = 31 * 24 * 3600


def post(
    name: str, role: Role, *, department: str = "", level: int = SignLevel.EXAMINER
) -> tuple[Client, Actor]:
    """(browser, actor) of somebody of the city."""
    user = User.objects.create_user(name, display_name=name)
    Staff.objects.create(
        user=user, role=role, department_code=department, region_code="330100", level=level
    )
    return browser(user), actor_of(user)


def citizen(applicant: Applicant) -> Client:
    """The browser of a person."""
    user = User.objects.create_user(f"person{applicant.pk}", display_name=applicant.name)
    applicant.user = user
    applicant.save(update_fields=["user"])
    return browser(user)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session.set_expiry(A_MONTH)  # tests let days go by
    session.save()
    return client
