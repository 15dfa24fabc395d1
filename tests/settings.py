"""The portal's settings for tools that only look at the code, such as the type checker."""

from __future__ import annotations

import os

os.environ.setdefault("PORTAL_MODE", "test")

from portal.settings import *  # noqa: F403 (the line above must come first)
