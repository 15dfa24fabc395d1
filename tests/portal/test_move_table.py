from __future__ import annotations

import pytest

from portal.errors import MoveRefused
from portal.states.move_table import Move, MoveNotAllowed, Moves

DOOR = Moves(
    [
        Move("open", ("closed",), "open", ("clerk", "officer"), "打开", "Open it"),
        Move("close", ("open",), "closed"),
        Move("close", ("locked",), "walled", ("clerk",)),
        Move("lock", ("closed",), "locked", ("officer",)),
    ]
)
STATES = ("closed", "open", "locked", "walled")
ROLES = ("clerk", "officer", "applicant")
WALKED = {
    ("closed", "open", "clerk"): "open",
    ("closed", "open", "officer"): "open",
    ("open", "close", "clerk"): "closed",
    ("open", "close", "officer"): "closed",
    ("open", "close", "applicant"): "closed",
    ("locked", "close", "clerk"): "walled",
    ("closed", "lock", "officer"): "locked",
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ["open", "close", "lock"])
@pytest.mark.parametrize("state", STATES)
def test_the_whole_table(state, name, role):
    expected = WALKED.get((state, name, role))
    if expected:
        assert DOOR.check(state, name, role) == expected
        assert name in [move.name for move in DOOR.allowed(state, role)]
    else:
        with pytest.raises((MoveRefused, MoveNotAllowed)):
            DOOR.check(state, name, role)
        assert name not in [move.name for move in DOOR.allowed(state, role)]


def test_the_wrong_state_and_the_wrong_role_are_told_apart():
    with pytest.raises(MoveRefused) as refusal:
        DOOR.check("open", "lock", "officer")
    assert (refusal.value.status, refusal.value.details) == (
        409,
        ({"move": "lock", "state": "open"},),
    )
    with pytest.raises(MoveNotAllowed) as refusal:
        DOOR.check("closed", "lock", "clerk")
    assert (refusal.value.status, refusal.value.code) == (403, "move_not_allowed")


def test_the_clockwork_need_not_say_its_role():
    assert DOOR.check("closed", "lock") == "locked"


def test_a_move_that_is_not_in_the_table_is_a_fault_of_the_program():
    with pytest.raises(KeyError, match="open, close, lock"):
        DOOR.check("closed", "paint")


def test_the_table_can_be_read_for_the_documents():
    assert [move.name for move in DOOR] == ["open", "close", "close", "lock"]
    assert DOOR.names == ("open", "close", "lock")
    assert DOOR.states == STATES
    assert DOOR.final_states == ("walled",)


def test_a_state_is_left_by_one_move_of_a_name_only():
    with pytest.raises(ValueError, match="'go' starts twice from 'a'"):
        Moves([Move("go", ("a",), "b"), Move("go", ("a", "c"), "d")])
