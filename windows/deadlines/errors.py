"""Every "no" of the clock."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import AlreadyDone, BadInput, MoveRefused, NotAllowed


class NoSuchGround(BadInput):
    """行政许可法 art. 45 names eight; another must be a procedure of the matter's own statute."""

    code = "no_such_ground"
    message = _("这不是可以暂停计时的情形，期限没有停。")
    what_to_do = _("请从列出的情形中选择；办事指南没有写明的程序不能暂停。")


class AgentTimeCounts(BadInput):
    """浙江“最多跑一次”改革规定 art. 28: only what a law or regulation wants does not count."""

    code = "agent_time_counts"
    message = _("这项中介服务不是法律法规规定必须做的，时间计入办理时限，期限没有停。")
    what_to_do = _("请在现有期限内办完；办事指南写明了法律依据的中介服务才能暂停。")


class StopNeedsReason(BadInput):
    code = "stop_needs_reason"
    message = _("没有写明为什么暂停、需要多少时间，期限没有停。")
    what_to_do = _("请写明所需时间和理由，申请人会收到书面告知。")


class ClockRuns(MoveRefused):
    code = "clock_runs"
    message = _("这件审批的期限没有暂停。")
    what_to_do = _("请刷新页面查看现在的期限。")


class ExtendedAlready(AlreadyDone):
    """行政许可法 art. 42: once."""

    code = "extended_already"
    message = _("这件审批已经提出过延长，只能延长一次。")
    what_to_do = _("请在现有期限内作出决定。")


class ExtensionTooLong(BadInput):
    code = "extension_too_long"
    message = _("最多可以延长 %(most)s 日。")
    what_to_do = _("请改短一些。")


class ExtensionAnswered(AlreadyDone):
    code = "extension_answered"
    message = _("这次延长已经答复过了。")
    what_to_do = _("请刷新页面查看答复。")


class NotTheHead(NotAllowed):
    """行政许可法 art. 42: the head of the authority; never whoever asked for it."""

    code = "not_the_head"
    message = _("延长要由负责人批准，提出的人不能自己批准。")
    what_to_do = _("请由本部门负责人办理；几个部门一起延长的，由本级政府负责人办理。")


class NotJoint(BadInput):
    """行政许可法 art. 42(2): 15 days only for licences that several departments handle together."""

    code = "not_joint"
    message = _("这件审批不是几个部门一起办理的许可，不能按一起办理延长。")
    what_to_do = _("请选“本部门负责人批准”。")


class ExtensionGivesNothing(BadInput):
    """行政许可法 art. 42(2): the head of one department cannot move the end in common."""

    code = "extension_gives_nothing"
    message = _("几个部门的许可一起办理，合计最多 %(most)s 个工作日，这样延长不会多出一天。")
    what_to_do = _("需要更多时间的，请选“本级政府负责人批准”的延长。")


class TooLateToExtend(MoveRefused):
    code = "too_late_to_extend"
    message = _("期限已经过了，不能再延长。")
    what_to_do = _("请尽快作出决定。")
