"""Answers that nobody can read, and the words about them. What a source says may name people:
numbers are struck out before anything of it is kept, and the text of a program's error is not kept.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager

from datasharing.connectors.base import SourceRefused

LONGEST = 250
WORD = re.compile(r"[\dA-Za-z]+")
NUMBER = re.compile(r"\d{6}")


class Unclear(ValueError):
    """An answer that says nothing clear, told in our own words and without its values."""


@contextmanager
def refusing_nonsense() -> Iterator[None]:
    """An answer that cannot be understood is one; asking again at once would bring the same.

    Of an error that is not ours only the type is told: its text may quote what was in the answer.
    """
    try:
        yield
    except Unclear as error:
        raise SourceRefused(f"The answer is not clear: {error}.") from error
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
        csv.Error,
    ) as error:
        raise SourceRefused(f"The answer cannot be read: {type(error).__name__}.") from error


def harmless(said: str) -> str:
    """Their words as they may be kept: no number that could be somebody's, nothing unprintable."""
    struck = WORD.sub(lambda word: "***" if NUMBER.search(word[0]) else word[0], said)
    return "".join(each if each.isprintable() else " " for each in struck).strip()[:LONGEST]
