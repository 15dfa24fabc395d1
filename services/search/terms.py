"""How words are cut, sounded and shortened, the same for what is stored and what is asked. Pure.

A name gives its words, every pair of neighbouring characters, and itself when it is short. So a
query needs no cutting of its own: each stretch of it that is somebody's term is a term.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import rjieba
from pypinyin import lazy_pinyin

from services.catalogue.words import EMPTY_WORDS, first_letters, spelling, tokens_of
from services.search.traditional import simplified

RUN = re.compile(r"[0-9a-z]+|[\u3400-\u9fff]+")
LONGEST_TERM = 8
MARK = "^"
"""In front of terms that nobody types: the first letters of a whole name, which are looked up by
their beginning, and what a list can be narrowed by.
"""
_ZH = re.compile("([zcs])h")
_NG = re.compile("([aei])ng")
_SAID_BY_ALL = """
咨询 关于 有关 相关 请问 问题 办理 申请 要求 条件 政策 流程 手续 程序 材料 资料 需要 怎么 怎么办
如何 什么 可以 能否 是否 为什么 哪里 哪儿 多久 我想 我要 我家 我们 想要 一个 一下 事宜 的人 居民
市民 村民 业主 建议 反映 投诉 希望 地区 今年 去年 现在 时候 到底 应该 谁能 帮我
"""
FILLERS = EMPTY_WORDS.union(_SAID_BY_ALL.split())
_STANDING_BESIDE = """
的了呢吗啊吧我你您他她想要怎么办等在和与及是有把给个请问帮对市县区乡镇村省一不没去到这那就都也还该能会可以前后里上下让用咋弄啥
"""
CHARACTERS = frozenset(_STANDING_BESIDE.strip())
"""Single characters that stand beside words without being part of an unknown one."""


def clean(text: str, longest: int) -> str:
    """Full-width letters made ordinary, capitals small, traditional simplified, blanks single."""
    text = simplified(unicodedata.normalize("NFKC", text.replace("\x00", " ")).lower())
    return " ".join(text.split())[:longest].strip()


def facet_term(facet: str, value: str) -> str:
    """What stands in the index for an audience, a theme or a department."""
    return f"{MARK}={facet} {value}"


def is_han(text: str) -> bool:
    return bool(text) and not text.isascii()


def pairs(run: str) -> Iterator[str]:
    return (run[place : place + 2] for place in range(len(run) - 1))


def words_in(text: str) -> dict[str, None]:
    """Words of two characters and more, and short runs whole: what a typing error may have meant.

    In order of appearance, without doubles.
    """
    found: dict[str, None] = {}
    for run in RUN.findall(text):
        if not is_han(run):
            if len(run) > 1 and run not in FILLERS:
                found[run] = None
            continue
        for word in tokens_of(run):
            if 1 < len(word) <= LONGEST_TERM and word not in FILLERS:
                found[word] = None
        if 1 < len(run) <= LONGEST_TERM:
            found[run] = None
    return found


def terms_in(text: str) -> dict[str, None]:
    """All terms of a name: its words and every pair of neighbouring characters."""
    found = words_in(text)
    for run in RUN.findall(text):
        if is_han(run):
            found |= dict.fromkeys(pair for pair in pairs(run) if pair not in FILLERS)
    return found


def sound_of(text: str) -> str:
    """Pinyin without tones, and without what many speakers do not tell apart (zh/z, eng/en)."""
    return same_sound(spelling(text))


def same_sound(latin: str) -> str:
    return _NG.sub(r"\1n", _ZH.sub(r"\1", latin))


def syllables(run: str) -> list[str]:
    """The sound of each character of a run of Chinese."""
    return [same_sound(each) for each in lazy_pinyin(run)]


def letters_of(text: str) -> str:
    """公积金 → gjj. Word by word, as the same words come again and again."""
    return "".join(_letters(word) for word in rjieba.cut(text))


@lru_cache(maxsize=50_000)
def _letters(word: str) -> str:
    return first_letters(word)


def without_one(word: str) -> Iterator[str]:
    """The word with each of its characters left out in turn."""
    return (word[:place] + word[place + 1 :] for place in range(len(word)))
