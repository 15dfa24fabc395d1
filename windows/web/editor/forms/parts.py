"""The smaller rows of a matter: fields, results, special procedures, legal bases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from services.catalogue.spec import (
    DayUnit,
    FieldSpec,
    LegalBasisSpec,
    OutputSpec,
    ProcedureSpec,
)
from services.models import Edition, StatuteArticle
from services.revisions.edits.names import new_code
from windows.web.editor import vocabulary
from windows.web.editor.forms.base import (
    PartForm,
    block,
    choice,
    english,
    line,
    number,
    tick,
)
from windows.web.editor.forms.conditions import WithCondition

KINDS = (
    ("text", _("一行文字")),
    ("long_text", _("一段文字")),
    ("id_number", _("身份证号码")),
    ("credit_code", _("统一社会信用代码")),
    ("phone", _("电话")),
    ("date", _("日期")),
    ("money", _("金额")),
    ("area", _("面积")),
    ("number", _("数字")),
    ("choice", _("从几项里选")),
    ("address", _("地址")),
    ("division", _("行政区划代码")),
)
_SLASH = " / "


class FieldForm(WithCondition):
    title = _("要填的一项")

    label = line(_("填什么"), hint=_("几个事项都要的，只问一次，请尽量选已有的名称。"))
    label_en = english()
    kind = choice(_("是什么样的内容"), KINDS)
    choices = block(_("有哪些选项"), hint=_("一行一个；英文写在斜杠后面：自住 / Own use。"))
    required = tick(_("一定要填"), initial=True)
    hint = line(_("提示"), required=False, most=500)
    hint_en = english(_("提示（英文）"), most=500)
    prefill_first = choice(_("先从哪里预填"), (), required=False)
    prefill_second = choice(_("没有再从哪里"), (), required=False)

    def prepare(self) -> None:
        super().prepare()
        self.suggest("label", vocabulary.element_labels(self.spec))
        held = self.held.prefill if self.held else ()
        paths = [
            ("", _now("不预填")),
            ("applicant.phone", _now("账号里的电话")),
            ("applicant.address", _now("账号里的地址")),
        ]
        paths += [row for row in vocabulary.prefills(*held) if row[0] not in dict(paths)]
        for name in ("prefill_first", "prefill_second"):
            self.fields[name].choices = paths  # type: ignore[attr-defined]  # a ChoiceField

    def shown(self, held: FieldSpec) -> dict[str, Any]:
        first, second, *_rest = (*held.prefill, "", "")
        lines = [label + (_SLASH + en if en else "") for _value, label, en in held.choices]
        return super().shown(held) | {
            "choices": "\n".join(lines),
            "prefill_first": first,
            "prefill_second": second,
        }

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = self.cleaned_data
        if typed.get("kind") == "choice" and not typed.get("choices", "").strip():
            self.add_error("choices", _now("请写出可以选的各项。"))
        return typed

    def row(self) -> FieldSpec:
        typed = {name: self.cleaned_data[name] for name in self.base_fields}
        paths = [typed.pop("prefill_first"), typed.pop("prefill_second")]
        held: FieldSpec | None = self.held
        paths += held.prefill[2:] if held else ()
        typed["choices"] = self._choices(typed["choices"]) if typed["kind"] == "choice" else ()
        typed |= {
            "prefill": tuple(dict.fromkeys(path for path in paths if path)),
            "condition": self.condition(),
        }
        if held:
            return replace(held, **typed)
        return FieldSpec(element=vocabulary.element_code(typed["label"], self.spec), **typed)

    def _choices(self, text: str) -> tuple[tuple[str, str, str], ...]:
        """A choice that keeps its words keeps its value: answers already given stay readable."""
        values = {label: value for value, label, _en in self.held.choices} if self.held else {}
        found: dict[str, tuple[str, str, str]] = {}
        for said in text.splitlines():
            label, _slash, en = (part.strip() for part in said.partition("/"))
            if label:
                taken = {*values.values(), *found}
                value = values.get(label) or new_code(label, taken, english=en)
                found[value] = (value, label, en)
        return tuple(found.values())


class OutputForm(PartForm):
    title = _("办好后给什么")

    name = line(_("名称"))
    name_en = english(_("英文名称"))
    is_licence = tick(_("是证照，以后还能用"), hint=_("不选就只是一张结果通知。"), initial=True)
    window_only = tick(_("只能到窗口领"), hint=_("没有电子版，也不能邮寄；会让办事人多跑一趟。"))

    def prepare(self) -> None:
        self.suggest("name", vocabulary.material_names(self.spec))

    def row(self) -> OutputSpec:
        held: OutputSpec | None = self.held
        if held:
            return replace(held, **self.cleaned_data)
        code = vocabulary.material_code(self.cleaned_data["name"], self.spec)
        return OutputSpec(material=code, **self.cleaned_data)


class ProcedureForm(WithCondition):
    title = _("特别程序")

    name = line(_("名称"), hint=_("例如：公示、现场核查、专家评审。"))
    name_en = english(_("英文名称"))
    days = number(_("要加几天"), hint=_("没有规定就留空。"))
    unit = choice(_("按什么算天"), Edition.Unit.choices)
    attended = tick(_("办事人要在场"), hint=_("会让办事人多跑一趟。"))

    def row(self) -> ProcedureSpec:
        typed = {name: self.cleaned_data[name] for name in self.base_fields}
        typed |= {"unit": DayUnit(typed["unit"]), "condition": self.condition()}
        return replace(self.held, **typed) if self.held else ProcedureSpec(**typed)


class BasisForm(PartForm):
    """An article that the portal has the text of counts as checked.

    What is quoted is what was typed and nothing else: a quotation can carry a demand
    (`services.overlays.differences.new_bases`). The guide shows the article's text without one.
    """

    title = _("法律依据")

    law = line(_("法律法规"), hint=_("写全称，不加书名号。"))
    article = line(_("第几条"), required=False, most=40, hint=_("只写数字，例如 32。"))
    text = block(_("条文原文"), hint=_("只写用到的那几句，一字不差；不写也行。"))

    def prepare(self) -> None:
        self.suggest("law", vocabulary.laws())

    def clean_law(self) -> str:
        return str(self.cleaned_data["law"]).strip("《》 ")

    def clean_article(self) -> str:
        return str(self.cleaned_data["article"]).removeprefix("第").removesuffix("条").strip()

    def row(self) -> LegalBasisSpec:
        law, article, text = (self.cleaned_data[name] for name in ("law", "article", "text"))
        is_known = StatuteArticle.objects.filter(law=law, article=article).exists()
        return LegalBasisSpec(law, article, checked=is_known, text=text)
