"""好差评: five grades; a bad one opens a duty to call back and put right."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from windows.cases.models import Case

BAD = 2
"""Grades up to this one count as 差评 (国办发〔2019〕51号)."""


class Rating(models.Model):
    """一事一评: one a case. 5 非常满意 … 1 非常不满意."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, related_name="rating", verbose_name=_("办件")
    )
    grade = models.PositiveSmallIntegerField(
        _("等级"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    options = models.JSONField(_("评价选项"), default=list, blank=True)
    comment = models.TextField(_("意见"), blank=True)
    at = models.DateTimeField(_("评价时间"))
    callback_due_on = models.DateField(_("回访期限"), null=True, blank=True)
    called_back_at = models.DateTimeField(_("回访时间"), null=True, blank=True)
    called_back_by_name = models.CharField(_("回访人"), max_length=80, blank=True)
    callback_outcome = models.TextField(_("回访结果"), blank=True)

    class Meta:
        verbose_name = _("好差评")
        verbose_name_plural = _("好差评")
        indexes = [
            models.Index(
                fields=["callback_due_on"],
                name="rating_callback_open",
                condition=Q(grade__lte=BAD, called_back_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="rating_grade_1_to_5", condition=Q(grade__gte=1, grade__lte=5)
            ),
            models.CheckConstraint(
                name="rating_callback_only_bad",
                condition=Q(grade__lte=BAD)
                | Q(callback_due_on__isnull=True, called_back_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.grade}"
