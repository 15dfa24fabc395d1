"""Issuing: once, numbered, fixed."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from materials.actions import issue_licence
from materials.errors import NotTheIssuer
from materials.licences.identifier import has_right_check
from materials.models import Licence
from materials.queries import licences_of
from portal.accounts.actor import SYSTEM
from portal.journal.models import Entry
from services.catalogue.text import Text
from tests.materials.conftest import CASE

pytestmark = pytest.mark.django_db


def issue(holder, matter, certificate, actor, **others):
    return issue_licence(
        holder,
        matter=matter,
        material_type=certificate,
        department=matter.department,
        case_number=CASE,
        name=Text("不动产权证书", "Property certificate"),
        content={"house_address": "文三路"},
        actor=actor,
        **others,
    )


def test_has_a_number_an_identifier_and_a_state(buyer, matter, certificate, officer):
    licence = issue(buyer, matter, certificate, officer, valid_until=date(2036, 11, 22))
    year = timezone.localdate().year
    assert licence.number == f"330106-{year}-{licence.pk:08d}"
    root, type_code, issuer, serial, version, _ = licence.identifier.rsplit(".", 5)
    assert (root, issuer, version) == ("1.2.156.3005.2", "000000000000330106", "001")
    assert type_code.startswith("0" * 18)
    assert serial == f"{timezone.localdate():%Y%m%d}{licence.pk:08d}"
    assert has_right_check(licence.identifier)
    assert (licence.state, licence.issued_on) == ("01", timezone.localdate())
    assert len(licence.token) == 43
    entry = Entry.objects.get(stream=f"case:{CASE}", verb="licence.issued")
    assert entry.data["number"] == licence.number


def test_carries_the_issuers_credit_code_where_it_has_one(buyer, matter, certificate, officer):
    matter.department.credit_code = "11330105002500287C"
    matter.department.save()
    licence = issue(buyer, matter, certificate, officer)
    assert ".11330105002500287C." in licence.identifier
    assert has_right_check(licence.identifier)


def test_issuing_again_returns_the_first(buyer, stranger, matter, certificate, officer):
    first = issue(buyer, matter, certificate, officer)
    assert issue(buyer, matter, certificate, SYSTEM) == first
    assert issue(stranger, matter, certificate, officer) != first
    assert Entry.objects.filter(verb="licence.issued").count() == 2
    assert list(licences_of(buyer)) == [first]


def test_only_the_department_or_the_clockwork_issues(
    buyer, matter, certificate, buyer_actor, clerk, other_officer
):
    for actor in (buyer_actor, clerk, other_officer):
        with pytest.raises(NotTheIssuer), transaction.atomic():
            issue(buyer, matter, certificate, actor)
    assert not Licence.objects.exists()
    assert issue(buyer, matter, certificate, SYSTEM).holder == buyer


@pytest.mark.parametrize(
    "change",
    [
        {"content": {}},
        {"valid_until": date(2099, 1, 1)},
        {"number": "330106-2026-9"},
        {"token": "guessable"},
    ],
)
def test_the_database_fixes_everything_but_the_state(issued_licence, change):
    with pytest.raises(IntegrityError, match="only its state may change"), transaction.atomic():
        Licence.objects.filter(pk=issued_licence.pk).update(**change)
    with pytest.raises(IntegrityError, match="cannot be deleted"), transaction.atomic():
        issued_licence.delete()
    assert Licence.objects.get().content == issued_licence.content


@pytest.mark.django_db(transaction=True)
def test_rivals_issue_one(buyer, matter, certificate, officer):
    start, issued, faults = threading.Barrier(4), [], []

    def act():
        try:
            start.wait()
            issued.append(issue(buyer, matter, certificate, officer).pk)
        except Exception as fault:  # noqa: BLE001 (shown below)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert (len(issued), len(set(issued))) == (4, 1)
    assert Licence.objects.count() == 1
    assert Entry.objects.filter(verb="licence.issued").count() == 1
