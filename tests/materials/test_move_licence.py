"""Suspending, restoring, revoking, cancelling, withdrawing: the whole table."""

import pytest

from materials.actions import move_licence, revoke_licence
from materials.errors import NotTheIssuer, ReasonMissing
from materials.licences.states import IN_ENGLISH, MOVES, LicenceState
from materials.models import Licence
from portal.accounts.actor import SYSTEM
from portal.errors import MoveRefused, NotAllowed
from portal.journal.models import Entry
from tests.materials.conftest import CASE

pytestmark = pytest.mark.django_db

LEADS_TO = {
    ("suspend", "01"): "02",
    ("restore", "02"): "01",
    ("revoke", "01"): "03",
    ("revoke", "02"): "03",
    ("cancel", "01"): "04",
    ("cancel", "02"): "04",
    ("withdraw", "01"): "07",
    ("withdraw", "02"): "07",
}


def now_in(licence, state):
    from django.utils import timezone

    Licence.objects.filter(pk=licence.pk).update(state=state, state_changed_at=timezone.now())


@pytest.mark.parametrize("move", MOVES.names)
@pytest.mark.parametrize("state", LicenceState.values)
def test_every_move_from_every_state(issued_licence, officer, move, state):
    now_in(issued_licence, state)
    target = LEADS_TO.get((move, state))
    if target is None:
        with pytest.raises(MoveRefused):
            move_licence(issued_licence, move=move, reason="依据", actor=officer)
    else:
        move_licence(issued_licence, move=move, reason="依据", actor=officer)
    assert Licence.objects.get().state == (target or state)


def test_every_state_has_a_word_in_both_languages():
    assert set(IN_ENGLISH) == set(LicenceState)


def test_revoking_says_why_and_when(issued_licence, officer):
    licence = revoke_licence(issued_licence, reason=" 材料虚假 ", actor=officer)
    assert (licence.state, licence.state_reason) == ("03", "材料虚假")
    assert licence.state_changed_at is not None
    data = Entry.objects.get(stream=f"case:{CASE}", verb="licence.state_changed").data
    assert (data["before"], data["after"]) == ("有效", "撤销")
    assert (data["before_en"], data["after_en"]) == ("valid", "revoked")


def test_only_the_issuer_and_only_with_a_reason(
    issued_licence, officer, other_officer, buyer_actor, clerk
):
    for actor in (other_officer, buyer_actor, clerk):
        with pytest.raises(NotTheIssuer):
            revoke_licence(issued_licence, reason="依据", actor=actor)
    with pytest.raises(NotAllowed):
        revoke_licence(issued_licence, reason="依据", actor=SYSTEM)
    with pytest.raises(ReasonMissing):
        revoke_licence(issued_licence, reason=" ", actor=officer)
    assert Licence.objects.get().state == "01"
    assert not Entry.objects.filter(verb="licence.state_changed").exists()
