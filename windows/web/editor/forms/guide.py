"""What a guide says of a matter and the planner does not compute with: its standard elements."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from services.catalogue.codelists import (
    CodeList,
    DeptType,
    HandleArea,
    HandleForm,
    PowerSource,
    ResultType,
    ServiceTarget,
    UseLevel,
)
from services.catalogue.elements import MatterElements, Remedy
from services.catalogue.spec import IncludedMatter
from windows.web.editor.forms.base import PartForm, block, choice, line, several
from windows.web.page import spoken

ONE_OF: dict[str, type[CodeList]] = {
    "power_source": PowerSource,
    "use_level": UseLevel,
    "dept_type": DeptType,
    "result_type": ResultType,
}
SOME_OF: dict[str, type[CodeList]] = {
    "server_type": ServiceTarget,
    "handle_type": HandleForm,
    "handle_area": HandleArea,
}
YES_OR_NO = ("is_fee", "is_express", "is_pay_online", "is_entry_center")
REMEDIES = {"review": "administrative_review", "suit": "litigation"}
_UNKNOWN, _YES, _NO = "", "yes", "no"
STATED = ((_UNKNOWN, _("没有写")), (_YES, _("是")), (_NO, _("否")))


class GuideForm(PartForm):
    """The most used elements; what an import brought besides stays as it was."""

    title = _("办事指南上的其他内容")

    accept_condition = block(_("受理条件"), rows=2)
    accept_condition_en = block(_("受理条件（英文）"), rows=2)
    prohibition = block(_("不予受理的情形"), rows=2)
    count_limit = line(_("数量限制"), required=False, hint=_("没有限制就留空。"))
    handle_place = line(_("办理地点"), required=False, hint=_("写到几号窗口。"))
    handle_place_en = line(_("办理地点（英文）"), required=False)
    handle_time = line(_("办理时间"), required=False)
    handle_time_en = line(_("办理时间（英文）"), required=False)
    consult_phone = line(_("咨询电话"), required=False, most=60)
    complain_phone = line(_("投诉电话"), required=False, most=60)
    server_type = several(_("服务谁"))
    handle_type = several(_("怎么办理"))
    handle_area = several(_("在哪里都能办"))
    is_fee = choice(_("收费吗"), STATED, required=False)
    is_pay_online = choice(_("能网上付吗"), STATED, required=False)
    is_express = choice(_("能邮寄吗"), STATED, required=False)
    is_entry_center = choice(_("进政务服务中心吗"), STATED, required=False)
    result_type = choice(_("结果是什么"), (), required=False)
    power_source = choice(_("权力来源"), (), required=False)
    use_level = choice(_("行使层级"), (), required=False)
    dept_type = choice(_("实施主体性质"), (), required=False)
    catalog_code = line(_("基本编码"), required=False, most=12)
    task_code = line(_("实施编码"), required=False, most=31)
    review_body = line(_("不服可以向谁申请行政复议"), required=False)
    suit_body = line(_("不服可以向哪个法院起诉"), required=False)

    def prepare(self) -> None:
        for name, listed in ONE_OF.items():
            self.fields[name].choices = [("", _now("没有写")), *_choices(listed)]  # type: ignore[attr-defined]  # a ChoiceField
        for name, listed in SOME_OF.items():
            self.fields[name].choices = _choices(listed)  # type: ignore[attr-defined]  # a ChoiceField

    def shown(self, held: IncludedMatter) -> dict[str, Any]:
        elements = held.matter.elements
        stated = {True: _YES, False: _NO, None: _UNKNOWN}
        return (
            super().shown(elements)
            | {name: stated[getattr(elements, name)] for name in YES_OR_NO}
            | {f"{short}_body": getattr(elements, name).body for short, name in REMEDIES.items()}
        )

    def row(self) -> IncludedMatter:
        held: IncludedMatter = self.held
        elements: MatterElements = held.matter.elements
        typed = dict(self.cleaned_data)
        stated = {_YES: True, _NO: False}
        typed |= {name: stated.get(typed[name]) for name in YES_OR_NO}
        typed |= {name: tuple(typed[name]) for name in SOME_OF}
        for short, name in REMEDIES.items():
            remedy: Remedy = getattr(elements, name)
            typed[name] = replace(remedy, body=typed.pop(f"{short}_body"))
        matter = replace(held.matter, elements=replace(elements, **typed))
        return replace(held, matter=matter)


def _choices(listed: type[CodeList]) -> list[tuple[str, str]]:
    return [(each.value, spoken(each.label)) for each in listed]
