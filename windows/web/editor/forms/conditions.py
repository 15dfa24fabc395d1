"""The condition builder: tick the answers for which something applies.

Within one block the questions are and-ed, the ticked answers of a question or-ed; blocks are
alternatives. A question without a tick does not matter. There is always one empty block more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from services.catalogue.spec import Condition
from services.catalogue.text import Text
from services.revisions.sentences import condition_in_words
from windows.web.editor.forms.base import PartForm, several
from windows.web.page import spoken

_FIELD = re.compile(r"when_(\d{1,2})_")
MOST_BLOCKS = 20


class WithCondition(PartForm):
    """A form of something that may apply to some situations only."""

    def prepare(self) -> None:
        super().prepare()
        held: Condition = getattr(self.held, "condition", None) or Condition()
        self.block_names: list[list[str]] = []
        for number in range(_blocks(held, self.data)):
            alternatives = held.alternatives
            chosen = dict(alternatives[number]) if number < len(alternatives) else {}
            names = []
            for question in self.spec.questions:
                name = f"when_{number}_{question.id}"
                choices = [(o.value, spoken(Text(o.label, o.label_en))) for o in question.options]
                self.fields[name] = several(spoken(Text(question.text, question.text_en)), choices)
                self.fields[name].initial = chosen.get(question.id, ())
                names.append(name)
            self.block_names.append(names)

    @property
    def condition_blocks(self) -> list[list[forms.BoundField]]:
        return [[self[name] for name in names] for names in self.block_names]

    @property
    def condition_sentence(self) -> Text:
        """As it is in the draft now."""
        held: Condition = getattr(self.held, "condition", None) or Condition()
        return condition_in_words(held, self.spec)

    @property
    def has_condition(self) -> bool:
        held = getattr(self.held, "condition", None)
        return bool(self.is_bound or (held and held.alternatives))

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not _FIELD.match(name)]

    def condition(self) -> Condition:
        """As it was ticked, in the order of the questions and their options."""
        alternatives = []
        for names in self.block_names:
            every = tuple(
                (question.id, tuple(v for v in self._options(question.id) if v in ticked))
                for question, name in zip(self.spec.questions, names, strict=True)
                if (ticked := self.cleaned_data[name])
            )
            if every and every not in alternatives:
                alternatives.append(every)
        return Condition(tuple(alternatives))

    def _options(self, question: str) -> tuple[str, ...]:
        asked = next(each for each in self.spec.questions if each.id == question)
        return tuple(option.value for option in asked.options)


def _blocks(held: Condition, data: Mapping[str, Any]) -> int:
    """As many as the draft has and one more; as many as were sent, if those are more."""
    sent = [int(found[1]) + 1 for name in data if (found := _FIELD.match(name))]
    return min(max(len(held.alternatives) + 1, *sent, 1), MOST_BLOCKS)
