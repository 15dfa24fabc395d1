"""What a guide says of a matter and the planner does not compute with: its standard elements."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from services.catalogue.codelists import HandleArea, HandleForm, ResultType, ServiceTarget
from services.catalogue.elements import MatterElements, Remedy
from services.catalogue.spec import IncludedMatter
from windows.web.editor.forms.base import block, choice, english, line, number, several
from windows.web.editor.forms.elements import ElementsForm, stated, words

REMEDIES = {"review": "administrative_review", "suit": "litigation"}
_PARTS = ("body", "body_en", "address", "phone")


class GuideForm(ElementsForm):
    """What people read; what an exchange needs besides has a form of its own."""

    title = _("办事指南上的其他内容")
    ONE_OF = {"result_type": ResultType}
    SOME_OF = {"server_type": ServiceTarget, "handle_type": HandleForm, "handle_area": HandleArea}
    YES_OR_NO = (
        *("is_fee", "is_pay_online", "is_express", "is_entry_center"),
        *("is_schedule", "is_online"),
    )
    WORDS = ("user_topic_type", "corp_topic_type", "other_dept")

    accept_condition = block(_("受理条件"), rows=2)
    accept_condition_en = block(_("受理条件（英文）"), rows=2)
    prohibition = block(_("不予受理的情形"), rows=2)
    prohibition_en = block(_("不予受理的情形（英文）"), rows=2)
    count_limit = line(_("数量限制"), required=False, hint=_("没有限制就留空。"))
    count_limit_en = english(_("数量限制（英文）"))
    anticipate_explain = line(_("法定时限的说明"), required=False, most=500)
    anticipate_explain_en = english(_("法定时限的说明（英文）"), most=800)
    promise_explain = line(_("承诺时限的说明"), required=False, most=500)
    promise_explain_en = english(_("承诺时限的说明（英文）"), most=800)
    handle_place = line(_("办理地点"), required=False, hint=_("写到几号窗口。"))
    handle_place_en = english(_("办理地点（英文）"))
    handle_time = line(_("办理时间"), required=False)
    handle_time_en = english(_("办理时间（英文）"))
    consult_phone = line(_("咨询电话"), required=False, most=60)
    complain_phone = line(_("投诉电话"), required=False, most=60)
    server_type = several(_("服务谁"))
    user_topic_type = words(_("面向自然人的主题"))
    corp_topic_type = words(_("面向法人的主题"))
    handle_type = several(_("怎么办理"))
    handle_area = several(_("在哪里都能办"))
    limit_explain = line(_("异地办理的说明"), required=False, most=500)
    limit_scene_num = number(_("要到现场几次"), hint=_("没有写就留空；系统另按方案计算。"))
    limit_scene_explain = line(_("到现场的原因"), required=False, most=500)
    limit_scene_explain_en = english(_("到现场的原因（英文）"), most=800)
    is_online = stated(_("能网上办吗"))
    is_schedule = stated(_("能预约吗"))
    is_fee = stated(_("收费吗"))
    fee_basis = line(_("收费依据"), required=False, most=500)
    is_pay_online = stated(_("能网上付吗"))
    is_express = stated(_("能邮寄吗"))
    is_entry_center = stated(_("进政务服务中心吗"))
    other_dept = words(_("联办机构"))
    service_type = line(_("中介服务"), required=False, most=500)
    result_type = choice(_("结果是什么"), (), required=False)
    result_guid = line(_("结果样本的网址"), required=False, most=500)
    right_enjoy_by_law = block(_("申请人的权利"), rows=2)
    right_enjoy_by_law_en = block(_("申请人的权利（英文）"), rows=2)
    duty_perform_by_law = block(_("申请人的义务"), rows=2)
    duty_perform_by_law_en = block(_("申请人的义务（英文）"), rows=2)
    review_body = line(_("不服可以向谁申请行政复议"), required=False)
    review_body_en = english(_("行政复议机关（英文）"))
    review_address = line(_("行政复议机关的地址"), required=False)
    review_phone = line(_("行政复议机关的电话"), required=False, most=60)
    suit_body = line(_("不服可以向哪个法院起诉"), required=False)
    suit_body_en = english(_("法院（英文）"))
    suit_address = line(_("法院的地址"), required=False)
    suit_phone = line(_("法院的电话"), required=False, most=60)

    def shown(self, held: IncludedMatter) -> dict[str, Any]:
        elements = held.matter.elements
        remedies = {
            f"{short}_{part}": getattr(getattr(elements, name), part)
            for short, name in REMEDIES.items()
            for part in _PARTS
        }
        return self.shown_elements(elements) | remedies

    def row(self) -> IncludedMatter:
        held: IncludedMatter = self.held
        remedies: dict[str, Any] = {
            name: Remedy(**{part: self.cleaned_data[f"{short}_{part}"] for part in _PARTS})
            for short, name in REMEDIES.items()
        }
        elements: MatterElements = replace(self.changed(held.matter.elements), **remedies)
        return replace(held, matter=replace(held.matter, elements=elements))
