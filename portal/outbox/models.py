"""Messages to background work. This table is the queue; Celery only rings the bell."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    QUEUED = "queued", _("等待处理")
    IN_FLIGHT = "in_flight", _("正在处理")
    WAITING = "waiting", _("等待重试")
    DONE = "done", _("已完成")
    FAILED = "failed", _("已停止，需要人处理")


UNFINISHED = (MessageState.QUEUED.value, MessageState.IN_FLIGHT.value, MessageState.WAITING.value)


class Message(models.Model):
    """One thing to be done, published in the transaction that made it necessary.

    `key` is unique for ever: the same thing is never queued twice. `attempts` only ever grows: it
    is also the fence that keeps a claimant whose lease ran out from writing over its successor.
    When somebody sends a failed message again, the tries so far are forgiven.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(_("唯一键"), max_length=200, unique=True)
    kind = models.CharField(_("种类"), max_length=100)
    payload = models.JSONField(_("内容"), default=dict)
    state = models.CharField(
        _("状态"), max_length=20, choices=MessageState.choices, default=MessageState.QUEUED
    )
    attempts = models.PositiveIntegerField(_("尝试次数"), default=0)
    attempts_forgiven = models.PositiveIntegerField(_("重新发送前的尝试次数"), default=0)
    created_at = models.DateTimeField(_("发布时间"), auto_now_add=True)
    not_before = models.DateTimeField(_("不早于"))
    nudged_at = models.DateTimeField(_("上次提醒"), null=True)
    claimed_at = models.DateTimeField(_("领取时间"), null=True)
    done_at = models.DateTimeField(_("完成时间"), null=True)
    last_error = models.TextField(_("最近的错误"), blank=True)

    class Meta:
        verbose_name = _("待办消息")
        verbose_name_plural = _("待办消息")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False)
                | (~Q(state="done") & Q(done_at=None)),
                name="message_done_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="in_flight", claimed_at__isnull=False)
                | (~Q(state="in_flight") & Q(claimed_at=None)),
                name="message_in_flight_is_claimed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=Q(state__in=UNFINISHED),
                name="message_unfinished",
            ),
            models.Index(fields=["state", "-created_at"], name="message_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Outcome(models.TextChoices):
    RUNNING = "running", _("进行中")
    DONE = "done", _("成功")
    TRY_AGAIN = "try_again", _("稍后再试")
    GAVE_UP = "gave_up", _("停止")


class Attempt(models.Model):
    """One try, written down before the work starts, so that a try that died is seen too."""

    message = models.ForeignKey(
        Message, verbose_name=_("消息"), on_delete=models.CASCADE, related_name="tries"
    )
    number = models.PositiveIntegerField(_("第几次"))
    started_at = models.DateTimeField(_("开始时间"))
    seconds = models.FloatField(_("用时（秒）"), null=True)
    outcome = models.CharField(
        _("结果"), max_length=20, choices=Outcome.choices, default=Outcome.RUNNING
    )
    error = models.TextField(_("错误"), blank=True)

    class Meta:
        verbose_name = _("尝试")
        verbose_name_plural = _("尝试")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="one_attempt_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.message} #{self.number}"
