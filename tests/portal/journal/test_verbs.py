from __future__ import annotations

from string import Formatter

import pytest

from portal.journal.verbs import register_verb, registered_verbs


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


SHIPPED = [verb for name, verb in registered_verbs().items() if not name.startswith("test.")]


@pytest.mark.parametrize("verb", SHIPPED, ids=lambda verb: verb.name)
def test_every_verb_is_told_in_both_languages(verb):
    assert verb.sentence.strip()
    assert verb.sentence_en.strip()
    assert any("\u4e00" <= character <= "\u9fff" for character in verb.sentence)
    assert any("a" <= character <= "z" for character in verb.sentence_en)
    assert len(places(verb.sentence)) == len(places(verb.sentence_en))


def test_the_floors_own_verbs_are_registered():
    assert {"staff.created", "outbox.sent_again", "calendar.year_loaded"} <= set(registered_verbs())


def test_a_verb_without_english_is_refused():
    with pytest.raises(ValueError, match="both languages"):
        register_verb("test.half", sentence="一半", sentence_en="")
    assert "test.half" not in registered_verbs()


def test_a_verb_that_tells_private_data_is_refused():
    with pytest.raises(ValueError, match="private data: phone"):
        register_verb("test.loud", sentence="{phone}", sentence_en="x", private=("phone",))
    assert "test.loud" not in registered_verbs()


def test_one_verb_has_one_sentence():
    first = register_verb("test.once", sentence="一次", sentence_en="once")
    assert register_verb("test.once", sentence="一次", sentence_en="once") == first
    with pytest.raises(ValueError, match="registered twice"):
        register_verb("test.once", sentence="两次", sentence_en="twice")
    assert registered_verbs()["test.once"] == first
