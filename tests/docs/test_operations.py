"""The table of environment variables is complete and names nothing that is not read."""

from __future__ import annotations

import base64
import re

import pytest
from django.conf import settings

from portal.settings import environment

PAGE = (settings.CHECKOUT / "docs" / "operations.md").read_text("utf-8")
IN_THE_TABLE = re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE)


class Asked(dict[str, str]):
    """An environment that remembers what was looked up in it."""

    def __init__(self, **variables: str) -> None:
        super().__init__(variables)
        self.names: set[str] = set()

    def get(self, key, default=None):
        self.names.add(key)
        return super().get(key, default)

    def __getitem__(self, key):
        self.names.add(key)
        return super().__getitem__(key)


def test_the_table_has_exactly_what_is_read():
    asked = Asked(PORTAL_MODE="demo")
    environment.read(asked)
    assert sorted(IN_THE_TABLE) == sorted(asked.names)


@pytest.mark.parametrize("name", ["PORTAL_REGION", "PORTAL_LOG_LEVEL", "PORTAL_MODE"])
def test_the_defaults_are_those_of_the_code(name):
    asked = Asked()
    with pytest.raises(Exception, match="SECRET_KEY"):
        environment.read(asked)
    said = re.search(rf"^\| `{name}` \| `(\w+)` \|", PAGE, re.MULTILINE)
    assert said is not None
    fields = {"PORTAL_REGION": "region", "PORTAL_LOG_LEVEL": "log_level", "PORTAL_MODE": "mode"}
    safe = {
        "SECRET_KEY": "k" * environment.SHORTEST_SECRET_KEY,
        "ALLOWED_HOSTS": "portal.example",
        "DATABASE_URL": "postgresql://portal@/portal",
        "REDIS_URL": "redis://localhost/0",
        "DOCUMENT_KEYS": f"2026a:{base64.b64encode(b'k' * 32).decode()}",
    }
    assert getattr(environment.read(safe), fields[name]) == said[1]
