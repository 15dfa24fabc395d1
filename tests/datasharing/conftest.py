"""A real registry on loopback for every test here, and a family selling a home."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.utils import timezone

from datasharing import actions, exchanges
from datasharing.models import Consent, Exchange
from datasharing.resource_list import load_resources
from datasharing.sandbox.population import Person, population
from datasharing.sandbox.server import SandboxRegistry
from datasharing.timestamps.authority import AUTHORITY, authority_in
from datasharing.timestamps.server import AuthorityServer
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from tests.datasharing.permits import department_called, permit

CASE = "330106-20261122-000001"
CLERK = Actor(kind=Role.CLERK, user_id=7, name="窗口甲", region_code="330106")


class Registry:
    """The sandbox registry as the tests see it: over HTTP, like everybody else."""

    def __init__(self, url: str) -> None:
        self.url = url

    def control(self, **wish) -> None:
        request = urllib.request.Request(f"{self.url}/_control", json.dumps(wish).encode())
        urllib.request.urlopen(request, timeout=5).read()

    def log(self) -> dict:
        return json.loads(urllib.request.urlopen(f"{self.url}/_log", timeout=5).read())


@pytest.fixture
def registry(registry_server: SandboxRegistry, settings) -> Registry:
    registry_server.mood.log.clear()
    registry_server.mood.control({})
    settings.SANDBOX_REGISTRY_URL = registry_server.url
    settings.DATA_SOURCES = {}
    return Registry(registry_server.url)


@pytest.fixture
def resources(db) -> None:
    load_resources(actor=SYSTEM)
    permit(department_called("自然资源和规划局"))


def applicant_of(person: Person) -> Applicant:
    return Applicant.objects.create(
        kind="person",
        name=person.name,
        id_type="resident_id",
        id_number=person.id_number,
        verified_at=timezone.now(),
        verified_how="demo_registry",
    )


def acting_for(*applicants: Applicant) -> Actor:
    return Actor(
        kind=Role.APPLICANT,
        user_id=None,
        name=applicants[0].name,
        applicant_ids=frozenset(each.pk for each in applicants),
    )


@pytest.fixture
def seller(resources) -> Applicant:
    return applicant_of(population().by_username["chenguoqiang"])


@pytest.fixture
def buyer(resources) -> Applicant:
    return applicant_of(population().by_username["wangxiaoming"])


@pytest.fixture
def consent_of() -> Callable[..., Consent]:
    def give(subject: Applicant, *resources: str, **more) -> Consent:
        given = {"case_number": CASE, "purpose": "办理二手房过户", "via": "online"} | more
        return actions.give_consent(
            subject, resources=resources, actor=acting_for(subject), **given
        )

    return give


@pytest.fixture
def asked(consent_of) -> Callable[..., Exchange]:
    """An exchange under a fresh consent, written down and not yet read."""

    def ask(subject: Applicant, resource: str, **more) -> Exchange:
        if "consent" not in more and "duty" not in more:
            more["consent"] = consent_of(
                subject, resource, case_number=more.get("case", CASE), is_separate=True
            )
        given = {
            "matter_code": "P10-03",
            "requirement": "house_certificate",
            "department_name": "自然资源和规划局",
            "role": "seller",
            "purpose": "核对房屋权属",
            "actor": SYSTEM,
        }
        return exchanges.request(
            more.pop("case", CASE), resource=resource, subject=subject, **(given | more)
        )

    return ask


@pytest.fixture
def read() -> Callable[[Exchange], Exchange]:
    """What the worker does with the exchange's message."""

    def fetch(exchange: Exchange) -> Exchange:
        try:
            exchanges.fetch(exchange_id=str(exchange.pk), of_round=exchange.round)
        finally:
            exchange.refresh_from_db()
        return exchange

    return fetch


@pytest.fixture
def authority_server(tmp_path) -> Iterator[AuthorityServer]:
    """A time-stamping authority of this test's own, over HTTP on loopback."""
    server = AuthorityServer(authority_in(tmp_path / "authority"))
    server.certificates = str(tmp_path / "authority" / AUTHORITY)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def sealing(authority_server, settings) -> AuthorityServer:
    """Seals are set up, with that authority."""
    settings.LEDGER_TSA_URL = authority_server.url
    settings.LEDGER_TSA_CERTIFICATES = authority_server.certificates
    return authority_server


@contextmanager
def refuses(error: type[Exception], match: str | None = None) -> Iterator[None]:
    """The block is refused, and what it had written is taken back, as for an outermost caller."""
    with pytest.raises(error, match=match), transaction.atomic():
        yield
