"""On what ground a clock may stand still. There are no others (行政许可法 art. 45)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StopGround(models.TextChoices):
    """The eight of 行政许可法 art. 45, what the matter's own statute allows, an intermediary that a
    law wants (浙江“最多跑一次”改革规定 art. 28), and the time in which the person puts something
    right (art. 32).
    """

    HEARING = "hearing", _("听证")
    TENDER = "tender", _("招标")
    AUCTION = "auction", _("拍卖")
    INSPECTION = "inspection", _("检验")
    TEST = "test", _("检测")
    QUARANTINE = "quarantine", _("检疫")
    APPRAISAL = "appraisal", _("鉴定")
    EXPERT_REVIEW = "expert_review", _("专家评审")
    STATUTE = "statute", _("法律另有规定的程序")
    AGENT = "agent", _("法律法规规定的中介服务")
    CORRECTION = "correction", _("等申请人补正")


ARTICLE_45 = (
    StopGround.HEARING,
    StopGround.TENDER,
    StopGround.AUCTION,
    StopGround.INSPECTION,
    StopGround.TEST,
    StopGround.QUARANTINE,
    StopGround.APPRAISAL,
    StopGround.EXPERT_REVIEW,
)
BY_OFFICER = (*ARTICLE_45, StopGround.STATUTE, StopGround.AGENT)
"""A correction stops the clock by itself, through its notice."""
