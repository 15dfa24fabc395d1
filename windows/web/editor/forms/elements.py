"""What forms of standard elements share: which fields hold a list's words, yes or no, or texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, ClassVar, TypeVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from services.catalogue.codelists import CodeList
from windows.web.editor.forms.base import PartForm, choice, line
from windows.web.page import spoken

Elements = TypeVar("Elements")
UNKNOWN, YES, NO = "", "yes", "no"
STATED = ((UNKNOWN, _("没有写")), (YES, _("是")), (NO, _("否")))
BETWEEN = "、"
_APART = re.compile(r"[\n、，,；;]+")


def stated(label: Any, *, hint: Any = "") -> Any:
    """Yes, no, or not stated."""
    return choice(label, STATED, required=False, hint=hint)


def words(label: Any) -> Any:
    """Several words in one line."""
    return line(label, required=False, most=500, hint=_("几个之间用顿号隔开。"))


class ElementsForm(PartForm):
    """Fields of the form bear the names of the elements; other elements stay as they were."""

    can_be_moved = False
    ONE_OF: ClassVar[Mapping[str, type[CodeList]]] = {}
    SOME_OF: ClassVar[Mapping[str, type[CodeList]]] = {}
    YES_OR_NO: ClassVar[tuple[str, ...]] = ()
    WORDS: ClassVar[tuple[str, ...]] = ()

    def prepare(self) -> None:
        for name, listed in self.ONE_OF.items():
            self._choices(name).choices = [("", _now("没有写")), *_listed(listed)]
        for name, listed in self.SOME_OF.items():
            self._choices(name).choices = _listed(listed)

    def _choices(self, name: str) -> Any:
        field: forms.Field = self.fields[name]
        return field

    def shown_elements(self, elements: Any) -> dict[str, Any]:
        said = {True: YES, False: NO, None: UNKNOWN}
        return (
            PartForm.shown(self, elements)
            | {name: said[getattr(elements, name)] for name in self.YES_OR_NO}
            | {name: BETWEEN.join(getattr(elements, name)) for name in self.WORDS}
        )

    def changed(self, elements: Elements) -> Elements:
        """The elements as typed."""
        known = {each.name for each in fields(elements)}  # type: ignore[arg-type]  # a dataclass
        typed = {name: held for name, held in self.cleaned_data.items() if name in known}
        said = {YES: True, NO: False}
        typed |= {name: said.get(typed[name]) for name in self.YES_OR_NO}
        typed |= {
            name: tuple(each.value for each in listed if each.value in typed[name])
            for name, listed in self.SOME_OF.items()
        }
        for name in self.WORDS:
            parts = (part.strip() for part in _APART.split(typed[name]))
            typed[name] = tuple(dict.fromkeys(part for part in parts if part))
        return replace(elements, **typed)  # type: ignore[type-var]  # a dataclass


def _listed(listed: type[CodeList]) -> list[tuple[str, str]]:
    return [(each.value, spoken(each.label)) for each in listed]
