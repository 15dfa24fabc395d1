"""The one application form: what it asks, what is known, what is still wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rest_framework import serializers

from services.catalogue.text import Text
from windows.api.shapes.from_dataclass import shape_of
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.sharing import prefill


@dataclass(frozen=True, slots=True)
class FormField:
    """`prefilled` was read for this case from `origin`; the person only confirms it."""

    element: str
    label: Text
    hint: Text
    kind: str
    required: bool
    choices: tuple[tuple[str, Text], ...]
    reason: Text
    value: str
    prefilled: str
    origin: Text


@dataclass(frozen=True, slots=True)
class FormFault:
    element: str
    message: Text


FormFieldSerializer = shape_of(FormField, pairs={"choices": ("value", "label")})
FormFaultSerializer = shape_of(FormFault)


class ValuesSerializer(serializers.Serializer[Any]):
    values = serializers.DictField(
        child=serializers.CharField(max_length=4000, allow_blank=True, allow_null=True),
        help_text="Element → value. Only the elements given are changed.",
    )


class SavedSerializer(serializers.Serializer[Any]):
    """Everything was kept; `faults` is what must be put right before handing in."""

    complete = serializers.BooleanField(source="is_complete")
    faults = FormFaultSerializer(many=True)


def form_fields(case: Case) -> list[FormField]:
    known = prefill(case)
    return [
        FormField(
            element=field.element,
            label=field.label,
            hint=field.hint,
            kind=field.kind,
            required=field.required,
            choices=field.choices,
            reason=field.reason,
            value=str(case.form.get(field.element, "")),
            prefilled=known[field.element].value if field.element in known else "",
            origin=known[field.element].origin if field.element in known else Text(""),
        )
        for field in plan_of(case).fields
    ]
