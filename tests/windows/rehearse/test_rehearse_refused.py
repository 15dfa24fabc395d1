"""Answers that cannot go on, and commands that make no sense: told, and nothing is left behind."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from celery import current_app
from django.conf import settings as the_settings
from django.core.management import CommandError, call_command

from services.catalogue.spec import OutcomeKind
from services.models import Option
from windows.cases.models import Case


def _call(*arguments: str) -> str:
    out = io.StringIO()
    call_command("rehearse", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_answers_that_end_the_case_are_told_with_the_reason(shipped):
    option = Option.objects.filter(
        outcome__in=[OutcomeKind.INELIGIBLE.value, OutcomeKind.HANDED_OVER.value],
        question__edition__state="published",
    ).select_related("question__edition__life_event")[0]
    code = option.question.edition.life_event.code
    out = io.StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command(
            "rehearse", code, "--answers", f"{option.question.code}={option.value}", "--json",
            stdout=out,
        )  # fmt: skip

    assert ended.value.code == 2
    told = json.loads(out.getvalue())
    assert told["outcome"] == option.outcome
    assert told["reasons"][0]["zh"] == option.reason
    assert Case.objects.count() == 0


NONSENSE = [
    (("P10", "--answers", "mortgage=perhaps"), "perhaps"),
    (("P10", "--answers", "mortgage"), "q=o"),
    (("NOSUCH",), "没有找到这件事"),
    ((), "--all"),
    (("P10", "--all"), "--all"),
]


def test_what_makes_no_sense_is_refused(shipped):
    for arguments, said in NONSENSE:
        with pytest.raises(CommandError, match=said):
            _call(*arguments)

    assert Case.objects.count() == 0


def test_without_a_worker_it_says_how_to_get_one(db, monkeypatch):
    class Nobody:
        def ping(self) -> None:
            return None

    monkeypatch.setattr(current_app.control, "inspect", lambda **_: Nobody())

    with pytest.raises(CommandError, match="No worker answers"):
        _call("P10")


def test_production_is_refused(db, settings):
    settings.ENVIRONMENT = replace(the_settings.ENVIRONMENT, mode="production")

    with pytest.raises(CommandError, match="production"):
        _call("P10")
