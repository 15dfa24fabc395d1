"""Real servers for every test run; fixtures that several packages share.

The servers start when this file is read, because everything read after it imports models, and
those need settings. The first process starts them; the processes of pytest-xdist find their
addresses in the environment.
"""

from __future__ import annotations

import os
import secrets
from contextlib import ExitStack

import django
import pytest
from django.conf import settings

from portal.embedded import engines, translations

pytest_plugins = ["tests.live_worker", "tests.browser", "tests.append_only", "tests.registry"]

_at_end = ExitStack()
os.environ["PORTAL_MODE"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
os.environ["PORTAL_REDIS_PREFIX"] = f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}:"
os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(64))
os.environ.update(_at_end.enter_context(engines.throwaway()))
if "PYTEST_XDIST_WORKER" not in os.environ:
    translations.compile_changed()
django.setup()
# Real hashing is slow on purpose; the tests create accounts by the hundred.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Otherwise every client that a test makes first looks at every static file there is.
settings.WHITENOISE_AUTOREFRESH = True
# pytest-django would read the settings of the processes of pytest-xdist before this file is.
del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_unconfigure(config: pytest.Config) -> None:
    _at_end.close()
