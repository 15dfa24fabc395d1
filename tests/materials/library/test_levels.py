"""A–D: their order, and the table of moves walked in full."""

import itertools

import pytest

from materials.documents.levels import LEVEL_MOVES, said_level
from portal.accounts.roles import Role
from portal.errors import MoveRefused
from portal.states.move_table import MoveNotAllowed
from services.catalogue.text import Text
from services.catalogue.trust import LEVELS, reaches, strictest

MOVES = {
    ("see_original", "C"): "B",
    ("see_original", "D"): "B",
    ("confirm_issue", "B"): "A",
    ("confirm_issue", "C"): "A",
    ("confirm_issue", "D"): "A",
}
WHO = {"see_original": Role.CLERK, "confirm_issue": Role.OFFICER}


@pytest.mark.parametrize(
    ("name", "level", "role"), list(itertools.product(WHO, LEVELS, list(Role)))
)
def test_every_move_by_everybody(name, level, role):
    target = MOVES.get((name, level))
    if target is None:
        with pytest.raises(MoveRefused):
            LEVEL_MOVES.check(level, name, role)
    elif role != WHO[name]:
        with pytest.raises(MoveNotAllowed):
            LEVEL_MOVES.check(level, name, role)
    else:
        assert LEVEL_MOVES.check(level, name, role) == target


def test_what_is_enough():
    enough = {(level, needed) for level in LEVELS for needed in LEVELS if reaches(level, needed)}
    assert enough == {
        ("A", "A"), ("A", "B"), ("A", "C"), ("A", "D"),
        ("B", "B"), ("B", "C"), ("B", "D"),
        ("C", "C"), ("C", "D"), ("D", "D"),
    }  # fmt: skip
    assert all(reaches(level, "") for level in LEVELS)


def test_the_strictest_of_several():
    assert strictest(["", "C", "B", ""]) == "B"
    assert strictest(["", ""]) == ""
    assert strictest([]) == ""


def test_said_in_both_languages():
    assert said_level("B") == Text(
        "B 级：窗口核对过原件", "B: checked against the original at a window"
    )
