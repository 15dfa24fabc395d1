"""Finding one's thing by words, by sound, by first letters and with typing errors."""

from __future__ import annotations

import pytest
from pypinyin import Style, pinyin

from portal.accounts.actor import SYSTEM
from services.catalogue.load_file import load_file
from services.queries import search
from services.search import LONGEST_QUERY, find
from services.search.asking import take_apart
from services.search.book import Book
from services.search.traditional import READ_AS


def codes(text: str, **options) -> list[str]:
    return [hit.edition.life_event.code for hit in search(text, **options)]


MEANT = {
    "新生儿出生": "P01",
    "新生儿": "P01",
    "xinshenger": "P01",
    "我家孩子出生了怎么上户口": "P01",
    "孩子上小学入学要什么条件": "P02",
    "结婚": "P03",
    "退休": "P04",
    "退修": "P04",
    "sbk": "P09",
    "二手房过户": "P10",
    "二手房过沪": "P10",
    "公积金贷款": "P12",
    "公基金贷款": "P12",
    "公租房": "P13",
    "开饭店": "E03",
}


@pytest.mark.usefixtures("shipped")
def test_the_thing_meant_comes_first():
    assert {text: (codes(text) or [""])[0] for text in MEANT} == MEANT


@pytest.mark.usefixtures("shipped")
def test_what_sounds_alike_is_found():
    sounds = ("公基金贷款", "gongjijin", "gjj", "gongjijing")
    assert [text for text in sounds if "P12" not in codes(text)] == []


@pytest.mark.usefixtures("shipped")
def test_one_character_more_less_or_other():
    slips = {"食品经营许可正": "E03", "食品经营可证": "E03", "食品经营的许可证": "E03"}
    assert {text: codes(text)[0] for text in slips} == slips


@pytest.mark.usefixtures("shipped")
def test_a_slip_in_latin_letters():
    slips = {"social secuirty card": "P09", "marrige": "P03", "shebaokabuban": "P09"}
    assert {text: codes(text)[0] for text in slips} == slips


@pytest.mark.usefixtures("shipped")
def test_nothing_found_is_an_empty_list():
    texts = ("", "   ", "？！", "火箭发射", "\x00", "' | & ! : *", "zzzzqqqq")
    assert {text: codes(text) for text in texts} == {text: [] for text in texts}


@pytest.mark.usefixtures("shipped")
def test_names_of_places_do_not_hide_the_thing():
    assert codes("咨询西溪街道怎么给小孩办社保卡")[0] == "P09"


@pytest.mark.usefixtures("shipped")
def test_english_words_find_too():
    assert "P10" in codes("house sale transfer")[:3]


@pytest.mark.usefixtures("shipped")
def test_audience_and_limit():
    assert {hit.edition.audience for hit in search("登记", audience="organisation")} == {
        "organisation"
    }
    assert len(codes("登记", limit=2)) == 2


def test_a_life_event_loaded_later_is_found(unseen_loaded):
    assert codes("民宿") == ["X01", "X02"]
    assert codes("minsu")[0] == "X01"


def test_only_the_published_edition_is_found(unseen_loaded, unseen, write):
    unseen["onethings"][0]["name"] = "开办乡村客栈"
    load_file(write(unseen), actor=SYSTEM)
    (hit,) = [each for each in search("开办乡村客栈") if each.score == 100.0]
    assert hit.edition.number == 2


def test_a_long_query_is_cut():
    assert len(take_apart("房" * 5000, Book()).text) == LONGEST_QUERY


@pytest.mark.usefixtures("shipped")
def test_a_code_finds_its_thing():
    assert codes("p10")[0] == "P10"
    assert find("P10-03").matters[0].entry.code == "P10-03"


@pytest.mark.usefixtures("shipped")
def test_two_queries_to_the_database(django_assert_num_queries):
    """The mark of the index, and the editions; the book is read once."""
    search("二手房过户")
    with django_assert_num_queries(2):
        search("二手房过户")


MEANT_OTHERWISE = {
    "結婚登記": "P03",
    "醫療報銷": "P14",
    "我想買房貸款": "P12",
    "gongjijin贷款": "P12",
    "公积金daikuan": "P12",
    "er shou fang 过户": "P10",
    "esf": "P10",
    "gjjdk": "P12",
    "Retirement": "P04",
    "BUY A HOUSE": "P10",
    "ｍａｒｒｉａｇｅ": "P03",
    "退休２０２４": "P04",
    "婚": "P03",
    "买二手房" * 40: "P10",
}


@pytest.mark.usefixtures("shipped")
def test_written_otherwise():
    """Traditional, mixed with pinyin, first letters, English, full width, one character, long."""
    found = {text: find(text).events for text in MEANT_OTHERWISE}
    assert {text: hits[0].entry.code for text, hits in found.items() if hits} == MEANT_OTHERWISE
    for one, other in {"醫療報銷": "医疗报销", "戶口遷移": "户口迁移"}.items():
        codes_of = [[hit.entry.code for hit in find(text).events] for text in (one, other)]
        assert codes_of[0] == codes_of[1] != []


@pytest.mark.usefixtures("shipped")
def test_nothing_to_go_by():
    for text in ("", "，。！？", "《》…——", "$$$", "😀", "１２３４５", "的", "怎么办", "\x00"):
        found = find(text)
        assert (found.count, found.events, found.matters, found.meant) == (0, [], [], []), text


def test_each_traditional_character_sounds_like_its_simplified_one():
    assert len(READ_AS) > 500
    for one, other in READ_AS.items():
        sounds = [
            set(pinyin(char, heteronym=True, style=Style.NORMAL)[0]) for char in (chr(one), other)
        ]
        assert sounds[0] & sounds[1], chr(one)
        assert ord(other) not in READ_AS
