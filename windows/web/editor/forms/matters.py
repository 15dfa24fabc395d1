"""A matter in its life event: who decides it, how long it takes, when it applies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from services.catalogue.spec import DayUnit, Handling, IncludedMatter, LifeEventSpec, MatterSpec
from services.catalogue.text import Text
from services.models import Edition, Matter
from services.revisions.edits.names import new_matter_code
from services.revisions.homes import home_of
from windows.web.editor import vocabulary
from windows.web.editor.forms.base import (
    PartForm,
    block,
    choice,
    english,
    line,
    number,
    several,
)
from windows.web.editor.forms.conditions import WithCondition
from windows.web.page import spoken

MOST_FOUND = 20


class MatterForm(WithCondition):
    title = _("事项")

    name = line(_("名称"))
    name_en = english(_("英文名称"))
    department = choice(_("哪个部门决定"), ())
    handling = choice(_("办件类型"), Edition.HandlingType.choices)
    promised_days = number(_("承诺几天办好"), required=True, hint=_("当场办好填 0。"))
    statutory_days = number(_("法律规定最多几天"), hint=_("法律没有规定就留空。"))
    day_unit = choice(_("按什么算天"), Edition.Unit.choices)
    fee = line(_("收费"), required=False, most=300, hint=_("不收费就留空。"))
    fee_en = english(_("收费（英文）"), most=400)
    visit_reason = line(
        _("为什么非要本人到场"), required=False, most=300, hint=_("不用到场就留空。")
    )
    visit_reason_en = english(_("到场原因（英文）"), most=400)
    starts_after = several(_("要等哪些事项办好才开始"), hint=_("不选就和别的事项同时开始。"))
    note = block(_("说明"), rows=2)
    note_en = block(_("说明（英文）"), rows=2)

    def prepare(self) -> None:
        super().prepare()
        self.fields["handling"].initial = Handling.PROMISED.value
        held = self.held.matter.department if self.held else ""
        self.fields["department"].choices = vocabulary.departments(self.spec, held)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["starts_after"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (each.matter.code, spoken(Text(each.matter.name, each.matter.name_en)))
            for each in self.spec.matters
            if each.matter.code != self.place.key
        ]

    def shown(self, held: IncludedMatter) -> dict[str, Any]:
        matter = super().shown(held.matter)
        return matter | {"starts_after": held.starts_after}

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = self.cleaned_data
        promised, most = typed.get("promised_days"), typed.get("statutory_days")
        if promised is not None and most is not None and promised > most:
            self.add_error("promised_days", _now("承诺的天数不能超过法律规定的天数。"))
        return typed

    def row(self) -> IncludedMatter:
        typed = {name: self.cleaned_data[name] for name in self.base_fields}
        after = tuple(typed.pop("starts_after"))
        typed["handling"] = Handling(typed["handling"])
        typed["day_unit"] = DayUnit(typed["day_unit"])
        held: IncludedMatter | None = self.held
        if held:
            matter = replace(held.matter, **typed)
            return replace(held, matter=matter, condition=self.condition(), starts_after=after)
        taken = {
            *Matter.objects.values_list("code", flat=True),
            *(each.matter.code for each in self.spec.matters),
        }
        matter = MatterSpec(code=new_matter_code(self.spec.code, taken), **typed)
        return IncludedMatter(matter, self.condition(), after)


class BringForm(PartForm):
    """A matter that is published already: searched by its words, then picked."""

    title = _("加一个已有的事项")

    words = line(_("搜索事项"), hint=_("名称、部门或代码。"))
    code = choice(_("要加哪一个"), ())

    def prepare(self) -> None:
        words = str(self.data.get("words") or self.data.get("q") or "").strip()
        self.fields["words"].initial = words
        self.found = _published(words, self.spec)
        self.fields["code"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (edition.matter.code, f"{edition.name} · {edition.department.name}")
            for edition in self.found
        ]

    def row(self) -> Edition:
        picked: str = self.cleaned_data["code"]
        return next(edition for edition in self.found if edition.matter.code == picked)


def _published(words: str, spec: LifeEventSpec) -> list[Edition]:
    """Standard editions in force, of the region that `spec` is published in and not in it yet,
    that hold all the words; none without words.
    """
    taken = {each.matter.code for each in spec.matters}
    home = home_of(spec.code)
    found = Edition.objects.filter(state="published", region=None, matter__department__region=home)
    found = found.exclude(matter__code__in=taken).select_related("matter", "department")
    for word in words.split()[:5]:
        found = (
            found.filter(name__icontains=word)
            | found.filter(department__name__icontains=word)
            | found.filter(matter__code__iexact=word)
        )
    return list(found.order_by("name", "pk")[:MOST_FOUND]) if words else []
