"""The one application form: what it asks, what is known, what is still wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rest_framework import serializers

from materials.catalogue.elements import said_once
from portal.accounts.actor import Actor
from services.catalogue.form_elements import SECTIONS
from services.catalogue.text import Text
from windows.api.shapes.from_dataclass import shape_of
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.prefilling import known_for
from windows.cases.sections import section_of


@dataclass(frozen=True, slots=True)
class FormField:
    """`prefilled` is known to `origin`; the person only confirms it. `section` is where the form
    asks it.
    """

    element: str
    section: Text
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


def form_fields(case: Case, *, actor: Actor) -> list[FormField]:
    fields = plan_of(case).fields
    said = said_once([field.element for field in fields])
    known = known_for(case, actor, said=said)
    return [
        FormField(
            element=field.element,
            section=SECTIONS[section_of(field, said)],
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
        for field in fields
    ]
