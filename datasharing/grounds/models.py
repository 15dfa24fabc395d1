"""Which fields a requirement needs, which law makes a read a duty, who was told, who is whose
guardian, and answers that named somebody else.

What a table can hold is a constraint; the rest are the triggers of `migrations/0004_grounds.py`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from datasharing.grounds.assertions import Assertion
from datasharing.grounds.states import MismatchState, ShownHow
from datasharing.states import GivenVia
from portal.accounts.models import Applicant


class FieldRule(models.Model):
    """The least that one kind of material needs from one register (个人信息保护法 art. 6)."""

    resource = models.ForeignKey(
        "datasharing.DataResource", models.PROTECT, related_name="field_rules"
    )
    material = models.CharField(_("材料"), max_length=64)
    """Code of the material type."""
    fields = models.JSONField(_("所需字段"), default=list, blank=True)
    """Empty, without an assertion: only whether there is a record."""
    records = models.JSONField(_("所需记录"), default=list, blank=True)
    """Of an answer with several records those that this material needs, by the value that tells
    them apart (`water`); empty: no rule says so.
    """
    assertion = models.JSONField(_("只问是否"), null=True, blank=True)

    class Meta:
        ordering = ["resource", "material"]
        verbose_name = _("最少字段")
        verbose_name_plural = _("最少字段")
        constraints = [
            models.UniqueConstraint(fields=["resource", "material"], name="field_rule_once"),
            models.CheckConstraint(
                name="field_rule_asks_fields_or_whether",
                condition=Q(assertion__isnull=True) | Q(fields=[]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.material}"

    @property
    def asserts(self) -> Assertion | None:
        return Assertion.from_json(self.assertion) if self.assertion else None


class DutyGround(models.Model):
    """An article that makes looking into this register a duty of the department (art. 13(3), 34).

    It serves only a matter whose own edition cites the article, of a department that it binds.
    """

    resource = models.ForeignKey("datasharing.DataResource", models.PROTECT, related_name="duties")
    law = models.CharField(_("法律法规"), max_length=200)
    article = models.CharField(_("条"), max_length=40)
    covers_sensitive = models.BooleanField(_("可查敏感信息"), default=False)
    """The article itself names what is sensitive; otherwise sensitive fields are left out."""
    duty = models.CharField(_("法定职责"), max_length=200)
    duty_en = models.CharField(max_length=300, blank=True)
    binds = models.JSONField(_("有此职责的部门"), default=list)
    """Names of the departments whose duty it is; nobody else reads by it."""
    is_in_force = models.BooleanField(_("使用中"), default=True)

    class Meta:
        ordering = ["resource", "law", "article"]
        verbose_name = _("法定职责依据")
        verbose_name_plural = _("法定职责依据")
        constraints = [
            models.UniqueConstraint(fields=["resource", "law", "article"], name="duty_once"),
            models.CheckConstraint(
                name="duty_names_law", condition=~Q(law="") & ~Q(article="") & ~Q(duty="")
            ),
        ]

    def __str__(self) -> str:
        return f"《{self.law}》第{self.article}条"


class DutyNotice(models.Model):
    """Somebody was told, before it happened, what is read about them by law (art. 17, 35)."""

    subject = models.ForeignKey(Applicant, models.PROTECT, related_name="duty_notices")
    case_number = models.CharField(_("办件编号"), max_length=40)
    resources = models.JSONField(_("告知查询的数据"))
    given_at = models.DateTimeField(_("告知时间"), default=timezone.now)
    given_via = models.CharField(_("告知方式"), max_length=8, choices=GivenVia)
    teller_name = models.CharField(_("告知人"), max_length=100, blank=True)

    class Meta:
        ordering = ["-given_at", "-id"]
        verbose_name = _("依法查询的告知")
        verbose_name_plural = _("依法查询的告知")
        indexes = [models.Index(fields=["case_number"], name="duty_notice_case")]
        constraints = [
            models.CheckConstraint(name="duty_notice_names_case", condition=~Q(case_number="")),
            models.CheckConstraint(
                name="duty_notice_at_window_says_who",
                condition=~Q(given_via=GivenVia.WINDOW) | ~Q(teller_name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_number} {'、'.join(self.resources)}"


class Guardianship(models.Model):
    """A clerk has seen the paper that says who speaks for this child (art. 31, 民法典 art. 27)."""

    ward = models.ForeignKey(Applicant, models.PROTECT, related_name="guarded_by")
    guardian = models.ForeignKey(Applicant, models.PROTECT, related_name="guards")
    shown_how = models.CharField(_("凭什么"), max_length=12, choices=ShownHow)
    seen_by_name = models.CharField(_("核验人"), max_length=100)
    seen_at = models.DateTimeField(_("核验时间"), default=timezone.now)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        ordering = ["-seen_at", "-id"]
        verbose_name = _("监护关系")
        verbose_name_plural = _("监护关系")
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "guardian"],
                condition=Q(ended_at=None),
                name="guardianship_one_live",
            ),
            models.CheckConstraint(
                name="guardian_is_another", condition=~Q(ward=F("guardian")) & ~Q(seen_by_name="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardian_id} → {self.ward_id}"


class Mismatch(models.Model):
    """An answer that named somebody else, put aside: it never reached the case.

    Of the stranger's record nothing is kept but what the provider needs to find it: which of our
    keys it contradicted, the masked number, and how much there was.
    """

    exchange = models.ForeignKey("datasharing.Exchange", models.PROTECT, related_name="mismatches")
    attempt = models.PositiveIntegerField()
    at = models.DateTimeField(_("时间"))
    differing = models.JSONField(_("不一致的项目"))
    """Names of the keys: ["id_number"]."""
    named = models.CharField(_("答复写的号码"), max_length=40, blank=True)
    """Masked; empty where the answer did not say whose it is."""
    record_count = models.PositiveIntegerField(_("记录数"), default=0)
    state = models.CharField(
        _("状态"), max_length=10, choices=MismatchState, default=MismatchState.OPEN
    )
    due_on = models.DateField(_("答复期限"), null=True, blank=True)
    answer = models.CharField(_("核实结果"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("核实时间"), null=True, blank=True)
    answered_by_name = models.CharField(_("核实人"), max_length=100, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("答复不是本人")
        verbose_name_plural = _("答复不是本人")
        constraints = [
            models.UniqueConstraint(fields=["exchange", "attempt"], name="mismatch_once"),
            models.CheckConstraint(
                name="mismatch_answered_or_open",
                condition=Q(state=MismatchState.OPEN, answered_at__isnull=True, answer="")
                | (
                    ~Q(state=MismatchState.OPEN)
                    & Q(answered_at__isnull=False)
                    & ~Q(answer="")
                    & ~Q(answered_by_name="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exchange_id}/{self.attempt} {self.state}"
