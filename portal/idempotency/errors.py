from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, DomainError, MoveRefused


class KeyMissing(DomainError):
    code = "key_missing"
    status = 400
    message = _("请求缺少 Idempotency-Key。")
    what_to_do = _("请给每个新建请求一个自己的标识，重发时用同一个，例如 UUID。")


class KeyRefused(DomainError):
    code = "key_refused"
    status = 400
    message = _("Idempotency-Key 应为 1 到 200 个可见的英文字符。")
    what_to_do = _("请换一个标识，例如 UUID。")


class KeyReused(BadInput):
    code = "key_reused"
    message = _("这个 Idempotency-Key 已用于另一个请求。")
    what_to_do = _("新的请求请用新的标识。")


class InProgress(MoveRefused):
    code = "in_progress"
    message = _("同一个请求正在处理。")
    what_to_do = _("请稍等几秒，用同一个 Idempotency-Key 再发一次，即可得到结果。")
