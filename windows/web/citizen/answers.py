"""Answers in an address: `?pay=cash&utility=water&utility=gas`.

A question that was asked and answered with nothing keeps an empty value (`utility=`), so that a
link can be shared, Back always works and nothing is stored before anyone applies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from services.catalogue.spec import LifeEventSpec

Pairs = Sequence[tuple[str, str]]


def read(spec: LifeEventSpec, query: QueryDict) -> dict[str, tuple[str, ...]]:
    """What the address answers; other parameters are left alone."""
    asked = set(query.getlist("asked"))
    answers = {}
    for question in spec.questions:
        if question.id in query or question.id in asked:
            answers[question.id] = tuple(value for value in query.getlist(question.id) if value)
    return answers


def pairs(answers: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """(name, value) pairs for hidden inputs and addresses."""
    return [(question, value) for question, values in answers.items() for value in values or ("",)]


def address(answers: Mapping[str, Sequence[str]], more: Pairs = ()) -> str:
    return urlencode([*pairs(answers), *more])


def shared_address(answers: Mapping[str, Sequence[str]], more: Pairs = ()) -> str:
    """The shortest address of the same plan: what nothing was chosen for need not be said."""
    return address({name: values for name, values in answers.items() if values}, more)


def ask_again(
    code: str, question: str, answers: Mapping[str, Sequence[str]], more: Pairs = ()
) -> str:
    """The page of one question with all answers kept."""
    return f"{reverse('questions', args=[code])}?{address(answers, more)}&again={question}"


def key(text: str) -> UUID | None:
    """The draft's own key out of a hidden input; a broken one counts as none."""
    try:
        return UUID(text)
    except ValueError:
        return None
