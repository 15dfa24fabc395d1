"""Why a denial is not made."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput


class GroundMissing(BadInput):
    """行政许可法 art. 38: a reason that the applicant could have read beforehand."""

    code = "ground_missing"
    message = _("没有作出决定：不予许可的理由要从办事指南的条件和材料里选。")
    what_to_do = _("请在“不予许可的理由”里勾选一条或几条；自己写的话作为补充。")


class GroundUnknown(BadInput):
    code = "ground_unknown"
    message = _("没有作出决定：所选的理由不在这个事项的指南里。")
    what_to_do = _("请重新打开这件审批，从列出的理由里选。")
