"""Every "no" to a department's system, and what its people are to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import (
    BadInput,
    DomainError,
    MoveRefused,
    NotAllowed,
    NotFound,
    TooLarge,
    WrongType,
)


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


class UseCallbacks(NotAllowed):
    """A token signs nothing; what a connected system says must be signed."""

    code = "use_callbacks"
    message = _("这个账号属于已经对接的部门系统，用令牌只能读取，没有做任何改动。")
    what_to_do = _("请把回复签名后发到 /api/v1/callbacks/，见对接说明。")


class CallbackTooLarge(TooLarge):
    code = "callback_too_large"
    message = _("内容太大，没有接收。")
    what_to_do = _("一次回复不超过 1 MB；文件请用材料接口。")


class CallbackWrongType(WrongType):
    code = "callback_wrong_type"
    message = _("不能接收这种格式的回复。")
    what_to_do = _("请用 Content-Type: application/json 发送。")


class CallbackKeyMissing(BadInput):
    code = "callback_key_missing"
    message = _("没有写明 Idempotency-Key，或者写得不对。")
    what_to_do = _("请给每条回复一个不重复的编号（1 到 120 个可见字符），重发时用同一个编号。")


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


class UrlRefused(BadInput):
    code = "url_refused"
    message = _("这个地址不能用。")
    what_to_do = _("请填 https:// 开头的完整地址，不带账号和 # 号；试用时可以填本机地址。")


class AddressRefused(BadInput):
    code = "address_refused"
    message = _("这个地址（%(address)s）在不允许连接的网络里。")
    what_to_do = _("政务专网的地址，请管理员先写进 DEPARTMENT_NETWORKS；其他请用公网地址。")


class AddressUnknown(BadInput):
    code = "address_unknown"
    message = _("查不到 %(host)s 的网络地址。")
    what_to_do = _("请核对域名；也可能是域名服务一时不通，系统会再试。")


class KeyIdTaken(BadInput):
    code = "key_id_taken"
    message = _("密钥编号只能用字母、数字、- 和 _，而且不能和别的系统重复。")
    what_to_do = _("请换一个编号。")


class SystemPaused(MoveRefused):
    code = "system_paused"
    message = _("这个部门系统已经暂停或停用。")
    what_to_do = _("请先让它恢复，再做这一步。")


class NoteMissing(BadInput):
    code = "note_missing"
    message = _("请写明为什么不再发送。")
    what_to_do = _("例如：已电话告知，对方手工登记。")


class CallbackOvertaken(MoveRefused):
    code = "callback_overtaken"
    message = _("比它更晚的回复已经到了，这一条不再办。")
    what_to_do = _("不用再发；现在的状态见 details。")
