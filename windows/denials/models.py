"""The question that a denied matter raises in a life event that asks."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.denials.states import Answer, How

OPEN = Q(answered_at__isnull=True)


class DenialQuestion(models.Model):
    """其余的还要不要办: asked once for a denial, one open at a time, answered once.

    While it is open all others run on. A trigger refuses every change of one that was answered.
    """

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="denial_questions", verbose_name=_("办件")
    )
    approval = models.OneToOneField(
        Approval,
        on_delete=models.CASCADE,
        related_name="denial_question",
        verbose_name=_("不予许可的审批件"),
    )
    asked_at = models.DateTimeField(_("提问时间"))
    answer_by = models.DateField(_("回答期限"), null=True, blank=True)
    """None while the holidays of that year are not announced."""
    answer = models.CharField(_("回答"), max_length=8, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(_("回答时间"), null=True, blank=True)
    how = models.CharField(_("怎么回答的"), max_length=12, choices=How.choices, blank=True)
    answered_by_name = models.CharField(_("回答人"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("不予许可后的询问")
        verbose_name_plural = _("不予许可后的询问")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["answer_by", "id"], name="denial_question_open", condition=OPEN)
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=OPEN, name="denial_question_one_open"
            ),
            models.CheckConstraint(
                name="denial_question_answered_whole",
                condition=Q(answered_at__isnull=True, answer="", how="")
                | Q(answered_at__isnull=False, answer__in=Answer.values, how__in=How.values),
            ),
            models.CheckConstraint(
                name="denial_question_silence_goes_on",
                condition=~Q(how__in=["silence", "nothing_left"]) | Q(answer="continue"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.approval_id}"
