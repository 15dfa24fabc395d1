from __future__ import annotations

import pytest

from windows.rehearsal.choosing import parse_answers


def test_answers_are_read_from_one_argument():
    assert parse_answers("a=x, b=y+z ,c=") == {"a": ["x"], "b": ["y", "z"], "c": []}
    assert parse_answers("") == {}


@pytest.mark.parametrize("text", ["a", "=x", "a=x,a=y", "a=x,,b"])
def test_what_cannot_be_read_is_said(text):
    with pytest.raises(ValueError, match=r"a|=x|b"):
        parse_answers(text)
