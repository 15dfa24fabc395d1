"""What the forms of all parts share: texts in pairs, suggestions, and the row that comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from services.catalogue.spec import LifeEventSpec
from windows.web.editor.place import Place

Label = Any
"""A text, lazy or not."""
ENGLISH = _("英文")
SHORT, LONG = 200, 2000


class PartForm(forms.Form):
    """`held` is the row as the draft has it, None for a new one.

    `row()` is the row as typed; what the form does not show stays as it was.
    """

    title: ClassVar[Label] = ""
    can_be_moved: ClassVar[bool] = True
    """False where there is always one, which nobody takes out."""

    def __init__(
        self,
        spec: LifeEventSpec,
        place: Place,
        held: Any = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, auto_id="edit_%s")
        self.spec, self.place, self.held = spec, place, held
        self.suggestions: dict[str, Sequence[str]] = {}
        """Field → known values, offered while typing."""
        self.prepare()
        if held is not None:
            for name, value in self.shown(held).items():
                self.fields[name].initial = value

    def prepare(self) -> None:
        """Fields and choices that depend on the draft."""

    def shown(self, held: Any) -> dict[str, Any]:
        """The row's values by field: by default those of the same name."""
        return {name: getattr(held, name) for name in self.fields if hasattr(held, name)}

    def row(self) -> Any:
        raise NotImplementedError

    def suggest(self, field: str, values: Sequence[str]) -> None:
        self.suggestions[field] = values
        self.fields[field].widget.attrs["list"] = f"known_{field}"

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """Those that stand one below the other; a form may lay out others by itself."""
        return [self[name] for name in self.fields]


def line(label: Label, *, required: bool = True, most: int = SHORT, hint: Label = "") -> Any:
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        help_text=hint,
        error_messages={"required": _("请填写这一项。")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def english(label: Label = ENGLISH, *, most: int = 2 * SHORT) -> Any:
    return line(label, required=False, most=most)


def block(label: Label, *, required: bool = False, hint: Label = "", rows: int = 3) -> Any:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONG,
        help_text=hint,
        error_messages={"required": _("请填写这一项。")},
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def choice(
    label: Label, choices: Sequence[tuple[str, Label]], *, required: bool = True, hint: Label = ""
) -> Any:
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        required=required,
        help_text=hint,
        error_messages={"required": _("请选一项。"), "invalid_choice": _("没有这个选项。")},
    )


def several(label: Label, choices: Sequence[Any] = (), *, hint: Label = "") -> Any:
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        required=False,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("没有这个选项。")},
    )


def tick(label: Label, *, hint: Label = "", initial: bool = False) -> Any:
    return forms.BooleanField(label=label, required=False, help_text=hint, initial=initial)


def number(label: Label, *, required: bool = False, hint: Label = "") -> Any:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=3650,
        help_text=hint,
        error_messages={
            "invalid": _("请填一个整数。"),
            "required": _("请填一个整数。"),
            "min_value": _("不能小于 0。"),
            "max_value": _("这个数太大了。"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
