"""一件事: what the person sees as one thing, and its immutable published editions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.models.editions import TIMES_FOLLOW_STATE, Edition, EditionState
from services.models.places import Department


class Audience(models.TextChoices):
    PERSON = "person", _("个人")
    ORGANISATION = "organisation", _("企业和单位")


class OnDenial(models.TextChoices):
    """What becomes of the other matters when one is denied: the words of `spec.OnDenial`."""

    CONTINUE = "continue", _("其余的继续办")
    STOP = "stop", _("其余的不再办")
    ASK = "ask", _("问申请人要不要继续")


class LifeEvent(models.Model):
    """One thing under its lasting code; the columns beside the code repeat the newest edition."""

    code = models.CharField(_("代码"), max_length=64, unique=True)
    name = models.CharField(_("名称"), max_length=200)
    name_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    audience = models.CharField(_("服务对象"), max_length=12, choices=Audience.choices)
    theme = models.CharField(_("主题"), max_length=60, blank=True)
    theme_en = models.CharField(_("主题（英文）"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("一件事")
        verbose_name_plural = _("一件事")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class LifeEventEdition(models.Model):
    """One version of a life event: which matters, and the questions that decide which apply."""

    life_event = models.ForeignKey(
        LifeEvent, on_delete=models.PROTECT, related_name="editions", verbose_name=_("一件事")
    )
    number = models.PositiveIntegerField(_("版次"))
    state = models.CharField(
        _("状态"), max_length=10, choices=EditionState.choices, default=EditionState.DRAFT
    )
    fingerprint = models.CharField(_("内容指纹"), max_length=64)
    name = models.CharField(_("名称"), max_length=200)
    name_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    audience = models.CharField(_("服务对象"), max_length=12, choices=Audience.choices)
    theme = models.CharField(_("主题"), max_length=60, blank=True)
    theme_en = models.CharField(_("主题（英文）"), max_length=100, blank=True)
    summary = models.CharField(_("一句话说明"), max_length=500, blank=True)
    summary_en = models.CharField(_("一句话说明（英文）"), max_length=800, blank=True)
    keywords = models.JSONField(_("关键词"), default=list, blank=True)
    lead = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        related_name="led_life_events",
        null=True,
        blank=True,
        verbose_name=_("牵头部门"),
    )
    conditions = models.JSONField(_("办理条件"), default=list, blank=True)
    condition_bases = models.JSONField(_("办理条件的法律依据"), default=list, blank=True)
    parties = models.JSONField(_("共同申请人"), default=list, blank=True)
    walked_visits = models.PositiveSmallIntegerField(_("改革前跑动次数"), null=True, blank=True)
    on_denial = models.CharField(
        _("一项不予许可时"),
        max_length=8,
        choices=OnDenial.choices,
        default=OnDenial.CONTINUE,
        db_default=OnDenial.CONTINUE,
    )
    provenance = models.CharField(_("数据来源"), max_length=500, blank=True)
    valid_from = models.DateField(_("生效日期"), null=True, blank=True)
    valid_until = models.DateField(_("失效日期"), null=True, blank=True)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    retired_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("一件事实施清单")
        verbose_name_plural = _("一件事实施清单")
        ordering = ["life_event__code", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["life_event", "number"], name="life_event_number_once"),
            models.UniqueConstraint(
                fields=["life_event"],
                condition=Q(state=EditionState.PUBLISHED),
                name="life_event_one_published",
            ),
            models.CheckConstraint(
                name="life_event_on_denial_known", condition=Q(on_denial__in=OnDenial.values)
            ),
            models.CheckConstraint(
                name="life_event_times_follow_state", condition=TIMES_FOLLOW_STATE
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} 第{self.number}版"


class LifeEventMatter(models.Model):
    """A matter's place in a life event edition; it pins the matter's edition.

    `condition` is a `Condition`, `starts_after` a list of matter codes; both as JSON.
    """

    edition = models.ForeignKey(LifeEventEdition, on_delete=models.CASCADE, related_name="matters")
    matter_edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="included_in", verbose_name=_("实施清单")
    )
    order = models.PositiveSmallIntegerField(_("顺序"))
    condition = models.JSONField(_("适用情形"), default=dict, blank=True)
    starts_after = models.JSONField(_("须在其后开始"), default=list, blank=True)
    legal_bases = models.JSONField(_("适用情形的法律依据"), default=list, blank=True)

    class Meta:
        verbose_name = _("包含的事项")
        verbose_name_plural = _("包含的事项")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "matter_edition"], name="life_event_matter_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.matter_edition)
