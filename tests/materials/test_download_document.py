"""Who may read a document, and what goes out with it."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from materials.actions import store_document
from materials.errors import DocumentNotFound
from materials.policy import register_access
from materials.queries import document_for
from portal.accounts.actor import actor_of
from portal.accounts.models import Applicant, Representation
from portal.accounts.roles import Role
from portal.journal.models import Entry
from tests.materials.conftest import upload
from tests.materials.files import OFD, PDF

pytestmark = pytest.mark.django_db


def opened(response):
    """The response, its file read to the end, which closes it."""
    response.content_read = b"".join(response.streaming_content)
    return response


def address(document):
    return reverse("document", args=[document.pk])


def readings(owner):
    return Entry.objects.filter(stream=f"applicant:{owner.pk}", verb="document.read")


def test_the_owner_reads_and_leaves_no_line(client, stored_document, buyer):
    client.force_login(buyer.user)
    response = opened(client.get(address(stored_document)))
    assert response.status_code == 200
    assert response.content_read == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not readings(buyer).exists()


def test_saved_when_asked_or_when_no_browser_shows_it(client, stored_document, buyer, buyer_actor):
    client.force_login(buyer.user)
    ofd = store_document(buyer, upload=upload(OFD, "a.ofd"), material_type=None, actor=buyer_actor)
    saved = opened(client.get(address(stored_document) + "?download"))
    assert saved["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    shown_nowhere = opened(client.get(address(ofd)))
    assert shown_nowhere["Content-Disposition"] == 'attachment; filename="a.ofd"'


def test_a_representative_reads_the_organisations_document(buyer, clerk, db):
    shop = Applicant.objects.create(
        kind="organisation",
        name="小店",
        id_type="credit_code",
        id_number="91330106MA2B00000X",
        verified_at=timezone.now(),
        verified_how="imported",
    )
    Representation.objects.create(organisation=shop, person=buyer, role="agent")
    document = store_document(shop, upload=upload(), material_type=None, actor=clerk)
    assert document_for(actor_of(buyer.user), document.pk) == document


def test_nobody_else_learns_that_it_exists(
    client, stored_document, buyer, stranger, clerk_user, clerk, officer
):
    for user in (stranger.user, clerk_user):
        client.force_login(user)
        assert client.get(address(stored_document)).status_code == 404
    for actor in (clerk, officer):
        with pytest.raises(DocumentNotFound):
            document_for(actor, stored_document.pk)
    assert client.get(reverse("document", args=[uuid.uuid4()])).status_code == 404
    assert not readings(buyer).exists()


def test_strangers_are_sent_to_log_in(client, stored_document):
    response = client.get(address(stored_document))
    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/login/")


def test_a_rule_opens_it_to_staff_and_each_reading_is_written_down(
    client, stored_document, buyer, clerk_user
):
    register_access(lambda actor, document: actor.kind == Role.CLERK and document.owner == buyer)
    client.force_login(clerk_user)
    for _ in range(2):
        assert opened(client.get(address(stored_document))).status_code == 200
    assert [entry.data["document"] for entry in readings(buyer)] == [str(stored_document.pk)] * 2
    assert {entry.actor_name for entry in readings(buyer)} == {"周窗口"}


def test_lost_bytes_are_said_to_be_unavailable(client, stored_document, buyer, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    client.force_login(buyer.user)
    assert client.get(address(stored_document)).status_code == 503
