"""The refusals about permissions to read another department's register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import AlreadyDone, BadInput, MoveRefused, NotAllowed, NotFound


class PermissionMissing(NotAllowed):
    """What is shared on conditions is read by whom the provider agreed to (国发〔2016〕51号)."""

    code = "permission_missing"
    message = _("“%(name)s”是有条件共享的数据，%(department)s还没有得到提供部门同意，没有查询。")
    what_to_do = _("请先自己提交这份材料；数据专员可以申请共享。")


class PermissionNotFound(NotFound):
    code = "permission_not_found"
    message = _("没有找到这条共享申请。")
    what_to_do = _("请在列表里查找。")


class PermissionFaulty(BadInput):
    code = "permission_faulty"
    message = _("申请不完整：%(why)s。没有提交。")
    what_to_do = _("请补全后再提交一次。")


class PermissionAskedAlready(AlreadyDone):
    code = "permission_asked_already"
    message = _("同一项数据、同一个用途已经申请过，正在等答复，或者已经同意。")
    what_to_do = _("不用再申请，请在列表里查看。")


class OwnResource(MoveRefused):
    code = "own_resource"
    message = _("这是本部门自己的数据，不用申请。没有提交。")
    what_to_do = _("可以直接使用。")


class AnswerFaulty(BadInput):
    code = "permission_answer_faulty"
    message = _("答复不完整：%(why)s。没有保存。")
    what_to_do = _("请补全后再答复一次。")


class ExtendedOnce(MoveRefused):
    code = "permission_extended_once"
    message = _("已经延长过一次，不能再延长。")
    what_to_do = _("请在期限内答复。")


class TooLateToExtendAnswer(MoveRefused):
    code = "permission_too_late_to_extend"
    message = _("已经过了答复期限，不能再延长。")
    what_to_do = _("请尽快答复。")
