"""情形: the questions of a life event and what each answer does."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.catalogue.spec import OutcomeKind
from services.models.life_events import LifeEventEdition


class Question(models.Model):
    """Asked in this order. A pick-many question may be left empty unless `required`."""

    edition = models.ForeignKey(
        LifeEventEdition, on_delete=models.CASCADE, related_name="questions"
    )
    code = models.CharField(_("代码"), max_length=64)
    text = models.CharField(_("问题"), max_length=300)
    text_en = models.CharField(_("问题（英文）"), max_length=500, blank=True)
    why = models.CharField(_("为什么问"), max_length=300, blank=True)
    why_en = models.CharField(_("为什么问（英文）"), max_length=500, blank=True)
    multiple = models.BooleanField(_("可多选"), default=False)
    required = models.BooleanField(_("必答"), default=True)
    legal_bases = models.JSONField(_("法律依据"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("顺序"))

    class Meta:
        verbose_name = _("问题")
        verbose_name_plural = _("问题")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="question_code_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Option(models.Model):
    """One answer. When it stops the case or sends it elsewhere, the person is told why."""

    class Outcome(models.TextChoices):
        PROCEED = OutcomeKind.PROCEED.value, _("继续办理")
        INELIGIBLE = OutcomeKind.INELIGIBLE.value, _("不符合条件")
        IN_PERSON = OutcomeKind.IN_PERSON.value, _("须到窗口办理")
        HANDED_OVER = OutcomeKind.HANDED_OVER.value, _("转办其他一件事")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    value = models.CharField(_("值"), max_length=64)
    label = models.CharField(_("选项"), max_length=200)
    label_en = models.CharField(_("选项（英文）"), max_length=300, blank=True)
    outcome = models.CharField(
        _("后果"), max_length=12, choices=Outcome.choices, default=Outcome.PROCEED
    )
    reason = models.CharField(_("原因"), max_length=500, blank=True)
    reason_en = models.CharField(_("原因（英文）"), max_length=800, blank=True)
    hands_to = models.CharField(_("转到"), max_length=64, blank=True)
    proved_by = models.CharField(_("可由数据核验"), max_length=20, blank=True)
    legal_bases = models.JSONField(_("法律依据"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("顺序"))

    class Meta:
        verbose_name = _("选项")
        verbose_name_plural = _("选项")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["question", "value"], name="option_value_once"),
            models.CheckConstraint(
                name="option_says_why_it_stops",
                condition=Q(outcome=OutcomeKind.PROCEED.value) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.label
