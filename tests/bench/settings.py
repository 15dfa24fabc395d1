"""The portal's own settings; the process that measures viewflow adds it."""

from __future__ import annotations

import os

from portal.settings import *  # noqa: F403 (settings are made of settings)
from portal.settings import INSTALLED_APPS

if os.environ.get("BENCH_RIVAL") == "viewflow":
    INSTALLED_APPS = [*INSTALLED_APPS, "viewflow", "viewflow.workflow", "tests.bench.flow"]
