"""Nothing is said in Chinese only."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.db import models
from django.utils import translation
from django.utils.translation import ngettext

from datasharing.resource_list import load_resources
from portal.accounts.actor import SYSTEM
from portal.embedded.translations import LOCALE, compile_changed
from services.catalogue.load_file import load_file
from services.catalogue.regions import load_regions_file
from tests.messages import CHECKOUT, all_messages, in_python, in_template
from tests.reading import CHINESE

PO = LOCALE / "en" / "LC_MESSAGES" / "django.po"
PLACE = re.compile(r"%(?:\(\w+\))?[sd]")
# Values that the catalogue file wants in Chinese.
QUOTED = re.compile("个人|法人|承诺件")


@pytest.fixture(scope="module")
def english() -> dict[tuple[str, str], object]:
    with PO.open("rb") as po:
        catalogue = read_po(po)
    assert not catalogue.obsolete, sorted(catalogue.obsolete)
    assert (catalogue.num_plurals, catalogue.plural_expr) == (2, "(n != 1)")
    return {
        (message.context or "", _forms(message.id)[0]): message
        for message in catalogue
        if message.id
    }


def _forms(said) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def test_every_message_has_english_and_nothing_else_has(english):
    wanted = {(message.context, message.text): where for message, where in all_messages().items()}
    lacking = {key: where for key, where in wanted.items() if key not in english}
    assert lacking == {}
    assert set(english) - set(wanted) == set()


def test_no_translation_is_empty_or_a_guess(english):
    unfinished = [
        message.id
        for message in english.values()
        if message.fuzzy or not all(_forms(message.string))
    ]
    assert unfinished == []


def test_a_message_with_a_plural_has_both_english_forms(english):
    plurals = {(m.context, m.text): m.plural for m in all_messages() if m.plural}
    for key, plural in plurals.items():
        message = english[key]
        assert (message.id[1], len(_forms(message.string))) == (plural, 2)


def test_translations_fill_the_same_places(english):
    different = {}
    for message in english.values():
        places = sorted(PLACE.findall(_forms(message.id)[0]))
        for form in _forms(message.string):
            if sorted(PLACE.findall(form)) != places:
                different[message.id] = form
    assert different == {}


def test_english_is_english(english):
    for message in english.values():
        for form in _forms(message.string):
            ours = QUOTED.sub("", form)
            assert not CHINESE.search(ours), form


def test_what_ends_with_a_full_stop_does_so_in_english(english):
    for (context, text), message in english.items():
        for form in _forms(message.string):
            if not context and text.endswith("。"):
                assert form.endswith((".", "?", ".”")), form


def test_the_finder_finds_every_way_of_marking_a_text():
    python = (
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext as p\n"
        "_('甲' '乙'); ngettext('丙', '丁', 2); p('列', '戊'); other('己')\n"
    )
    assert set(in_python(python)) == {("", "甲乙", ""), ("", "丙", "丁"), ("列", "戊", "")}
    template = (
        "{% load i18n %}{% translate '甲' %}{% translate \"乙\" context 'c' %}"
        "{% blocktranslate count n=x|length with a=b %}"
        "{{ n }} 丙{{ a }}{% plural %}丁{% endblocktranslate %}"
        "{% blocktranslate asvar y %}戊 5%{% endblocktranslate %}{{ z|default:_('己') }}{# 庚 #}"
    )
    assert set(in_template(template)) == {
        ("", "甲", ""),
        ("c", "乙", ""),
        ("", "%(n)s 丙%(a)s", "丁"),
        ("", "戊 5%%", ""),
        ("", "己", ""),
    }


def test_plurals_in_both_languages():
    """There is no catalogue for Chinese: a count falls back to the text itself."""
    with translation.override("zh-hans"):
        said = [ngettext("%(count)d 天", "%(count)d 天", n) % {"count": n} for n in (0, 1, 2)]
    assert said == ["0 天", "1 天", "2 天"]
    with translation.override("en"):
        said = [ngettext("%(count)d 天", "%(count)d 天", n) % {"count": n} for n in (0, 1, 2)]
    assert said == ["0 days", "1 day", "2 days"]


def test_set_up_compiles_only_what_changed(tmp_path):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_bytes(PO.read_bytes())
    assert compile_changed(tmp_path) == 1
    assert compile_changed(tmp_path) == 0
    assert [path.name for path in sorted(folder.iterdir())] == ["django.mo", "django.po"]


@pytest.fixture
def shipped(db) -> None:
    load_regions_file(CHECKOUT / "services/data/regions.yaml", actor=SYSTEM)
    load_resources(actor=SYSTEM)
    load_file(CHECKOUT / "services/data/onethings.yaml", actor=SYSTEM)


def test_every_english_column_of_the_shipped_catalogue_is_filled(shipped):
    looked_at, lacking = 0, set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            original = field.name.removesuffix("_en")
            if original == field.name or not isinstance(field, models.Field):
                continue
            looked_at += 1
            empty = model.objects.exclude(**{original: ""}).filter(**{field.name: ""})
            lacking |= {(model.__name__, field.name, str(row)) for row in empty}
    assert lacking == set()
    assert looked_at > 20


def test_every_pair_of_texts_in_the_shipped_catalogue_has_both(shipped):
    """Lists of [Chinese, English] inside JSON columns."""
    lacking = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.JSONField):
                for held in model.objects.values_list(field.name, flat=True):
                    lacking |= {(model.__name__, field.name, zh) for zh in _half_said(held)}
    assert lacking == set()


def test_a_half_said_pair_is_seen():
    assert _half_said({"fields": [["a", "甲", "", "sensitive"], ["b", "乙", "B"]]}) == ["a"]
    assert _half_said([["甲", ""], ["乙", "B"]]) == ["甲"]
    assert _half_said({"label": "甲", "label_en": ""}) == ["甲"]


def _half_said(held: object) -> list[str]:
    """Chinese without English beside it, in [zh, en], [name, zh, en] and {label, label_en}."""
    if isinstance(held, dict):
        named = [
            value
            for name, value in held.items()
            if f"{name}_en" in held and value and not held[f"{name}_en"]
        ]
        return named + [zh for inner in held.values() for zh in _half_said(inner)]
    if isinstance(held, list):
        texts = [each for each in held if isinstance(each, str)]
        if len(texts) == len(held) and len(texts) in (2, 3, 4) and CHINESE.search("".join(texts)):
            pair = texts[:3][-2:]
            return [] if any(text and not CHINESE.search(text) for text in pair) else texts[:1]
        return [zh for inner in held for zh in _half_said(inner)]
    return []
