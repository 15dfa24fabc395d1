"""Every "no" about who has a part and who signs it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, MoveRefused, NotAllowed


class TookItIn(NotAllowed):
    """受理与审批分离: who took a case in does not decide it."""

    code = "took_it_in"
    message = _("这个办件是您收的件，不能由您审批。")
    what_to_do = _("请转给本部门的其他审批人员。")


class OwnCase(NotAllowed):
    """回避: nobody decides their own case, or that of an organisation they stand for."""

    code = "own_case"
    message = _("这是您本人或您所代表单位的办件，您要回避。")
    what_to_do = _("请转给本部门的其他审批人员。")


class GivenToAnother(NotAllowed):
    """What was given to one officer is examined by that officer."""

    code = "given_to_another"
    message = _("这件审批已经交给%(name)s办理。")
    what_to_do = _("需要换人时，请审核人或负责人转办。")


class MustKeepAway(BadInput):
    code = "must_keep_away"
    message = _("这位人员收的这个件，或者与这个件有关，要回避。")
    what_to_do = _("请选择另一位审批人员。")


class NobodySignsThere(BadInput):
    code = "nobody_signs_there"
    message = _("本部门还没有%(level)s，设了就没有人能签批。")
    what_to_do = _("请先由系统管理员设定%(level)s。")


class NotTheDepartmentsMatter(BadInput):
    code = "not_the_departments_matter"
    message = _("这不是本部门的事项。")
    what_to_do = _("请从列出的事项中选择。")


class SignedAlready(NotAllowed):
    code = "signed_already"
    message = _("您已经签过，下一级要由别人签。")
    what_to_do = _("请等上一级审批人员签批。")


class LevelTooLow(NotAllowed):
    code = "level_too_low"
    message = _("这一步要由%(level)s签批。")
    what_to_do = _("请等%(level)s签批，或请负责人指定。")


class NothingToSendBack(MoveRefused):
    code = "nothing_to_send_back"
    message = _("还没有人提出意见，没有可以退回的。")
    what_to_do = _("请刷新页面。")


class NotOfTheDepartment(BadInput):
    code = "not_of_the_department"
    message = _("这位人员不在本部门，或者不在岗。")
    what_to_do = _("请从列出的人员中选择。")


class SameDepartment(BadInput):
    code = "same_department"
    message = _("这件审批已经在这个部门。")
    what_to_do = _("请选择另一个部门。")


class ProposalDiffers(MoveRefused):
    """A higher level agrees or sends it down; it never turns a proposal round by itself."""

    code = "proposal_differs"
    message = _("您的意见与下一级提出的不一样，不能直接签。")
    what_to_do = _("请写明不同意的地方，退回经办人重新提出。")


class NobodyWorksThere(BadInput):
    code = "nobody_works_there"
    message = _("那个部门不在本市，或者没有人在岗办理。")
    what_to_do = _("请从列出的部门中选择。")


class WhyMissing(BadInput):
    code = "why_missing"
    message = _("没有写明转办或退回的原因。")
    what_to_do = _("请写明原因，它会留在办件记录里。")
