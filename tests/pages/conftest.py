"""All pages are walked once in a run, whichever process comes first."""

from __future__ import annotations

import fcntl

import pytest

from tests.access.conftest import told
from tests.pages.collecting import Collection, collect


@pytest.fixture(scope="session")
def collection(
    request, django_db_setup, django_db_blocker, registry_server, tmp_path_factory
) -> Collection:
    own = tmp_path_factory.getbasetemp()
    place = own.parent if hasattr(request.config, "workerinput") else own
    file = place / "pages.json"
    with (place / "pages.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            limit = "materials.licences.limits.LOOKUPS_A_MINUTE"
            with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
                patch.setattr(limit, 10_000)  # thirteen roles at once are no visitor who guesses
                with told(registry_server, tmp_path_factory) as scenes:
                    collect(scenes).write(file)
    return Collection.read(file)


@pytest.fixture
def _django_db_helper(collection: Collection) -> None:
    """What is saved needs no database any more; the mark only has it made before."""
