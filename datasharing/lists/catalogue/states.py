"""Words of the catalogue. Pure: no database."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UpdateCycle(TextChoices):
    """How often the owner brings the register up to date."""

    UNSAID = "", _("未写明")
    REALTIME = "realtime", _("实时")
    DAILY = "daily", _("每日")
    WEEKLY = "weekly", _("每周")
    MONTHLY = "monthly", _("每月")
    YEARLY = "yearly", _("每年")
    IRREGULAR = "irregular", _("不定期")
