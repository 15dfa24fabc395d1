"""What an exchange needs to know of a matter: its codes, its powers, its place in the register."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from services.catalogue.codelists import (
    DeptType,
    OnlineDepth,
    PowerSource,
    ReviewForm,
    TaskState,
    TaskType,
    UseLevel,
)
from services.catalogue.spec import IncludedMatter
from windows.web.editor.forms.base import block, choice, line, number
from windows.web.editor.forms.elements import ElementsForm


class RegisterForm(ElementsForm):
    title = _("事项目录要素")
    ONE_OF = {
        "power_source": PowerSource,
        "use_level": UseLevel,
        "dept_type": DeptType,
        "project_type": ReviewForm,
        "online_handle_depth": OnlineDepth,
        "task_state": TaskState,
    }

    type = choice(
        _("事项类型"),
        [("", _("没有写")), *((each.zh, each.zh) for each in TaskType)],
        required=False,
    )
    catalog_code = line(_("基本编码"), required=False, most=12, hint=_("12 位。"))
    local_catalog_code = line(_("地方基本目录编码"), required=False, most=36)
    task_code = line(_("实施编码"), required=False, most=31, hint=_("31 位。"))
    task_handle_item = line(_("业务办理项编码"), required=False, most=33, hint=_("33 位。"))
    power_source = choice(_("权力来源"), (), required=False)
    use_level = choice(_("行使层级"), (), required=False)
    use_content = block(_("权限划分和行使内容"), rows=2)
    dept_type = choice(_("实施主体性质"), (), required=False)
    entrust_name = line(_("委托部门"), required=False, hint=_("只有受委托组织才写。"))
    project_type = choice(_("审查类型"), (), required=False)
    online_handle_depth = choice(_("网办深度"), (), required=False)
    online_handle_url = line(_("网办地址"), required=False, most=500)
    service_basis = line(
        _("中介服务的法律依据"),
        required=False,
        most=200,
        hint=_("法律法规规定必须做的中介服务才写；写了，它的时间才不计入办理时限。"),
    )
    extension_days = number(
        _("法律另行规定的延长期限"),
        hint=_("按本事项的计时单位；没有另行规定就留空。"),
    )
    extension_basis = line(_("延长期限的法律依据"), required=False, most=200)
    renews = line(
        _("延续哪一种证照"),
        required=False,
        most=40,
        hint=_("延续事项填原证照的材料编码；有效期届满还没有决定的，视为准予延续。"),
    )
    valid_years = number(_("证照有效期（年）"), hint=_("长期有效就留空。"))
    run_system = line(_("运行系统"), required=False)
    run_level = line(_("运行层级"), required=False)
    task_state = choice(_("事项状态"), (), required=False)

    def shown(self, held: IncludedMatter) -> dict[str, Any]:
        return self.shown_elements(held.matter.elements) | {"type": held.matter.type}

    def row(self) -> IncludedMatter:
        held: IncludedMatter = self.held
        matter = replace(
            held.matter,
            type=self.cleaned_data["type"] or held.matter.type,
            elements=self.changed(held.matter.elements),
        )
        return replace(held, matter=matter)
