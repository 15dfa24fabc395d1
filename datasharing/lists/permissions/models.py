"""One department's leave to read one register of another, asked for and answered.

What constraints cannot say is a trigger of the migration `0010_lists_permissions`: what was asked
for is kept word for word, nothing is deleted, and no exchange without a permission that stands.
"""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from datasharing.lists.permissions.states import PermissionState
from services.models import Department

WAITS = Q(state=PermissionState.ASKED)
NOT_ANSWERED = Q(answered_at__isnull=True, answered_by_name="", reason="")
NOT_ENDED = Q(ended_at__isnull=True, ended_by_name="", ended_why="")
ENDED = Q(ended_at__isnull=False) & ~Q(ended_by_name="")


class SharingPermission(models.Model):
    resource = models.ForeignKey(
        "datasharing.DataResource",
        models.PROTECT,
        related_name="permissions",
        verbose_name=_("数据资源"),
    )
    asker = models.ForeignKey(
        Department,
        models.PROTECT,
        related_name="permissions_asked",
        verbose_name=_("申请部门"),
    )
    purpose = models.CharField(_("用途"), max_length=300)
    purpose_en = models.CharField(max_length=400, blank=True)
    matters = models.JSONField(_("事项"), default=list, blank=True)
    """Codes of the matters it is for; empty means every matter of the asking department."""
    state = models.CharField(
        _("状态"), max_length=10, choices=PermissionState, default=PermissionState.ASKED
    )
    asked_at = models.DateTimeField(_("申请时间"), default=timezone.now)
    asked_by_name = models.CharField(_("申请人"), max_length=100)
    due_on = models.DateField(_("答复期限"))
    extended_on = models.DateField(_("延长日期"), null=True, blank=True)
    extension_reason = models.CharField(_("延长理由"), max_length=300, blank=True)
    extension_approved_by = models.CharField(_("批准延长的负责人"), max_length=100, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answered_by_name = models.CharField(_("答复人"), max_length=100, blank=True)
    reason = models.CharField(_("不同意的理由"), max_length=400, blank=True)
    conditions = models.CharField(_("使用条件"), max_length=400, blank=True)
    valid_until = models.DateField(_("有效至"), null=True, blank=True)
    """The last day on which it may be used; None where it has none."""
    provide_by = models.DateField(_("提供期限"), null=True, blank=True)
    """By when the register must be connected, where it was not yet."""
    ended_at = models.DateTimeField(_("终止时间"), null=True, blank=True)
    ended_by_name = models.CharField(_("终止人"), max_length=100, blank=True)
    ended_why = models.CharField(_("终止理由"), max_length=400, blank=True)
    seen_at = models.DateTimeField(_("申请部门看到的时间"), null=True, blank=True)
    """When the asking side has noted the answer, or the end."""

    class Meta:
        verbose_name = _("共享申请")
        verbose_name_plural = _("共享申请")
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=WAITS, name="permission_waits_by_day"),
            models.Index(
                fields=["resource", "asker"],
                condition=Q(state=PermissionState.GRANTED),
                name="permission_granted",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "asker", "purpose"],
                condition=WAITS,
                name="permission_asked_once",
            ),
            models.CheckConstraint(name="permission_has_purpose", condition=~Q(purpose="")),
            models.CheckConstraint(
                name="permission_times_follow_state",
                condition=(Q(state=PermissionState.ASKED) & NOT_ANSWERED & NOT_ENDED)
                | (
                    Q(state=PermissionState.GRANTED, answered_at__isnull=False, reason="")
                    & ~Q(answered_by_name="")
                    & NOT_ENDED
                )
                | (
                    Q(state=PermissionState.REFUSED, answered_at__isnull=False)
                    & ~Q(answered_by_name="")
                    & ~Q(reason="")
                    & NOT_ENDED
                )
                | (Q(state=PermissionState.WITHDRAWN) & ENDED)
                | (
                    Q(
                        state=PermissionState.EXPIRED,
                        answered_at__isnull=False,
                        valid_until__isnull=False,
                    )
                    & ENDED
                ),
            ),
            models.CheckConstraint(
                name="permission_extended_whole",
                condition=Q(extended_on__isnull=True, extension_reason="", extension_approved_by="")
                | (
                    Q(extended_on__isnull=False)
                    & ~Q(extension_reason="")
                    & ~Q(extension_approved_by="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asker} → {self.resource} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state == PermissionState.ASKED

    @property
    def is_late(self) -> bool:
        """Nobody has answered by the last day."""
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def is_news(self) -> bool:
        """The asking side has not noted yet how it was answered, or that it has ended."""
        return not self.is_open and self.seen_at is None

    def stands_on(self, day: dt.date) -> bool:
        """Whether something may be read under it on this day."""
        is_within = self.valid_until is None or self.valid_until >= day
        return self.state == PermissionState.GRANTED and is_within
