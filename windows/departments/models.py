"""Systems of departments, what was sent to them, and what came back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.models import Department
from windows.approvals.models import Approval


class DepartmentSystem(models.Model):
    """Where one department receives its part of a case, and as whom it answers."""

    department = models.OneToOneField(
        Department, on_delete=models.PROTECT, related_name="system", verbose_name=_("部门")
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("账号"),
    )
    url = models.URLField(_("接收地址"), max_length=300)
    key_id = models.SlugField(_("密钥编号"), max_length=60, unique=True)
    secret_box = models.TextField(_("加密的密钥"), editable=False)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = _("部门业务系统")
        verbose_name_plural = _("部门业务系统")
        constraints = [
            models.CheckConstraint(
                condition=~Q(key_id="") & ~Q(secret_box=""), name="department_system_has_a_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.department} ({self.key_id})"


class DeliveryState(models.TextChoices):
    SENDING = "sending", _("发送中")
    DELIVERED = "delivered", _("已送达")
    DEAD = "dead", _("没有送到，需要人处理")


class Delivery(models.Model):
    """One message to one system, told exactly once: `key` is its Idempotency-Key for ever."""

    system = models.ForeignKey(
        DepartmentSystem,
        on_delete=models.PROTECT,
        related_name="deliveries",
        verbose_name=_("部门业务系统"),
    )
    approval = models.ForeignKey(
        Approval, on_delete=models.CASCADE, related_name="deliveries", verbose_name=_("审批件")
    )
    event = models.CharField(_("内容"), max_length=40)
    """approval.dispatched | approval.ended | approval.moved"""
    key = models.CharField(_("唯一键"), max_length=120, unique=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.SENDING
    )
    created_at = models.DateTimeField(_("产生时间"), auto_now_add=True)
    delivered_at = models.DateTimeField(_("送达时间"), null=True, blank=True)
    tries = models.PositiveIntegerField(_("尝试次数"), default=0)
    last_error = models.CharField(_("最近的错误"), max_length=400, blank=True)
    resent = models.PositiveSmallIntegerField(_("人工重发次数"), default=0)

    class Meta:
        verbose_name = _("部门消息")
        verbose_name_plural = _("部门消息")
        ordering = ["-id"]
        indexes = [models.Index(fields=["-id"], name="delivery_dead", condition=Q(state="dead"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="delivered", delivered_at__isnull=False)
                | (~Q(state="delivered") & Q(delivered_at=None)),
                name="delivery_delivered_has_time",
            ),
            models.UniqueConstraint(
                fields=["approval", "event", "system"], name="delivery_told_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Callback(models.Model):
    """One answer that arrived, whatever became of it. Refused ones are kept too."""

    system = models.ForeignKey(
        DepartmentSystem,
        on_delete=models.PROTECT,
        related_name="callbacks",
        null=True,
        blank=True,
        verbose_name=_("部门业务系统"),
    )
    claimed_key_id = models.CharField(_("自称的密钥编号"), max_length=60, blank=True)
    key = models.CharField(_("唯一键"), max_length=120, blank=True)
    body_hash = models.CharField(_("内容摘要"), max_length=64)
    at = models.DateTimeField(_("收到时间"), auto_now_add=True)
    status = models.PositiveSmallIntegerField(_("答复状态"))
    outcome = models.CharField(_("结果"), max_length=60)
    """`done`, or the code of the refusal."""
    answer = models.JSONField(_("答复"), default=dict)
    is_kept = models.BooleanField(_("作为答复保留"), default=False)
    """True for the one that answers every later copy with the same key."""

    class Meta:
        verbose_name = _("部门回复")
        verbose_name_plural = _("部门回复")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["system", "key"], condition=Q(is_kept=True), name="callback_answered_once"
            ),
            models.CheckConstraint(
                condition=Q(is_kept=False) | Q(system__isnull=False), name="callback_kept_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claimed_key_id} {self.key} {self.outcome}"
