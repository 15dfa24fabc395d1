"""One registered value that a person says is wrong: what the register says, what they say."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from datasharing.disputes.states import ANSWERED, DisputeState
from materials.models import Document
from portal.accounts.models import Applicant


class DataDispute(models.Model):
    """The ticket of the authority that keeps the register. Words are kept as they were that day."""

    exchange = models.ForeignKey(
        "datasharing.Exchange", models.PROTECT, related_name="disputes", verbose_name=_("数据查询")
    )
    subject = models.ForeignKey(
        Applicant, models.PROTECT, related_name="disputes", verbose_name=_("本人")
    )
    case_number = models.CharField(_("办件编号"), max_length=40)
    path = models.CharField(_("字段"), max_length=120, blank=True)
    """Inside the answer (`spouse_name`, `water.account`); "" means the record as a whole."""
    label = models.CharField(_("字段名称"), max_length=120)
    label_en = models.CharField(max_length=160, blank=True)
    said = models.CharField(_("登记的内容"), max_length=400)
    claimed = models.CharField(_("本人说的内容"), max_length=400)
    why = models.CharField(_("理由"), max_length=400, blank=True)
    evidence = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("证明"),
    )
    state = models.CharField(
        _("状态"), max_length=12, choices=DisputeState, default=DisputeState.OPEN
    )
    opened_at = models.DateTimeField(_("提出时间"), default=timezone.now)
    opened_by_name = models.CharField(_("提出人"), max_length=100)
    due_on = models.DateField(_("答复期限"))
    closed_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answer = models.CharField(_("答复"), max_length=400, blank=True)
    answered_by_name = models.CharField(_("答复人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("数据疑义")
        verbose_name_plural = _("数据疑义")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["due_on", "id"], condition=Q(state="open"), name="dispute_open_by_day"
            ),
            models.Index(fields=["case_number"], name="dispute_of_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "path"],
                condition=Q(state=DisputeState.OPEN),
                name="dispute_open_once",
            ),
            models.CheckConstraint(
                name="dispute_says_something_else",
                condition=~Q(claimed="") & ~Q(claimed=F("said")) & ~Q(case_number=""),
            ),
            models.CheckConstraint(
                name="dispute_closed_iff_not_open",
                condition=Q(state=DisputeState.OPEN, closed_at__isnull=True)
                | (~Q(state=DisputeState.OPEN) & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="dispute_answer_has_words_and_name",
                condition=~Q(state__in=[state.value for state in ANSWERED])
                | (~Q(answer="") & ~Q(answered_by_name="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_number} {self.label} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state == DisputeState.OPEN

    @property
    def is_late(self) -> bool:
        """Nobody has answered by the last day."""
        return self.is_open and self.due_on < timezone.localdate()
