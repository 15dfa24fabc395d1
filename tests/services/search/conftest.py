from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.db import transaction

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from services.catalogue.load_file import load_file
from tests.services.conftest import SHIPPED


@pytest.fixture
def shipped(hangzhou):
    load_file(SHIPPED, actor=SYSTEM, region="330100")


@pytest.fixture
def editor() -> Actor:
    return Actor(kind=Role.EDITOR, user_id=None, name="陈编辑")


@pytest.fixture
def citizen() -> Actor:
    return Actor(kind=Role.APPLICANT, user_id=None, name="")


@contextmanager
def refused(error):
    """The act is refused, and its transaction taken back as its door would."""
    with pytest.raises(error), transaction.atomic():
        yield
