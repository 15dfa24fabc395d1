"""The one application form as a Django form, built from the plan: every element once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from portal.days_in_words import days_in_words
from services.catalogue.text import Text
from windows.cases.form_kinds import attributes_of
from windows.cases.form_rules import faults_in
from windows.cases.models import Case
from windows.cases.queries import Prefilled
from windows.clock import today
from windows.corrections.page import NoticePage
from windows.planning.plan import PlannedField
from windows.web.page import spoken


class CaseForm(forms.Form):
    """Renders; `save_form` judges. Only the browser's own kinds of input are set here."""

    def __init__(
        self,
        fields: tuple[PlannedField, ...],
        *,
        values: Mapping[str, Any],
        prefilled: Mapping[str, Prefilled],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data)
        for planned in fields:
            known = prefilled.get(planned.element)
            initial = values.get(planned.element, known.value if known else "")
            self.fields[planned.element] = _field(planned, initial=initial)

    def add_faults(self, faults: Mapping[str, Text]) -> None:
        """What `save_form` found, each beside its field."""
        self.full_clean()
        for element, fault in faults.items():
            if element in self.fields:
                self.add_error(element, spoken(fault))

    def clean(self) -> dict[str, Any]:
        """Faults of the browser's kind are left to `save_form`, which words them."""
        self.errors.clear()
        return self.cleaned_data


def correction_form(
    case: Case, page: NoticePage, *, has_faults: bool, typed: Mapping[str, str] | None = None
) -> CaseForm:
    """Only the fields that the notice asks, as they were typed last: `typed`, else as saved."""
    values = case.form | dict((typed or {}).items())
    form = CaseForm(page.fields, values=values, prefilled={}, data=values)
    if has_faults:
        form.add_faults(faults_in(page.fields, values, today=today()))
    return form


def _field(planned: PlannedField, *, initial: Any) -> forms.Field:
    common: dict[str, Any] = {
        "label": spoken(planned.label),
        "help_text": spoken(planned.hint),
        "required": planned.required,
        "initial": initial,
    }
    if planned.kind == "choice":
        choices = [("", _("请选择"))] + [(value, spoken(text)) for value, text in planned.choices]
        return forms.ChoiceField(choices=choices, **common)
    attributes = attributes_of(planned.kind)
    widget: forms.Widget
    if planned.kind == "long_text":
        widget = forms.Textarea(attrs=attributes)
    elif planned.kind == "date":
        widget = forms.DateInput(attrs=attributes, format="%Y-%m-%d")
    else:
        widget = forms.TextInput(attrs=attributes)
    field = forms.CharField(widget=widget, **common)
    # The server says it better than the browser's bubble, and keeps what was typed.
    field.widget.is_required = False
    return field


def shown_value(planned: PlannedField, values: Mapping[str, Any]) -> str:
    """What was typed, as a person reads it: a choice by its label, a day in words."""
    return spoken(in_words(planned, str(values.get(planned.element) or "")))


def in_words(planned: PlannedField, value: str) -> Text:
    """The same in both languages."""
    chosen = dict(planned.choices).get(value)
    if chosen is not None:
        return chosen
    said = days_in_words(value) if planned.kind == "date" else value
    return said if isinstance(said, Text) else Text(value)
