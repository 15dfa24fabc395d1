"""What may not be said of a registered value, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, MoveRefused, NotFound


class DisputeNotFound(NotFound):
    code = "dispute_not_found"
    message = _("没有找到这条数据疑义。")
    what_to_do = _("请在列表里查找。")


class NothingAnswered(MoveRefused):
    code = "nothing_answered"
    message = _("对方还没有答复，没有可以说不对的内容。什么也没有记下。")
    what_to_do = _("请等对方答复后再看，也可以自己提交这份材料。")


class NoSuchValue(BadInput):
    code = "no_such_value"
    message = _("对方的答复里没有这一项。什么也没有记下。")
    what_to_do = _("请在列出的内容里选一项。")


class ClaimMissing(BadInput):
    """Empty, or the same as the register says."""

    code = "claim_missing"
    message = _("请写明应当是什么，要和登记的不同。什么也没有记下。")
    what_to_do = _("请写上您认为对的内容。")


class ClaimTooLong(BadInput):
    code = "claim_too_long"
    message = _("最多写 400 个字。什么也没有记下。")
    what_to_do = _("请写短一些，细节可以放在证明里。")


class DisputedAlready(MoveRefused):
    code = "disputed_already"
    message = _("这一项已经提出，正在等提供部门核对。")
    what_to_do = _("请等答复；想换一种说法，先收回再提。")


class AnswerMissing(BadInput):
    code = "answer_missing"
    message = _("请写明核对的结果和理由，会告诉本人。没有保存。")
    what_to_do = _("请写一两句话。")
