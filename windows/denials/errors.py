"""Why an answer is not taken."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import AlreadyDone, BadInput, MoveRefused


class NothingAsked(MoveRefused):
    code = "nothing_asked"
    message = _("这个办件没有在等您决定什么。")
    what_to_do = _("您不用做什么，进度在办件页面上看。")


class DenialAnswered(AlreadyDone):
    code = "denial_answered"
    message = _("这个问题已经有了回答：%(answer)s。没有再改动。")
    what_to_do = _("请在办件页面查看；还想改的，请联系窗口。")


class NothingLeft(MoveRefused):
    code = "nothing_left"
    message = _("其余的事项刚刚都有了结果，不用再决定了。")
    what_to_do = _("请到办件页面看结果。")


class UnknownAnswer(BadInput):
    code = "unknown_answer"
    message = _("请选一项：其余的继续办，或者不办了。")
    what_to_do = _("请选好后再提交；没有选，什么都没有改动。")
