"""What a guide and an exchange say of a material besides asking for it: its standard elements."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from services.catalogue.codelists import (
    Collection,
    MaterialFormat,
    MaterialKind,
    MaterialSource,
    Spared,
    TrustLevel,
)
from services.catalogue.spec import RequirementSpec
from windows.web.editor.forms.base import block, choice, english, line, number, several
from windows.web.editor.forms.elements import ElementsForm


class PaperForm(ElementsForm):
    title = _("材料要素")
    ONE_OF = {
        "material_type": MaterialKind,
        "material_format": MaterialFormat,
        "source_type": MaterialSource,
        "spared": Spared,
        "trust_level": TrustLevel,
    }
    SOME_OF = {"collection": Collection}

    material_code = line(_("标准材料编码"), required=False, most=64)
    material_type = choice(_("材料类型"), (), required=False)
    material_format = choice(_("材料形式"), (), required=False)
    original_num = number(_("原件几份"), hint=_("没有写就留空。"))
    copies_num = number(_("复印件几份"), hint=_("没有写就留空。"))
    page_format = line(_("规格"), required=False, hint=_("例如：A4。"))
    collection = several(_("怎么收"))
    spared = choice(_("怎么做到免提交"), (), required=False)
    source_type = choice(_("来源渠道"), (), required=False)
    source_explain = line(_("来源渠道的说明"), required=False, most=500)
    issuing_body = line(_("由谁出具"), required=False)
    issuing_place = line(_("到哪里开"), required=False, most=500)
    issuing_place_en = english(_("到哪里开（英文）"), most=800)
    issuing_time = line(
        _("时间要求"), required=False, most=500, hint=_("例如：三个月内开具的有效。")
    )
    issuing_time_en = english(_("时间要求（英文）"), most=800)
    handle_case = line(_("什么情形下必要"), required=False, most=500)
    deferred_days = number(
        _("受理后几个工作日内补交"), hint=_("只用于可以容缺后补的材料；没有写就用通常的期限。")
    )
    trust_level = choice(
        _("最低可信等级"),
        (),
        required=False,
        hint=_("不填就都收。填 B 级的，要同时勾选“要到窗口看原件”；以前核对过的不用再看。"),
    )
    fill_explain = block(_("填报须知"), rows=2)
    fill_explain_en = block(_("填报须知（英文）"), rows=2)
    accept_stand = block(_("受理标准"), rows=2)
    accept_stand_en = block(_("受理标准（英文）"), rows=2)
    form_guid = line(_("空白表的网址"), required=False, most=500)
    example_guid = line(_("样表的网址"), required=False, most=500)

    def shown(self, held: RequirementSpec) -> dict[str, Any]:
        return self.shown_elements(held.elements)

    def row(self) -> RequirementSpec:
        held: RequirementSpec = self.held
        return replace(held, elements=self.changed(held.elements))
