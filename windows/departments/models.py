"""Systems of departments, what was sent to them, and what came back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.models import Department
from windows.approvals.models import Approval
from windows.departments.states import OPEN, DeliveryState


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
    secret_box_before = models.TextField(_("加密的旧密钥"), blank=True, editable=False)
    before_until = models.DateTimeField(_("旧密钥有效到"), null=True, blank=True)
    """After a new secret was made, the old one is good until then, so that nobody must hurry."""
    is_active = models.BooleanField(_("启用"), default=True)
    paused_at = models.DateTimeField(_("暂停发送"), null=True, blank=True)
    """Messages are kept back meanwhile; answers are still taken."""

    class Meta:
        verbose_name = _("部门业务系统")
        verbose_name_plural = _("部门业务系统")
        constraints = [
            models.CheckConstraint(
                condition=Q(secret_box_before="", before_until=None)
                | (~Q(secret_box_before="") & Q(before_until__isnull=False)),
                name="department_system_old_secret_ends",
            ),
            models.CheckConstraint(
                condition=~Q(key_id="") & ~Q(secret_box=""), name="department_system_has_a_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} ({self.key_id})"


class Delivery(models.Model):
    """One message to one system, told exactly once: `key` is its Idempotency-Key for ever.

    Those about one part of a case go one after the other, in the order of their ids.
    """

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
    """One of `events.EVENTS`."""
    number = models.PositiveSmallIntegerField(_("第几次"), default=1)
    """A part may come to the same department twice: sent to another one, and back."""
    key = models.CharField(_("唯一键"), max_length=120, unique=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.SENDING
    )
    created_at = models.DateTimeField(_("产生时间"), auto_now_add=True)
    delivered_at = models.DateTimeField(_("送达时间"), null=True, blank=True)
    tries = models.PositiveIntegerField(_("尝试次数"), default=0)
    last_error = models.CharField(_("最近的错误"), max_length=400, blank=True)
    resent = models.PositiveSmallIntegerField(_("人工重发次数"), default=0)
    woken = models.PositiveIntegerField(_("第几轮"), default=0)
    """Which message of the outbox speaks for it; an older one is void."""
    body = models.TextField(_("内容"), blank=True, editable=False)
    """Byte for byte the same at every try, made at the first; not kept once it is over."""
    settled_note = models.CharField(_("为什么不再发送"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("部门消息")
        verbose_name_plural = _("部门消息")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["-id"], name="delivery_dead", condition=Q(state="dead")),
            models.Index(
                fields=["system", "id"], name="delivery_open", condition=Q(state__in=OPEN)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="delivered", delivered_at__isnull=False)
                | (~Q(state="delivered") & Q(delivered_at=None)),
                name="delivery_delivered_has_time",
            ),
            models.UniqueConstraint(
                fields=["approval", "event", "system", "number"], name="delivery_told_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN) | Q(body=""), name="delivery_over_keeps_no_body"
            ),
            models.CheckConstraint(
                condition=Q(state="settled", settled_note__gt="")
                | (~Q(state="settled") & Q(settled_note="")),
                name="delivery_settled_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class DeliveryTry(models.Model):
    """One try, written down before it is made: one without an end never came back."""

    delivery = models.ForeignKey(
        Delivery, on_delete=models.CASCADE, related_name="history", verbose_name=_("部门消息")
    )
    at = models.DateTimeField(_("时间"))
    seconds = models.FloatField(_("用时（秒）"), null=True, blank=True)
    status = models.PositiveSmallIntegerField(_("对方的答复状态"), null=True, blank=True)
    said = models.CharField(_("对方说的开头"), max_length=500, blank=True)
    error = models.CharField(_("错误"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("发送记录")
        verbose_name_plural = _("发送记录")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.delivery} {self.at:%F %T} {self.status or self.error}"


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
    approval = models.ForeignKey(
        Approval,
        on_delete=models.CASCADE,
        related_name="callbacks",
        null=True,
        blank=True,
        verbose_name=_("审批件"),
    )
    """Only one that the system may act on; null for whatever was refused before that."""
    verb = models.CharField(_("动作"), max_length=20, blank=True)
    order = models.PositiveIntegerField(_("次序"), null=True, blank=True)
    """As the system numbers what it says about one part; an earlier number is overtaken."""
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
        indexes = [
            models.Index(fields=["at"], name="callback_strangers", condition=Q(system=None)),
        ]
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
