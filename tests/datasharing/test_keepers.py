"""Who answers for a register: its owner, whatever other departments are called."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from datasharing.disputes.access import evidence_of_their_ticket
from datasharing.disputes.actions import answer_dispute
from datasharing.disputes.errors import DisputeNotFound
from datasharing.disputes.models import DataDispute
from datasharing.disputes.queries import dispute_for, open_disputes
from datasharing.grounds.answering import answer_mismatch
from datasharing.grounds.models import Mismatch
from datasharing.grounds.queries import mismatches
from datasharing.lists.catalogue.owners import assign_owners
from datasharing.lists.duties.queries import slips, tallies
from datasharing.models import DataResource
from materials.documents.removing import remove_document
from materials.documents.uses import uses_of
from materials.errors import DocumentInUse
from materials.models import Blob, Document
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import NotAllowed
from services.models import Department, Region
from tests.datasharing.conftest import CASE, acting_for, refuses
from tests.windows.staff import post

pytestmark = pytest.mark.django_db
POLICE = "公安局"


def police(region: str) -> Department:
    province = Region.objects.get(code="330000")
    where, _ = Region.objects.get_or_create(
        code=region, defaults={"name": region, "level": 2, "parent": province}
    )
    return Department.objects.create(code=f"ga-{region}", name=POLICE, region=where)


def of(department: Department, role: Role = Role.OFFICER) -> Actor:
    code = department.code
    return Actor(role, None, "民警", department_code=code, region_code=department.region_id)


def supervisor(region: str = "330100") -> Actor:
    return Actor(Role.SUPERVISOR, None, "督查", region_code=region)


@pytest.fixture
def here(resources) -> Department:
    """Of two departments of that name the one of the portal's own region owns the register."""
    owner = police("330100")
    police("330200")
    assign_owners()
    return owner


@pytest.fixture
def elsewhere(here) -> Department:
    return Department.objects.get(code="ga-330200")


@pytest.fixture
def evidence(seller) -> Document:
    blob = Blob.objects.create(
        sha256="a" * 64, size=1, media_type="application/pdf", storage_name="a"
    )
    return Document.objects.create(owner=seller, blob=blob, filename="户口簿.pdf")


@pytest.fixture
def dispute(asked, seller, evidence) -> DataDispute:
    return DataDispute.objects.create(
        exchange=asked(seller, "DS01"),
        subject=seller,
        case_number=CASE,
        label="姓名",
        said="陈国墙",
        claimed="陈国强",
        evidence=evidence,
        opened_by_name=seller.name,
        due_on=timezone.localdate() + dt.timedelta(days=7),
    )


def test_the_register_of_one_region_is_not_answered_for_by_another(here, elsewhere, dispute):
    assert DataResource.objects.get(code="DS01").owner == here
    for role in (Role.OFFICER, Role.DATA_OFFICER):
        assert list(open_disputes(of(here, role))) == [dispute]
        assert evidence_of_their_ticket(of(here, role), dispute.evidence)
        assert list(open_disputes(of(elsewhere, role))) == []
        assert not evidence_of_their_ticket(of(elsewhere, role), dispute.evidence)
    with refuses(DisputeNotFound):
        answer_dispute(dispute, outcome="correct", answer="已改", actor=of(elsewhere))
    with refuses(DisputeNotFound):
        dispute_for(of(elsewhere), dispute.pk)
    dispute.refresh_from_db()
    assert dispute.is_open
    assert [slip.kind for slip in slips(here)] == ["correct"]
    assert slips(elsewhere) == []
    assert [(tally.code, tally.owed) for tally in tallies(supervisor())] == [(here.code, 1)]
    done = answer_dispute(dispute, outcome="correct", answer="已改", actor=of(here))
    assert done.state == "corrected"


def test_the_owner_of_the_catalogue_decides_whatever_it_is_called(here, elsewhere, dispute):
    DataResource.objects.filter(code="DS01").update(owner=elsewhere)
    assert list(open_disputes(of(here))) == []
    assert list(open_disputes(of(elsewhere))) == [dispute]
    assert [slip.kind for slip in slips(elsewhere)] == ["correct"]


def test_supervisors_see_their_region_and_answer_for_what_nobody_owns(here, dispute):
    assert list(open_disputes(supervisor())) == [dispute]
    assert list(open_disputes(supervisor("330106"))) == [dispute]
    for region in ("330200", ""):
        assert list(open_disputes(supervisor(region))) == []
    assert not evidence_of_their_ticket(supervisor(), dispute.evidence)
    with refuses(NotAllowed):
        answer_dispute(dispute, outcome="uphold", answer="没错", actor=supervisor())
    DataResource.objects.filter(code="DS01").update(owner=None)
    assert list(open_disputes(of(here))) == []
    assert slips(here) == []
    assert evidence_of_their_ticket(supervisor(), dispute.evidence)
    with refuses(DisputeNotFound):
        answer_dispute(dispute, outcome="uphold", answer="没错", actor=supervisor("330200"))
    done = answer_dispute(dispute, outcome="uphold", answer="没错", actor=supervisor())
    assert done.state == "upheld"


def test_a_supervisor_answers_on_the_page_for_what_nobody_owns(here, dispute):
    watcher, _ = post("督查", Role.SUPERVISOR)
    address = f"/data/disputes/{dispute.pk}/"
    assert "<textarea" not in watcher.get(address).content.decode()
    DataResource.objects.filter(code="DS01").update(owner=None)
    assert "<textarea" in watcher.get(address).content.decode()
    assert _answered(watcher, address) == 302
    dispute.refresh_from_db()
    assert dispute.state == "upheld"


def _answered(browser: Client, address: str) -> int:
    return browser.post(address, {"outcome": "uphold", "answer": "没错"}).status_code


def test_answers_about_somebody_else_follow_the_same_rule(here, elsewhere, asked, seller):
    wrong = Mismatch.objects.create(
        exchange=asked(seller, "DS01"), attempt=1, at=timezone.now(), differing=["id_number"]
    )
    assert list(mismatches(of(here))) == list(mismatches(supervisor())) == [wrong]
    assert list(mismatches(of(elsewhere))) == list(mismatches(supervisor("330200"))) == []
    for actor in (of(elsewhere), supervisor()):
        with refuses(NotAllowed):
            answer_mismatch(wrong, verb="let_stand", answer="没错", actor=actor)
    watcher, _ = post("督查", Role.SUPERVISOR)
    assert "由提供部门答复" in watcher.get("/data/mismatches/").content.decode()
    DataResource.objects.filter(code="DS01").update(owner=None)
    assert "<textarea" in watcher.get("/data/mismatches/").content.decode()
    done = answer_mismatch(wrong, verb="let_stand", answer="没错", actor=supervisor())
    assert done.state == "stood"


def test_evidence_is_kept_as_long_as_its_ticket(here, seller, dispute, evidence):
    with refuses(DocumentInUse, CASE):
        remove_document(evidence, actor=acting_for(seller))
    assert Document.objects.get().removed_at is None
    (use,) = uses_of([evidence.pk])[evidence.pk]
    assert (use.case_number, use.name.zh, use.state.zh, use.name.en) == (
        CASE,
        "数据疑义：姓名",
        "等提供部门核对",
        "Data dispute: 姓名",
    )
