"""A town with the shipped catalogue, invented people, a real worker and a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.person import Person
from tests.journeys.snapshot import Snapshot
from tests.windows.rehearse.conftest import registers
from windows.demo.load import load_demo

__all__ = ["registers"]


@pytest.fixture(scope="session")
def loaded_town() -> Snapshot:
    """Filled by the first journey of this process."""
    return Snapshot()


@pytest.fixture
def town(
    browser: Browser, transactional_db, loaded_town: Snapshot, live_worker, registers, settings
) -> None:
    """Catalogue, centre and accounts; no cases yet. Without a browser nothing is loaded."""
    settings.DEMO = True  # invented people log in nowhere else
    if loaded_town.rows:
        loaded_town.restore()
    else:
        load_demo(print, with_cases=False)
        loaded_town.take()


@pytest.fixture
def somebody(town, browser: Browser, live_server) -> Iterator[Callable[..., Person]]:
    """Makes people at browsers; they leave before the database is emptied."""
    people: list[Person] = []

    def arrive(username: str = "", **how) -> Person:
        person = Person(browser, live_server.url, **how)
        people.append(person)
        return person.log_in(username) if username else person

    yield arrive
    for person in people:
        person.close()
