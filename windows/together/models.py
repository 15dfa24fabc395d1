"""一并办理: what one officer did for several cases in one go, and what became of each.

Every case of a batch has its row from the beginning, so that a batch whose process died half way
says which are done and which are not.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.models import Department
from windows.approvals.models import Approval
from windows.together.rules import TogetherAct


class Together(models.Model):
    """One second look that was confirmed. The key comes with the page: sent twice is done once."""

    key = models.UUIDField(_("批次"), primary_key=True, default=uuid.uuid4)
    act = models.CharField(_("动作"), max_length=8, choices=TogetherAct.choices)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="+", verbose_name=_("部门")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("经办人"),
    )
    by_name = models.CharField(_("经办人姓名"), max_length=80)
    at = models.DateTimeField(_("时间"))
    username = models.CharField(_("转给"), max_length=150, blank=True)
    why = models.CharField(_("原因"), max_length=400, blank=True)
    """Both of a batch that is given to a colleague: whoever finishes it asks nobody again."""

    class Meta:
        verbose_name = _("一并办理")
        verbose_name_plural = _("一并办理")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=TogetherAct.values), name="together_act_is_lawful"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


class TogetherOutcome(models.Model):
    """What became of one of them: done, or refused and why; or nothing yet."""

    together = models.ForeignKey(
        Together, on_delete=models.CASCADE, related_name="outcomes", verbose_name=_("批次")
    )
    approval = models.ForeignKey(
        Approval, on_delete=models.CASCADE, related_name="+", verbose_name=_("审批件")
    )
    shown = models.CharField(_("看过时的摘要"), max_length=64, blank=True)
    """Digest of what the second look showed; it is done only as long as it looks the same."""
    is_done = models.BooleanField(_("办成"), null=True)
    """None: not yet."""
    code = models.CharField(_("未办成的代码"), max_length=60, blank=True)
    said = models.CharField(_("未办成的原因"), max_length=400, blank=True)
    said_en = models.CharField(_("未办成的原因（英文）"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("一并办理的结果")
        verbose_name_plural = _("一并办理的结果")
        ordering = ["together", "id"]
        constraints = [
            models.UniqueConstraint(fields=["together", "approval"], name="together_each_once"),
            models.CheckConstraint(
                condition=Q(is_done=True, code="", said="")
                | Q(is_done=None, code="", said="")
                # Without the first part a row that is undecided and has a code is neither true nor
                # false, and a check lets that pass.
                | (Q(is_done__isnull=False) & Q(is_done=False) & ~Q(code="") & ~Q(said="")),
                name="together_refusal_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["together"], condition=Q(is_done=None), name="together_unfinished"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.together_id} {self.approval_id}"
