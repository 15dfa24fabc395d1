"""What was typed at the desk and not sent yet, and how much typing a case took."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from windows.cases.models import Case


class DeskDraft(models.Model):
    """One form of one page as far as this clerk has typed it, locked with the city's key.

    For the time between two moments at a counter, not a record: it goes when the form is sent, is
    discarded, or has lain for three days.
    """

    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("账号")
    )
    page = models.CharField(_("页面"), max_length=200)
    form = models.CharField(_("表单"), max_length=60)
    key_name = models.CharField(_("密钥"), max_length=40)
    locked = models.BinaryField(_("锁住的内容"))
    saved_at = models.DateTimeField(_("存下时间"), db_index=True)

    class Meta:
        verbose_name = _("窗口未交的填写")
        verbose_name_plural = _("窗口未交的填写")
        constraints = [
            models.UniqueConstraint(fields=["clerk", "page", "form"], name="desk_draft_once"),
            models.CheckConstraint(condition=~Q(key_name=""), name="desk_draft_is_locked"),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.form}"


class DeskEffort(models.Model):
    """What one sent form of a case took: numbers alone, never what was typed nor by whom."""

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="desk_efforts", verbose_name=_("办件")
    )
    on = models.DateField(_("日期"))
    form = models.CharField(_("表单"), max_length=20)
    strokes = models.PositiveIntegerField(_("按键数"), null=True)
    """None where the browser runs no scripts and counts nothing: unknown, not 0."""
    typed = models.PositiveSmallIntegerField(_("填写项数"))
    typed_twice = models.PositiveSmallIntegerField(_("重复录入项数"))

    class Meta:
        verbose_name = _("窗口录入量")
        verbose_name_plural = _("窗口录入量")
        indexes = [models.Index(fields=["on", "case"], name="desk_effort_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(typed_twice__lte=F("typed")), name="desk_effort_twice_is_typed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.form}"
