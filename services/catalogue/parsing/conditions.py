"""`when` and what answers add, as one `Condition`."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from services.catalogue.parsing.cursor import Cursor
from services.catalogue.parsing.questions import Asked
from services.catalogue.parsing.tree import Node, word
from services.catalogue.spec import Condition

Every = tuple[tuple[str, tuple[str, ...]], ...]


def read_when(row: Cursor, asked: Asked) -> tuple[Every, ...]:
    """The alternatives under `when`; none when it is not written."""
    alternatives: list[Every] = []
    node = row.held.get("when")
    if not row.has("when") or node is None:
        return ()
    rows = row.mappings("when") if isinstance(node.value, list) else [row.mapping("when")]
    for each in rows:
        if each is None:
            continue
        if not each.held:
            each.fault("", _("when 是空的。"), _("请写上问题和选项，或者去掉 when。"))
        pairs = [
            (question, _values(each, question, held, asked)) for question, held in each.held.items()
        ]
        order = list(asked.values)
        known = [(question, values) for question, values in pairs if values]
        alternatives.append(tuple(sorted(known, key=lambda pair: order.index(pair[0]))))
    return tuple(every for every in alternatives if every)


def _values(row: Cursor, question: str, held: Node, asked: Asked) -> tuple[str, ...]:
    if question not in asked.values:
        row.fault(
            question,
            _("没有问题 “%(q)s”。") % {"q": question},
            _("这件事的问题有：%(all)s。") % {"all": "、".join(asked.values) or _("无")},
        )
        return ()
    nodes = held.value if isinstance(held.value, list) else [held]
    values = set()
    for node in nodes:
        value = "" if isinstance(node.value, list | dict) else word(node).strip()
        if value not in asked.values[question]:
            row.fault(
                question,
                _("问题 %(q)s 没有选项 “%(v)s”。") % {"q": question, "v": value},
                _("选项有：%(all)s。") % {"all": "、".join(asked.values[question])},
            )
        values.add(value)
    return tuple(value for value in asked.values[question] if value in values)


def together(when: tuple[Every, ...], added: Iterable[tuple[str, str]], asked: Asked) -> Condition:
    """`when` OR any answer in `added`. An answer that `when` names already adds nothing."""
    by_question: dict[str, set[str]] = {}
    for question, value in added:
        named = any(value in values for every in when for name, values in every if name == question)
        if not named:
            by_question.setdefault(question, set()).add(value)
    more = tuple(
        ((question, tuple(each for each in asked.values[question] if each in values)),)
        for question, values in by_question.items()
    )
    return Condition(when + more)
