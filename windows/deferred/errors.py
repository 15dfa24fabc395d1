"""Every "no" about papers that follow after acceptance."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import AlreadyDone, MoveRefused


class StillToFollow(MoveRefused):
    """`details` names the papers and their days."""

    code = "still_to_follow"
    message = _("容缺受理的材料还没有补齐，不能准予：%(names)s。")
    what_to_do = _("请等申请人补交；到期没有补交的，受理会自动撤销。")


class MayFollow(MoveRefused):
    """Told at acceptance, with its own day: a second notice would be asking twice."""

    code = "may_follow"
    message = _("这份材料受理时已经告知可以后补，期限还没有到。")
    what_to_do = _("请等申请人补交；补交后不符合要求的，再提出。")


class MoreTimeGiven(AlreadyDone):
    code = "more_time_given"
    message = _("这份材料已经宽限过一次，不能再宽限。")
    what_to_do = _("请在现在的期限内补交；来不及的，可以到窗口说明。")


class NoMoreTime(MoveRefused):
    code = "no_more_time"
    message = _("再晚，部门就来不及在承诺的日子办完，期限没有改。")
    what_to_do = _("请在现在的期限内补交。")
