"""The applicant with an account of their own."""

from __future__ import annotations

import pytest

from portal.accounts.models import User


@pytest.fixture
def me(town, client):
    """A browser in which the buyer is logged in."""
    town.buyer.user = User.objects.create_user("buyer-here", display_name=town.buyer.name)
    town.buyer.save(update_fields=["user"])
    client.force_login(town.buyer.user)
    return client
