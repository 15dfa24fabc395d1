"""The one field of the public check."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LookupForm(forms.Form):
    number = forms.CharField(
        label=_("证照编号"),
        help_text=_("印在证照上，例如 330106-2026-00000001。也可以填证照标识。"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
