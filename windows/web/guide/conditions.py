"""A condition in words: “怎么付款？”选“商业贷款”或“公积金贷款”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.catalogue.spec import Condition
from services.catalogue.text import Text

Options = Mapping[tuple[str, str], tuple[Text, Text]]
"""(question id, value) → the question and the answer in words."""
Pair = tuple[str, tuple[str, ...]]


def in_words(conditions: Sequence[Condition], options: Options) -> Text | None:
    """When all of these hold; None where they always do."""
    said = [_one(condition, options) for condition in conditions if condition.alternatives]
    return _joined(said, "，并且", ", and ") if said else None


def any_in_words(lists: Sequence[Sequence[Condition]], options: Options) -> Text | None:
    """When all the conditions of any of these lists hold; None where one list always does."""
    said = [in_words(conditions, options) for conditions in lists]
    told = [text for text in said if text is not None]
    if not told or len(told) < len(said):
        return None
    return _joined(list(dict.fromkeys(told)), "；或者", "; or ")


def _one(condition: Condition, options: Options) -> Text:
    """Alternatives about one and the same question are one list of answers."""
    single: dict[str, list[str]] = {}
    several: list[tuple[Pair, ...]] = []
    for every in condition.alternatives:
        if len(every) == 1:
            question, values = every[0]
            single.setdefault(question, []).extend(values)
        else:
            several.append(every)
    pairs = [((question, tuple(dict.fromkeys(values))),) for question, values in single.items()]
    told = [_every(every, options) for every in [*pairs, *several]]
    return _joined(told, "；或者", "; or ")


def _every(every: Sequence[Pair], options: Options) -> Text:
    return _joined([_pair(*pair, options) for pair in every], "，并且", ", and ")


def _pair(question: str, values: tuple[str, ...], options: Options) -> Text:
    asked = next((options[question, v][0] for v in values if (question, v) in options), None)
    asked = asked or Text(question, question)
    named = [options[question, v][1] if (question, v) in options else Text(v, v) for v in values]
    zh = "或".join(f"“{each.zh}”" for each in named)
    en = " or ".join(f"“{each.en or each.zh}”" for each in named)
    return Text(f"“{asked.zh}”选{zh}", f"you answer {en} to “{asked.en or asked.zh}”")


def _joined(texts: Sequence[Text], zh: str, en: str) -> Text:
    return Text(zh.join(text.zh for text in texts), en.join(text.en for text in texts))
