"""The refusals of the data catalogue."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, NotFound


class ResourceNotFound(NotFound):
    code = "resource_not_found"
    message = _("没有找到这项数据。")
    what_to_do = _("请在数据目录里查找。")


class ResourceFaulty(BadInput):
    code = "resource_faulty"
    message = _("不能这样保存：%(why)s。没有保存。")
    what_to_do = _("请改好后再保存一次。")
