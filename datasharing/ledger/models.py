"""The ends of the chains, the seals over what was written, and people's questions about a line.

What constraints cannot say is a trigger of the migration `0007_ledger`: the end of a chain moves
only with a line, a seal only gets its stamp, a question only its answer.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Applicant
from services.models import Department

UNSTAMPED = Q(token__isnull=True)
OPEN = Q(answered_at__isnull=True)


class LedgerHead(models.Model):
    """The last line of one person's chain. A trigger on the ledger writes it, and nobody else."""

    subject = models.OneToOneField(
        Applicant, models.PROTECT, primary_key=True, related_name="ledger_head"
    )
    sequence = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("读取记录链的末端")
        verbose_name_plural = _("读取记录链的末端")

    def __str__(self) -> str:
        return f"{self.subject_id}/{self.sequence}"


class LedgerSeal(models.Model):
    """One batch of lines under one hash, stamped by an authority outside (RFC 3161).

    Covers every line whose id is above `after_id` and not above `to_id`; each seal names the hash
    of the one before, so a batch cannot be left out either.
    """

    number = models.PositiveBigIntegerField(_("批次"), unique=True)
    after_id = models.BigIntegerField(unique=True)
    to_id = models.BigIntegerField(unique=True)
    lines = models.PositiveIntegerField(_("记录条数"))
    first_at = models.DateTimeField(_("最早一条"))
    last_at = models.DateTimeField(_("最晚一条"))
    root = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    statement = models.TextField()
    """Exactly what is stamped: JSON in one possible way."""
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("成批时间"))
    token = models.BinaryField(null=True)
    """The authority's whole answer (TimeStampResp), as `openssl ts` reads it."""
    sealed_at = models.DateTimeField(_("盖章时间"), null=True, blank=True)
    """As the authority says, not as we do."""
    authority = models.CharField(_("时间戳机构"), max_length=300, blank=True)
    tries = models.PositiveIntegerField(_("尝试次数"), default=0)
    last_error = models.CharField(_("最近错误"), max_length=300, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("读取记录的时间戳")
        verbose_name_plural = _("读取记录的时间戳")
        indexes = [models.Index(fields=["number"], name="seal_unstamped", condition=UNSTAMPED)]
        constraints = [
            models.CheckConstraint(
                name="seal_covers_lines", condition=Q(lines__gt=0, to_id__gt=F("after_id"))
            ),
            models.CheckConstraint(
                name="seal_stamped_whole",
                condition=Q(token__isnull=True, sealed_at__isnull=True, authority="")
                | (Q(token__isnull=False, sealed_at__isnull=False) & ~Q(authority="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.lines})"


class Finding(models.TextChoices):
    """What the answer to a question says of the read."""

    IN_ORDER = "in_order", _("依法查询，没有问题")
    NOT_IN_ORDER = "not_in_order", _("不应当查，已经纠正")


class LedgerQuestion(models.Model):
    """The person asks why a line was read (个人信息保护法 art. 44, 48, 50).

    Asked first of the department that read; once more, after its answer, of the supervisors.
    """

    class Level(models.IntegerChoices):
        DEPARTMENT = 1, _("查询部门")
        SUPERVISOR = 2, _("督查")

    subject = models.ForeignKey(Applicant, models.PROTECT, related_name="ledger_questions")
    sequence = models.PositiveBigIntegerField()
    line_at = models.DateTimeField(_("读取时间"))
    """With it the line is looked for in one month only."""
    case_number = models.CharField(_("办件编号"), max_length=40)
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ledger_questions",
        verbose_name=_("答复部门"),
    )
    """None where the catalogue knows the asking department no more: the supervisors answer."""
    level = models.PositiveSmallIntegerField(_("由谁答复"), choices=Level.choices)
    text = models.CharField(_("疑问"), max_length=500)
    asked_at = models.DateTimeField(_("提出时间"))
    due_on = models.DateField(_("答复期限"), null=True, blank=True)
    """None while the holidays of that year are not announced."""
    finding = models.CharField(_("结论"), max_length=12, choices=Finding.choices, blank=True)
    answer = models.CharField(_("答复"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answered_by_name = models.CharField(_("答复人"), max_length=100, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("对读取记录的疑问")
        verbose_name_plural = _("对读取记录的疑问")
        indexes = [
            models.Index(fields=["due_on", "id"], name="ledger_question_open", condition=OPEN),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "sequence", "level"], name="ledger_question_once_a_level"
            ),
            models.CheckConstraint(name="ledger_question_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="ledger_question_answered_whole",
                condition=Q(answered_at__isnull=True, answer="", finding="", answered_by_name="")
                | (
                    Q(answered_at__isnull=False, finding__in=Finding.values)
                    & ~Q(answer="")
                    & ~Q(answered_by_name="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id}/{self.sequence}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
