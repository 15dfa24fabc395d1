"""Every "no" about promises and their checks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import AlreadyDone, BadInput, MoveRefused, NotFound


class PromiseBarred(MoveRefused):
    """浙江“最多跑一次”改革规定 art. 14: no promise until the record expires."""

    code = "promise_barred"
    message = _("%(who)s有一条失信记录，%(until)s前不能用承诺代替证明。")
    what_to_do = _("请改交证明材料；其他已填的内容都在。")


class CheckNotFound(NotFound):
    code = "check_not_found"
    message = _("没有找到这项承诺核查。")
    what_to_do = _("请在本部门的承诺核查列表里查找。")


class CheckClosed(AlreadyDone):
    code = "check_closed"
    message = _("这项承诺已经核查过，没有再改动。")
    what_to_do = _("请刷新页面查看核查结果。")


class FindingMissing(BadInput):
    code = "finding_missing"
    message = _("没有写明核查情况。")
    what_to_do = _("请写明查了什么、查到什么，申请人会看到。")


class MendByTooSoon(BadInput):
    code = "mend_by_too_soon"
    message = _("整改期限要在今天之后。")
    what_to_do = _("请改一个日期。")


class StillMending(MoveRefused):
    code = "still_mending"
    message = _("整改期限还没有到，不能撤销决定。")
    what_to_do = _("请等申请人整改，或者等期限届满。")
