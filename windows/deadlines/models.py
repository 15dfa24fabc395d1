"""暂停与延长: when the clock of an approval stood still, and the one extension it may have."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from services.catalogue.spec import DayUnit
from windows.approvals.models import Approval
from windows.deadlines.grounds import StopGround

STANDING = Q(until__isnull=True)


class ClockStop(models.Model):
    """The clock of one approval stands after `since`, up to and including `until`.

    行政许可法 art. 45: the time needed is told in writing. Days, not moments: limits count days.
    """

    approval = models.ForeignKey(
        Approval, on_delete=models.CASCADE, related_name="stops", verbose_name=_("审批件")
    )
    ground = models.CharField(_("暂停的情形"), max_length=16, choices=StopGround.choices)
    basis = models.CharField(_("法律依据"), max_length=200)
    reason = models.CharField(_("说明"), max_length=400)
    reason_en = models.CharField(_("说明（英文）"), max_length=500, blank=True)
    expected_days = models.PositiveSmallIntegerField(_("预计需要的工作日"), null=True, blank=True)
    since = models.DateField(_("暂停日"))
    until = models.DateField(_("恢复日"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("暂停时间"))
    stopped_by_name = models.CharField(_("暂停人"), max_length=80)
    resumed_at = models.DateTimeField(_("恢复时间"), null=True, blank=True)
    resumed_by_name = models.CharField(_("恢复人"), max_length=80, blank=True)
    outcome = models.CharField(_("结果"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("暂停")
        verbose_name_plural = _("暂停")
        ordering = ["approval", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["approval"], condition=STANDING, name="clock_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, resumed_at__isnull=True)
                | Q(until__gte=F("since"), resumed_at__isnull=False),
                name="clock_goes_on_after_it_stood",
            ),
            models.CheckConstraint(
                condition=Q(ground__in=StopGround.values), name="clock_stop_has_ground"
            ),
            models.CheckConstraint(
                condition=~Q(basis="") & ~Q(reason=""), name="clock_stop_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approval} {self.get_ground_display()}"


class ExtensionKind(models.TextChoices):
    """Who may grant how many working days (行政许可法 art. 42), unless the matter's own statute
    says otherwise.
    """

    SINGLE = "single", _("本部门负责人批准，一般最多 10 个工作日")
    JOINT = "joint", _("本级政府负责人批准，最多 15 个工作日")


class Extension(models.Model):
    """延长: asked for once by the officer, granted or not by the head; the person is told why."""

    approval = models.OneToOneField(
        Approval, on_delete=models.CASCADE, related_name="extension", verbose_name=_("审批件")
    )
    kind = models.CharField(_("类型"), max_length=8, choices=ExtensionKind.choices)
    days = models.PositiveSmallIntegerField(_("延长的日数"))
    most_days = models.PositiveSmallIntegerField(_("最多可以延长的日数"))
    """By the law in force when it was asked for."""
    own_basis = models.CharField(_("法律另有规定的依据"), max_length=200, blank=True)
    """The matter's own statute, where it sets another limit; then days count in the matter's unit,
    else in working days.
    """
    reason = models.CharField(_("理由"), max_length=400)
    reason_en = models.CharField(_("理由（英文）"), max_length=500, blank=True)
    asked_at = models.DateTimeField(_("提出时间"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("提出人"),
    )
    asked_by_name = models.CharField(_("提出人姓名"), max_length=80)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("答复人"),
    )
    answered_by_name = models.CharField(_("答复人姓名"), max_length=80, blank=True)
    is_granted = models.BooleanField(_("批准"), null=True, blank=True)

    class Meta:
        verbose_name = _("延长")
        verbose_name_plural = _("延长")
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=F("most_days"))
                & (
                    Q(kind="single", most_days=10, own_basis="")
                    | Q(kind="joint", most_days=15, own_basis="")
                    | (Q(kind="single") & ~Q(own_basis=""))
                ),
                name="extension_within_the_law",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_says_why"),
            models.CheckConstraint(
                condition=Q(
                    answered_at__isnull=True, answered_by__isnull=True, is_granted__isnull=True
                )
                | Q(answered_at__isnull=False, answered_by__isnull=False, is_granted__isnull=False),
                name="extension_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
                name="extension_needs_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approval} +{self.days}"

    @property
    def unit(self) -> DayUnit:
        """How its days count."""
        return DayUnit(self.approval.matter_edition.day_unit) if self.own_basis else DayUnit.WORKING
