"""The refusals of the record of reads."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import AlreadyDone, BadInput, MoveRefused, NotAllowed, Unavailable


class LedgerNotSealed(Unavailable):
    code = "ledger_not_sealed"
    message = _("读取记录太久没有得到时间戳，已经暂停读取数据。什么也没有查。")
    what_to_do = _("请申请人先上传材料，或者等一等；请督查人员查看“读取记录封存”页。")


class LineQuestionFaulty(BadInput):
    code = "line_question_faulty"
    message = _("请写明您的疑问，最多 500 字。没有提交。")
    what_to_do = _("请补上后再提交一次。")


class LineAnswerFaulty(BadInput):
    code = "line_answer_faulty"
    message = _("请选结论，并写明答复，最多 1000 字。没有保存。")
    what_to_do = _("请补全后再答复一次。")


class LineQuestionOpen(AlreadyDone):
    code = "line_question_open"
    message = _("您已经问过这一条，正在等答复。")
    what_to_do = _("请等答复，最晚到页面上写的日期。")


class LineQuestionSpent(MoveRefused):
    code = "line_question_spent"
    message = _("这一条已经由部门和督查各答复过一次，不能再问。")
    what_to_do = _("如果还不同意，可以向网信部门或上级机关投诉举报（个人信息保护法第六十五条）。")


class LineQuestionAnswered(AlreadyDone):
    code = "line_question_answered"
    message = _("这个疑问已经答复过了。")
    what_to_do = _("不用再答复，请刷新页面查看。")


class LineQuestionNotYours(NotAllowed):
    code = "line_question_not_yours"
    message = _("这个疑问不由您答复。")
    what_to_do = _("由查询部门的负责人、数据专员或督查人员答复。")
