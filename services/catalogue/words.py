"""Words for searching: what is found and what is asked are cut the same way.

Chinese has no blanks, so rjieba cuts it into words; pinyin finds what was typed by sound (公基金
for 公积金) and what was typed in Latin letters; first letters find `gjj`. Pure: no database here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import rjieba
from pypinyin import Style, lazy_pinyin

_WORD = re.compile(r"[0-9A-Za-z]+|[\u3400-\u9fff]+")
# Said with every request, so they tell nothing about it.
_EMPTY = """
的 了 呢 吗 啊 吧 我 我们 你 您 想 要 想要 需要 怎么 怎么办 怎样 如何 什么 时候 哪里
哪儿 可以 能 能否 为什么 是否 多久 等 办 办理 申请 请求 手续 流程 程序 材料 资料 在
和 与 及 是 有 把 给 个 一个 请问 帮 帮我 一下 关于 对 咨询 问题 相关 有关 事宜 一事
要求 条件 政策 情况 市 县 区 乡 镇 村 居民 村民 业主 加快 速度 网上 a an the to for
of my in on at and or i how do get want need apply
"""
EMPTY_WORDS = frozenset(_EMPTY.split())


def tokens_of(text: str) -> list[str]:
    """Words in order, Latin ones in small letters, marks left out."""
    found: list[str] = []
    for run in _WORD.findall(text):
        if run.isascii():
            found.append(run.lower())
        else:
            found += [word for word in rjieba.cut_for_search(run) if word.strip()]
    return found


def telling(tokens: Iterable[str]) -> list[str]:
    """The tokens that say something; all of them where none does."""
    every = list(dict.fromkeys(tokens))
    return [token for token in every if token not in EMPTY_WORDS] or every


def spelling(text: str) -> str:
    """新生儿 → xinshenger; Latin letters and digits stay."""
    return "".join(lazy_pinyin(text, errors=_latin)).lower()


def first_letters(text: str) -> str:
    """公积金 → gjj."""
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER, errors=_latin)).lower()


def _latin(text: str) -> str:
    return "".join(_WORD.findall(text))
