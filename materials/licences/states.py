"""Where a licence can be (证照状态, GB/T 36903): the standard's own two-digit codes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LicenceState(models.TextChoices):
    VALID = "01", _("有效")
    SUSPENDED = "02", _("暂扣")
    REVOKED = "03", _("撤销")
    CANCELLED = "04", _("注销")
    LAPSED = "05", _("失效")
    TRANSFERRED = "06", _("办理转出")
    WITHDRAWN = "07", _("吊销")
    OTHER = "99", _("其他")
