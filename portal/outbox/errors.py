from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import MoveRefused, NotAllowed


class MessageNotFailed(MoveRefused):
    code = "message_not_failed"
    message = _("只有已停止的消息可以重新发送。")
    what_to_do = _("其他消息会自动处理，不用再发。")


class SendingAgainNotAllowed(NotAllowed):
    code = "sending_again_not_allowed"
    message = _("只有系统管理员可以重新发送消息。")
