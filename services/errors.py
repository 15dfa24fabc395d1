"""The refusals of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, NotAllowed, NotFound
from services.catalogue.faults import Fault


class CatalogueRefused(BadInput):
    """The file has faults. `faults` are all of them, each with its place; nothing was written."""

    code = "catalogue_refused"
    message = _("目录文件有 %(count)s 处错误，没有写入任何内容。")
    what_to_do = _("请按列出的位置逐一改正，再重新载入。")

    def __init__(self, faults: Sequence[Fault], warnings: Sequence[Fault] = ()) -> None:
        super().__init__(details=[str(fault) for fault in faults], count=len(faults))
        self.faults = tuple(faults)
        self.warnings = tuple(warnings)


class LawsRefused(BadInput):
    """The file of statutes has bad lines. `faults` are those found; nothing was written."""

    code = "laws_refused"
    message = _("法律条文文件有 %(count)s 处错误，没有写入任何内容。")
    what_to_do = _("请按列出的行号改正，再重新载入。")

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(details=[str(fault) for fault in faults], count=len(faults))
        self.faults = tuple(faults)


class MayNotLoad(NotAllowed):
    code = "may_not_load_catalogue"
    message = _("您不能修改事项目录。")
    what_to_do = _("请由事项管理员或系统管理员来做。")


class NoSuchLifeEvent(NotFound):
    code = "no_such_life_event"
    message = _("没有找到这件事。")
    what_to_do = _("它可能已经停办或改名，请回到首页搜索。")


class NoSuchRegion(NotFound):
    code = "no_such_region"
    message = _("没有代码为 %(code)s 的行政区划。")
    what_to_do = _("请先用 load_regions 载入行政区划，或者换一个代码。")
