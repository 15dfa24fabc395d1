"""What the reason of a failure means, for people who must mend it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_BY_BEGINNING: tuple[tuple[str, str | Promise], ...] = (
    ("HTTP 422", _("短信网关说没有这个号码。本人会在网站里看到，要重新确认号码。")),
    ("HTTP 401", _("短信网关不认我们的密钥或令牌，请核对设置。")),
    ("HTTP 403", _("短信网关不认我们的密钥或令牌，请核对设置。")),
    ("HTTP 429", _("短信网关说太多了，过一会儿会再试。")),
    ("HTTP 5", _("短信网关自己出错，会再试。")),
    ("HTTP", _("短信网关拒绝了，请和网关的人核对接口。")),
    ("SMTP 535", _("邮件服务器不认账号和密码，请核对设置。")),
    ("SMTP 55", _("收件人的邮箱不存在或不收信。本人会在网站里看到，要重新确认地址。")),
    ("SMTP 4", _("邮件服务器暂时不收，会再试。")),
    ("SMTP", _("邮件服务器拒绝了，请核对发件人和设置。")),
    ("ConnectError", _("连不上，请看网络和地址。")),
    ("ConnectTimeout", _("连不上，请看网络和地址。")),
    ("ConnectionRefusedError", _("连不上，请看网络和地址。")),
    ("ReadTimeout", _("对方很久没有应答，会再试。")),
    ("TimeoutError", _("对方很久没有应答，会再试。")),
)


def explained(reason: str) -> str | Promise:
    """The sentence for it; empty for one that nobody has met yet: then the page shows it as is."""
    found = (said for begins, said in _BY_BEGINNING if reason.startswith(begins))
    return next(found, "")
