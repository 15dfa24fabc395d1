"""Every "no" to a department's system, and what its people are to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, DomainError, MoveRefused, NotFound, TooLarge


class SignatureWrong(DomainError):
    """Unknown key, wrong signature or none: from outside they look alike."""

    code = "signature_wrong"
    status = 401
    message = _("签名不对，没有做任何改动。")
    what_to_do = _("请核对密钥、签名的六行内容和请求路径，见对接说明。")


class TimestampOld(DomainError):
    code = "timestamp_old"
    status = 401
    message = _("时间戳与本机相差超过 5 分钟，没有做任何改动。")
    what_to_do = _("请校准时钟，用现在的时间重新签名后再发。")


class CallbackTooLarge(TooLarge):
    code = "callback_too_large"
    message = _("内容太大，没有接收。")
    what_to_do = _("一次回复不超过 1 MB；文件请用材料接口。")


class CallbackKeyMissing(BadInput):
    code = "callback_key_missing"
    message = _("没有写明 Idempotency-Key。")
    what_to_do = _("请给每条回复一个不重复的编号，重发时用同一个编号。")


class CallbackKeyReused(DomainError):
    code = "callback_key_reused"
    status = 409
    message = _("这个编号已经用于另一条内容，没有做任何改动。")
    what_to_do = _("新的回复请用新的编号；重发请原样发送。")


class CallbackUnreadable(BadInput):
    code = "callback_unreadable"
    message = _("内容读不懂：%(why)s")
    what_to_do = _("请按对接说明的格式重新发送。")


class SystemNotFound(NotFound):
    code = "department_system_not_found"


class DeliveryNotFound(NotFound):
    code = "delivery_not_found"


class DeliveryNotDead(MoveRefused):
    code = "delivery_not_dead"
    message = _("这条消息还在发送，或者已经送达。")
    what_to_do = _("请刷新页面。")


class SecretUnreadable(DomainError):
    code = "secret_unreadable"
    status = 503
    message = _("部门系统的密钥读不出来：本机的密钥换过了。")
    what_to_do = _("请给这个部门系统重新发一个密钥。")
