"""docs/process says what the tables of moves say, and the command notices when it does not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import translation

from windows.process_pages import SUBJECTS, pages

FOLDER = settings.CHECKOUT / "docs" / "process"


@pytest.fixture
def a_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "process"))


def test_the_pages_are_fresh():
    assert {file.name: file.read_text("utf-8") for file in FOLDER.glob("*.md")} == pages()


def test_the_readers_language_makes_no_difference():
    with translation.override("zh-hans"):
        in_chinese = pages()
    with translation.override("en"):
        assert pages() == in_chinese


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.file)
def test_every_move_is_told_in_both_languages(subject):
    assert [move.name for move in subject.moves if not (move.sentence and move.sentence_en)] == []


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.file)
def test_every_state_of_the_table_has_a_word_and_a_beginning(subject):
    assert set(subject.moves.states) <= set(subject.states.values)
    assert subject.begins
    assert set(subject.begins) <= set(subject.moves.states)


def test_check_accepts_what_is_fresh(a_copy):
    call_command("write_process_docs", check=True, folder=a_copy)


def test_check_names_what_is_stale_and_writes_nothing(a_copy):
    (a_copy / "case.md").write_text("changed by hand", "utf-8")
    (a_copy / "old.md").write_text("of a table that is gone", "utf-8")

    with pytest.raises(CommandError, match=r"case\.md, old\.md"):
        call_command("write_process_docs", check=True, folder=a_copy)

    assert (a_copy / "case.md").read_text("utf-8") == "changed by hand"


def test_the_command_writes_what_is_stale_and_removes_what_is_gone(a_copy):
    (a_copy / "case.md").write_text("changed by hand", "utf-8")
    (a_copy / "old.md").write_text("of a table that is gone", "utf-8")

    call_command("write_process_docs", folder=a_copy)

    assert {file.name: file.read_text("utf-8") for file in a_copy.glob("*.md")} == pages()
