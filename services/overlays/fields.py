"""Fields compared, by their data elements. An addition rests on what the matter cites anew."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import FieldSpec, LegalBasisSpec, MatterSpec
from services.catalogue.text import Text
from services.overlays.demands import Found
from services.overlays.differences import Difference, Kind
from services.overlays.reach import reaches_more
from services.overlays.wording import bare, may_ask_more

FREE_TEXT = ("text", "long_text")
"""Kinds of field that take any answer."""


def field_differences(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    """A field that may be left empty is asked all the same: a new one adds."""
    before = {field.element: field for field in standard.fields}
    after = {field.element: field for field in local.fields}
    for element, field in after.items():
        old = before.get(element)
        if old is None:
            text = Text(
                f"多填一项：{field.label}",
                f"One more field to fill in: {field.label_en or field.label}",
            )
            yield Difference(
                Kind.EXTRA_FIELD, text, adds=True, legal_bases=grounds, element=element
            )
            continue
        for kind, text, adds in _changes(old, field):
            bases = grounds if adds else ()
            yield Difference(kind, text, adds=adds, legal_bases=bases, element=element)
    for element, field in before.items():
        if element not in after:
            text = Text(
                f"不用填：{field.label}", f"No need to fill in: {field.label_en or field.label}"
            )
            yield Difference(Kind.DROPPED_FIELD, text, adds=False, element=element)


def _changes(old: FieldSpec, new: FieldSpec) -> Iterator[Found]:
    zh, en = new.label, new.label_en or new.label
    if new.required and not old.required:
        yield Kind.STRICTER_FIELD, Text(f"“{zh}”变成必填", f"“{en}” must be filled in"), True
    elif old.required and not new.required:
        yield Kind.EASIER_FIELD, Text(f"“{zh}”可以不填", f"“{en}” may be left empty"), False
    if set(old.prefill) - set(new.prefill):
        text = Text(f"“{zh}”要自己填", f"“{en}” is no longer filled in for you")
        yield Kind.WORSE_SOURCE, text, True
    elif set(new.prefill) - set(old.prefill):
        text = Text(f"“{zh}”会自动填好", f"“{en}” is filled in for you")
        yield Kind.BETTER_SOURCE, text, False
    if new.condition != old.condition:
        if reaches_more(old.condition, new.condition):
            text = Text(f"“{zh}”在更多情形下要填", f"“{en}” is asked in more situations")
            yield Kind.OTHER_CONDITION, text, True
        else:
            text = Text(f"“{zh}”在更少的情形下要填", f"“{en}” is asked in fewer situations")
            yield Kind.NARROWER_CONDITION, text, False
    if new.kind != old.kind:
        adds = new.kind not in FREE_TEXT
        kind = Kind.STRICTER_FIELD if adds else Kind.EASIER_FIELD
        yield kind, Text(f"“{zh}”的填法变了", f"“{en}” is filled in another way"), adds
    offered = {value for value, *_labels in new.choices}
    known = {value for value, *_labels in old.choices}
    if offered and (not known or known - offered):
        text = Text(f"“{zh}”可选的少了", f"“{en}” offers fewer choices")
        yield Kind.STRICTER_FIELD, text, True
    elif known != offered:
        text = Text(f"“{zh}”可选的多了", f"“{en}” offers more choices")
        yield Kind.EASIER_FIELD, text, False
    yield from _words(old, new, Text(zh, en))


def _words(old: FieldSpec, new: FieldSpec, label: Text) -> Iterator[Found]:
    """A field or a choice that is called otherwise may ask for something else."""
    labels = {value: text for value, text, _english in old.choices}
    is_other = may_ask_more(old.label, new.label) or any(
        bare(labels[value]) != bare(text)
        for value, text, _english in new.choices
        if value in labels
    )
    if is_other:
        text = Text(
            f"“{old.label}”这一项的问法改了，现在是“{label.zh}”",
            f"“{old.label_en or old.label}” is asked in other words now: “{label.en}”",
        )
        yield Kind.STRICTER_FIELD, text, True
    elif _said(old) != _said(new):
        text = Text(f"“{label.zh}”的文字有变化", f"Words about “{label.en}” changed")
        yield Kind.OTHER_WORDS, text, False


def _said(field: FieldSpec) -> tuple[object, ...]:
    """Which register fills it in first is not felt."""
    choices = {value: labels for value, *labels in field.choices}
    return (field.label, field.label_en, field.hint, field.hint_en, choices)
