"""A promise in place of a proof: once, in the words shown."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from materials.actions import sign_commitment
from materials.errors import CommitmentEmpty, CommitmentSignedOtherwise, NotYourMaterial
from materials.models import Commitment
from portal.journal.models import Entry
from services.catalogue.text import Text
from tests.materials.conftest import CASE

pytestmark = pytest.mark.django_db
PROMISE = Text("我承诺这是家庭唯一住房。", "I declare that this is my family's only home.")


def sign(buyer, certificate, actor, text=PROMISE):
    return sign_commitment(
        buyer, case_number=CASE, material_type=certificate, text=text, actor=actor
    )


def test_keeps_the_words_who_signed_and_how(buyer, certificate, buyer_actor):
    commitment = sign(buyer, certificate, buyer_actor)
    assert (commitment.text, commitment.text_en) == (PROMISE.zh, PROMISE.en)
    assert (commitment.signed_by_name, commitment.signed_how) == ("王小明", "online")
    entry = Entry.objects.get(stream=f"case:{CASE}", verb="commitment.signed")
    assert entry.data["signed_by"] == buyer.masked_name
    assert abs((timezone.now() - commitment.signed_at).total_seconds()) < 10


def test_at_the_window_the_person_signs_before_the_clerk(buyer, certificate, clerk):
    commitment = sign(buyer, certificate, clerk)
    assert (commitment.signed_by_name, commitment.signed_how) == ("王小明", "window")
    assert Entry.objects.get(verb="commitment.signed").actor_name == "周窗口"


def test_signing_the_same_words_again_finds_the_first(buyer, certificate, buyer_actor):
    first = sign(buyer, certificate, buyer_actor)
    assert sign(buyer, certificate, buyer_actor) == first
    assert Entry.objects.filter(verb="commitment.signed").count() == 1


def test_other_words_are_refused(buyer, certificate, buyer_actor):
    sign(buyer, certificate, buyer_actor)
    with pytest.raises(CommitmentSignedOtherwise) as refused:
        sign(buyer, certificate, buyer_actor, Text("我承诺别的。"))
    assert refused.value.status == 409
    assert [each.text for each in Commitment.objects.all()] == [PROMISE.zh]


def test_an_empty_promise_is_refused(buyer, certificate, buyer_actor):
    with pytest.raises(CommitmentEmpty):
        sign(buyer, certificate, buyer_actor, Text("  "))
    assert not Commitment.objects.exists()


def test_nobody_signs_for_another(buyer, certificate, stranger_actor, officer):
    for actor in (stranger_actor, officer):
        with pytest.raises(NotYourMaterial):
            sign(buyer, certificate, actor)
    assert not Commitment.objects.exists()


def test_the_database_keeps_it_as_signed(buyer, certificate, buyer_actor):
    commitment = sign(buyer, certificate, buyer_actor)
    with pytest.raises(IntegrityError, match="signed"), transaction.atomic():
        Commitment.objects.filter(pk=commitment.pk).update(text="别的")
    with pytest.raises(IntegrityError, match="signed"), transaction.atomic():
        commitment.delete()
    assert Commitment.objects.get().text == PROMISE.zh
