"""The refusals of data sharing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, Expired, MoveRefused, NotAllowed, NotFound


class ResourceUnknown(NotFound):
    code = "resource_unknown"
    message = _("没有编号为 %(resource)s 的数据接口。")
    what_to_do = _("请核对接口编号。")


class ResourceNotShared(MoveRefused):
    code = "resource_not_shared"
    message = _("“%(name)s”不共享，不能查询。")
    what_to_do = _("请改为由申请人提交这份材料。")


class ConnectionFaulty(BadInput):
    code = "connection_faulty"
    message = _("“%(resource)s”的连接设置不能用：%(why)s。没有保存。")
    what_to_do = _("请按列出的问题改好再保存。")


class QueryRefused(BadInput):
    """The question lacks a key, carries one that the interface does not take, or asks a strange
    field.
    """

    code = "query_refused"
    message = _("不能这样查询“%(name)s”：%(why)s。什么也没有查。")
    what_to_do = _("请核对查询条件和字段。")


class SubjectNotVerified(NotAllowed):
    """A number that somebody merely typed must not open the registers."""

    code = "subject_not_verified"
    message = _("这个人的身份还没有核实，不能查询。什么也没有查。")
    what_to_do = _("请先完成实名认证，或到窗口出示身份证。")


class GroundMissing(BadInput):
    """No data leaves without a consent or a rule of law (个人信息保护法 art. 13, 34)."""

    code = "ground_missing"
    message = _("查询别人的信息要有本人授权或法律依据，这次两样都没有。什么也没有查。")
    what_to_do = _("请先取得本人授权，或写明法律依据。")


class ConsentInvalid(BadInput):
    code = "consent_invalid"
    message = _("授权内容不完整：%(why)s。没有保存。")
    what_to_do = _("请补全后再授权一次。")


class ConsentDoesNotCover(NotAllowed):
    code = "consent_does_not_cover"
    message = _("这份授权不包括这次查询。什么也没有查。")
    what_to_do = _("请本人为这件事重新授权。")


class ConsentExpired(Expired):
    code = "consent_expired"
    message = _("授权已经过期，没有再读取数据。您填的内容都在。")
    what_to_do = _("请重新授权，或自己提交这份材料。")


class ConsentRevoked(Expired):
    code = "consent_revoked"
    message = _("授权已经撤回，没有再读取数据。您填的内容都在。")
    what_to_do = _("请重新授权，或自己提交这份材料。")


class GroundNotInEdition(BadInput):
    """A duty is a ground only for the matter whose edition cites the article (art. 34)."""

    code = "ground_not_in_edition"
    message = _("“%(matter)s”的实施清单没有这条依据，不能据此查询。什么也没有查。")
    what_to_do = _("请由目录编辑核对这个事项的法律依据，或请本人同意。")


class NoticeMissing(BadInput):
    """Reading by duty needs no consent, but the person is told first (art. 17, 35)."""

    code = "notice_missing"
    message = _("还没有告知本人就要查询。什么也没有查。")
    what_to_do = _("请先让本人看过告知，再查。")


class SeparateConsentMissing(NotAllowed):
    """个人信息保护法 art. 29."""

    code = "separate_consent_missing"
    message = _("“%(name)s”里有敏感信息，要本人单独同意。什么也没有查。")
    what_to_do = _("请本人单独勾选这一项，或自己提交这份材料。")


class GuardianMissing(NotAllowed):
    """个人信息保护法 art. 31."""

    code = "guardian_missing"
    message = _("不满十四周岁的孩子要由监护人同意。没有保存。")
    what_to_do = _("请监护人带能证明监护关系的证件到窗口，和孩子一起办。")


class GuardianUnfit(BadInput):
    code = "guardian_unfit"
    message = _("不能登记为监护人：%(why)s。没有保存。")
    what_to_do = _("请核对双方的身份和证件。")


class MismatchUnknown(NotFound):
    code = "mismatch_unknown"
    message = _("没有这条核实单。")


class AnswerMissing(BadInput):
    code = "answer_missing"
    message = _("还没有写明核实的结果。没有保存。")
    what_to_do = _("请写一句本人看得懂的话。")
