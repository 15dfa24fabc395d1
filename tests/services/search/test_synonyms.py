"""Synonyms are kept by editors, count from the next search on, and can be tried before."""

from __future__ import annotations

import pytest
import yaml
from django.core.management import call_command

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.journal.models import Entry
from services.errors import MayNotLoad
from services.models import Synonym
from services.search import find
from services.search.book import with_meaning
from services.search.errors import (
    NoSuchEntry,
    SynonymAlone,
    SynonymExists,
    SynonymRetired,
    SynonymTooCommon,
    SynonymTooLong,
)
from services.search.synonyms import add_synonym, bring_synonyms, change_synonym, retire_synonym
from tests.services.conftest import SHIPPED
from tests.services.search.conftest import refused

pytestmark = pytest.mark.usefixtures("unseen_loaded")
SHIPPED_SYNONYMS = SHIPPED.with_name("synonyms.yaml")


def events(text: str, **options) -> list[str]:
    return [hit.entry.code for hit in find(text, **options).events]


def test_words_that_mean_one_another(editor):
    assert events("小木屋") == []
    add_synonym(["民宿", "小木屋"], actor=editor)
    assert events("小木屋")[0] in ("X01", "X02")
    assert events("我要开个小木屋")[0] in ("X01", "X02")


def test_words_that_mean_one_thing(editor):
    add_synonym(["小木屋"], code="X02", actor=editor)
    assert events("小木屋") == ["X02"]
    entry = Entry.objects.get(verb="catalogue.synonym_added")
    assert (entry.actor_name, entry.data["words"]) == ("陈编辑", "小木屋 = X02")


def test_it_can_be_tried_before(editor):
    present = with_meaning(["小木屋"], "X02")
    assert events("小木屋", present=present) == ["X02"]
    assert events("小木屋") == []
    assert Synonym.objects.count() == 0


def test_changed_and_retired(editor):
    synonym = add_synonym(["小木屋"], code="X02", actor=editor)
    change_synonym(synonym, words=["小木屋"], code="X01", note="更准", actor=editor)
    assert events("小木屋") == ["X01"]
    retire_synonym(synonym, actor=editor)
    assert events("小木屋") == []
    with refused(SynonymRetired):
        change_synonym(synonym, words=["小木屋"], code="X02", note="", actor=editor)
    with refused(SynonymRetired):
        retire_synonym(synonym, actor=editor)


@pytest.mark.parametrize(
    ("words", "code", "refusal"),
    [
        ([], "", SynonymAlone),
        (["小木屋"], "", SynonymAlone),
        (["小木屋", " 小木屋 "], "", SynonymAlone),
        (["小木屋", "房" * 41], "", SynonymTooLong),
        ([f"说法{n}" for n in range(21)], "", SynonymTooLong),
        (["小木屋", "怎么办"], "", SynonymTooCommon),
        (["小木屋"], "Z99", NoSuchEntry),
    ],
)
def test_refused(words, code, refusal, editor):
    with refused(refusal):
        add_synonym(words, code=code, actor=editor)
    assert Synonym.objects.count() == 0


def test_the_same_twice_is_refused(editor):
    add_synonym(["民宿", "小木屋"], actor=editor)
    with refused(SynonymExists):
        add_synonym(["民宿", "小木屋"], actor=editor)
    assert Synonym.objects.count() == 1


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.CLERK, Role.OFFICER, Role.SUPERVISOR])
def test_only_editors(role, editor):
    synonym = add_synonym(["民宿", "小木屋"], actor=editor)
    other = Actor(kind=role, user_id=None, name="别人")
    with refused(MayNotLoad):
        add_synonym(["民宿", "客栈"], actor=other)
    with refused(MayNotLoad):
        change_synonym(synonym, words=["民宿", "客栈"], code="", note="", actor=other)
    with refused(MayNotLoad):
        retire_synonym(synonym, actor=other)
    assert [row.words for row in Synonym.objects.filter(retired_at=None)] == [["民宿", "小木屋"]]


def test_those_of_a_file_come_once_and_stay_as_editors_left_them(editor, tmp_path):
    file = tmp_path / "synonyms.yaml"
    rows = [
        {"key": "lodge", "words": ["民宿", "小木屋"]},
        {"key": "away", "words": ["很远"], "code": "Z99"},
    ]
    file.write_text(yaml.safe_dump({"synonyms": rows}, allow_unicode=True))
    assert bring_synonyms(file, actor=SYSTEM) == 1, "Z99 is not in this catalogue."
    retire_synonym(Synonym.objects.get(key="lodge"), actor=editor)
    assert bring_synonyms(file, actor=SYSTEM) == 0
    assert Synonym.objects.get(key="lodge").retired_at is not None


def test_the_shipped_ones_are_well_formed():
    rows = yaml.safe_load(SHIPPED_SYNONYMS.read_text(encoding="utf-8"))["synonyms"]
    assert len({row["key"] for row in rows}) == len(rows) >= 40
    added = bring_synonyms(SHIPPED_SYNONYMS, actor=SYSTEM)
    assert added == sum(1 for row in rows if "code" not in row)


@pytest.mark.django_db(transaction=True)
def test_they_come_with_the_catalogue(hangzhou, capsys):
    call_command("load_catalogue", str(SHIPPED), region="330100")
    assert Synonym.objects.filter(changed_by_name=SYSTEM.name).count() >= 40
