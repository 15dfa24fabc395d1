"""A situation as one line of text: the answers to the questions of the life event. Pure.

Nothing about the person is in it: who they are, what they own, where they live.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

LONGEST = 600
"""Longer ones are kept as a hash: they are the same as others, never only similar."""
ALIKE = 2 / 3
"""Of all answers that either situation has, so many are in both."""


def situation_of(answers: Mapping[str, Sequence[str] | str]) -> str:
    """The same for the same answers, in whatever order they were given; "" where none is asked.

    >>> situation_of({"who": ["me"], "pay": ["loan", "cash"]})
    'pay=cash,loan;who=me'
    """
    parts = []
    for question in sorted(answers):
        options = answers[question]
        given = [options] if isinstance(options, str) else list(options)
        if given:
            parts.append(f"{question}={','.join(sorted(given))}")
    said = ";".join(parts)
    return said if len(said) <= LONGEST else "#" + hashlib.sha256(said.encode()).hexdigest()


def is_alike(one: str, other: str) -> bool:
    """The same, or at least two thirds of the answers in common.

    >>> is_alike("a=1;b=2;c=3", "a=1;b=2;c=3;d=4")
    True
    >>> is_alike("a=1;b=2;c=3", "a=1;b=2;c=4")
    False
    """
    if one == other:
        return True
    if one.startswith("#") or other.startswith("#"):
        return False
    mine, theirs = _answers(one), _answers(other)
    return len(mine & theirs) >= ALIKE * len(mine | theirs)


def _answers(said: str) -> frozenset[tuple[str, str]]:
    return frozenset(
        (question, option)
        for part in said.split(";")
        if part
        for question, _, options in (part.partition("="),)
        for option in options.split(",")
    )
