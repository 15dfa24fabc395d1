"""A material that a matter requires: what, from where, of whom, when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from materials.catalogue.models import Requirement
from services.catalogue.spec import Necessity, RequirementSpec, SourceKind, SourceSpec
from services.catalogue.text import Text
from services.revisions.edits.matters import matter_of
from services.revisions.edits.parts import in_lawful_order
from windows.web.editor import vocabulary
from windows.web.editor.forms.base import block, choice, english, line, several, tick
from windows.web.editor.forms.conditions import WithCondition
from windows.web.page import spoken


class RequirementForm(WithCondition):
    title = _("材料")

    material = line(_("材料"), hint=_("同一种材料全程只交一次，请尽量选已有的名称。"), most=200)
    name = line(
        _("在这个事项里怎么称呼"), required=False, most=300, hint=_("和材料名称一样就留空。")
    )
    name_en = english(_("英文名称"), most=500)
    necessity = choice(_("必要性"), Requirement.NECESSITIES)
    sources = several(_("从哪里来"), hint=_("能自己取的，一律不向办事人要；系统按这个顺序找。"))
    about = several(_("是谁的材料"))
    original_at_window = tick(_("要到窗口看原件"), hint=_("会让办事人多跑一趟。"))
    generated_form = tick(_("由申请表自动生成"), hint=_("办事人不用填。"))
    note = block(_("说明"), rows=2)
    note_en = block(_("说明（英文）"), rows=2)

    def prepare(self) -> None:
        super().prepare()
        self.suggest("material", vocabulary.material_names(self.spec))
        held: RequirementSpec | None = self.held
        self.groups = _source_groups(self, held)
        self.fields["sources"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            row for _label, rows in self.groups for row in rows
        ]
        self.fields["sources"].initial = ["applicant:"]
        parties = [("applicant", _now("申请人"))]
        parties += [(p.role, spoken(Text(p.label, p.label_en))) for p in self.spec.parties]
        self.fields["about"].choices = parties  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["about"].initial = ["applicant"]

    def shown(self, held: RequirementSpec) -> dict[str, Any]:
        material = vocabulary.material_name(held.material, self.spec)
        return super().shown(held) | {
            "material": material,
            "name": "" if held.name == material else held.name,
            "sources": [written(source) for source in held.sources],
        }

    @property
    def source_groups(self) -> list[tuple[str, list[forms.boundfield.BoundWidget], bool]]:
        """(kind, its boxes, whether one is ticked), in the lawful order."""
        boxes = {box.data["value"]: box for box in self["sources"].subwidgets}
        return [
            (
                label,
                [boxes[value] for value, _text in rows],
                any(boxes[value].data["selected"] for value, _text in rows),
            )
            for label, rows in self.groups
            if rows
        ]

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [field for field in super().plain_fields if field.name != "sources"]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = self.cleaned_data
        if "sources" in typed and not typed["sources"]:
            self.add_error("sources", _now("请至少选一个来源。"))
        if "about" in typed and not typed["about"]:
            self.add_error("about", _now("请选是谁的材料。"))
        return typed

    def row(self) -> RequirementSpec:
        typed = {name: self.cleaned_data[name] for name in self.base_fields}
        called = typed.pop("material")
        held: RequirementSpec | None = self.held
        if held and called == vocabulary.material_name(held.material, self.spec):
            code = held.material
        else:
            code = vocabulary.material_code(called, self.spec)
        typed |= {
            "material": code,
            "name": typed["name"] or called,
            "necessity": Necessity(typed["necessity"]),
            "sources": in_lawful_order(tuple(read(each) for each in typed["sources"])),
            "about": tuple(typed["about"]),
            "condition": self.condition(),
        }
        if held:
            return replace(held, **typed)
        return RequirementSpec(key=self._new_key(code), **typed)

    def _new_key(self, code: str) -> str:
        rows = matter_of(self.spec, self.place.matter).matter.requirements
        taken = {row.key for row in rows}
        key, number = code, 1
        while key in taken:
            number += 1
            key = f"{code}-{number}"
        return key


def written(source: SourceSpec) -> str:
    """As the value of a box."""
    return f"{source.kind.value}:{source.matter or source.resource}"


def read(value: str) -> SourceSpec:
    kind, _colon, ref = value.partition(":")
    if kind == SourceKind.OUTPUT:
        return SourceSpec(SourceKind.OUTPUT, matter=ref)
    return SourceSpec(SourceKind(kind), resource=ref)


Rows = list[tuple[str, str]]


def _source_groups(form: RequirementForm, held: RequirementSpec | None) -> list[tuple[str, Rows]]:
    """Every source that can be ticked, in the order in which the planner tries them."""
    names = vocabulary.resources()
    others = [each.matter for each in form.spec.matters if each.matter.code != form.place.matter]
    outputs = [
        (f"output:{matter.code}", spoken(Text(matter.name, matter.name_en)))
        for matter in others
        if matter.outputs
    ]
    groups: list[tuple[str, Rows]] = [
        (_now("别的事项的结果"), outputs),
        (
            _now("电子证照"),
            [("licence:", _now("办事人已有的电子证照"))]
            + [(f"licence:{code}", name) for code, name in names],
        ),
        (_now("共享数据"), [(f"resource:{code}", name) for code, name in names]),
        (_now("以前交过、还有效的"), [("document:", _now("材料库里的"))]),
        (_now("告知承诺"), [("commitment:", _now("签一份承诺代替"))]),
        (_now("办事人提供"), [("applicant:", _now("前面都没有时，请办事人交"))]),
    ]
    known = {value for _label, rows in groups for value, _text in rows}
    kinds = list(SourceKind)
    for source in held.sources if held else ():
        if written(source) not in known:
            groups[kinds.index(source.kind)][1].append(
                (written(source), source.matter or source.resource)
            )
    return groups
