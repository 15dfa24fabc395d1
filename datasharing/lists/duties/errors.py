from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import NotFound


class DutiesNotFound(NotFound):
    code = "duties_not_found"
    message = _("没有找到这个部门的责任清单。")
    what_to_do = _("请从数据清单的首页打开。")
