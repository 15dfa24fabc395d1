"""Rows of a matter's elements: steps of the flow, charges, frequent questions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.catalogue.elements import Charge, Faq, FlowStep
from windows.web.editor.forms.base import PartForm, block, english, line, number
from windows.web.editor.forms.elements import NO, UNKNOWN, YES, stated

FEN = 100
_SAID = {True: YES, False: NO, None: UNKNOWN}


class StepForm(PartForm):
    title = _("办理流程的一个环节")

    link_name = line(_("环节名称"), hint=_("例如：受理、审查、决定、办结、送达。"))
    link_name_en = english()
    handle_dept = line(_("处理部门"), required=False)
    person = line(_("处理人"), required=False)
    handle_day = number(_("几天"), hint=_("按这个事项的时限单位算。"))
    standard = block(_("审查标准"), rows=2)
    result = line(_("环节结果"), required=False, most=500)
    is_special = stated(_("是特别程序吗"))

    def shown(self, held: FlowStep) -> dict[str, Any]:
        return super().shown(held) | {"is_special": _SAID[held.is_special]}

    def row(self) -> FlowStep:
        said = {YES: True, NO: False}
        return FlowStep(
            **self.cleaned_data | {"is_special": said.get(self.cleaned_data["is_special"])}
        )


class ChargeForm(PartForm):
    title = _("收费项目")

    fee_name = line(_("名称"))
    fee_name_en = english()
    fee_stand = line(_("收费标准"), required=False, most=500)
    by_law = line(_("收费依据"), required=False, most=500)
    reduction = line(_("减免"), required=False, most=500)
    yuan = forms.DecimalField(
        label=_("固定金额（元）"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_("不是固定金额就留空。"),
        error_messages={"invalid": _("请填金额，例如 10 或 10.50。")},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def shown(self, held: Charge) -> dict[str, Any]:
        yuan = None if held.cents is None else Decimal(held.cents) / FEN
        return super().shown(held) | {"yuan": yuan}

    def row(self) -> Charge:
        typed = dict(self.cleaned_data)
        yuan = typed.pop("yuan")
        return Charge(**typed, cents=None if yuan is None else int(yuan * FEN))


class FaqForm(PartForm):
    """`question` names a question of the life event in every form, so this one asks for `asked`."""

    title = _("常见问题")

    asked = line(_("问题"), most=500)
    asked_en = english(_("问题（英文）"), most=800)
    answer = block(_("回答"), required=True)
    answer_en = block(_("回答（英文）"))

    def shown(self, held: Faq) -> dict[str, Any]:
        return super().shown(held) | {"asked": held.question, "asked_en": held.question_en}

    def row(self) -> Faq:
        typed = self.cleaned_data
        return Faq(typed["asked"], typed["answer"], typed["asked_en"], typed["answer_en"])
