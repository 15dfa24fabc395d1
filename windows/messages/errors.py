"""Why something is not said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, MoveRefused, NotAllowed, NotFound


class MessageEmpty(BadInput):
    code = "message_empty"
    message = _("还没有写内容。")
    what_to_do = _("请写下要说的话，再发送。")


class MessageTooLong(BadInput):
    code = "message_too_long"
    message = _("内容太长，最多 %(most)s 个字。")
    what_to_do = _("请写短一些；您写的还在框里。")


class OfficeNotOnCase(BadInput):
    code = "office_not_on_case"
    message = _("这个部门现在不办这件事，不能给它留言。")
    what_to_do = _("请从列出的里面选一个；不知道问谁，就选政务服务中心。")


class CaseTakesNoMessages(MoveRefused):
    code = "case_takes_no_messages"
    message = _("这个办件现在不能留言。")
    what_to_do = _("提交以后、归档以前可以留言；其他问题请打 12345。")


class EnoughAsked(MoveRefused):
    code = "enough_asked"
    message = _("您已经有 %(most)s 条留言在等答复。")
    what_to_do = _("请等答复以后再留言。")


class NothingToAnswer(MoveRefused):
    code = "nothing_to_answer"
    message = _("还没有人留言，不能先开口。")
    what_to_do = _("要申请人补正材料，请用一次性告知。")


class NotYourConversation(NotAllowed):
    code = "not_your_conversation"
    message = _("这条留言不由您来答复。")
    what_to_do = _("请由收到留言的窗口或部门答复。")


class ConversationUnknown(NotFound):
    code = "conversation_unknown"
    message = _("没有找到这条留言。")
