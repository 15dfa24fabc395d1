"""Resources, consents, exchanges and the ledger.

Every rule that a table can hold is a constraint, and what a constraint cannot say is a trigger in
`migrations/0002_guards.py` (the ledger is append-only, a consent changes only by being revoked, an
exchange under a consent stays inside it) and `migrations/0004_grounds.py` (no exchange without a
ground that its edition has, no sensitive field without a separate consent, no child without a
guardian). The ledger is kept in months, and its seals and questions are in `ledger/models.py`: see
`migrations/0007_ledger.py`.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from datasharing.connections.models import Connection
from datasharing.disputes.models import DataDispute
from datasharing.grounds.models import (
    DutyGround,
    DutyNotice,
    FieldRule,
    Guardianship,
    Mismatch,
)
from datasharing.grounds.states import GroundKind
from datasharing.ledger.models import LedgerHead, LedgerQuestion, LedgerSeal
from datasharing.lists.catalogue.states import UpdateCycle
from datasharing.lists.demand.models import DataDemand, DemandRound
from datasharing.lists.permissions.models import SharingPermission
from datasharing.states import ExchangeState, GivenVia, Outcome, Sharing
from portal.accounts.models import Applicant
from services.models import Department, Edition

__all__ = [
    "Connection",
    "Consent",
    "DataDemand",
    "DataDispute",
    "DataResource",
    "DemandRound",
    "DutyGround",
    "DutyNotice",
    "Exchange",
    "FieldRule",
    "Guardianship",
    "LedgerEntry",
    "LedgerHead",
    "LedgerQuestion",
    "LedgerSeal",
    "Mismatch",
    "SharingPermission",
]


class DataResource(models.Model):
    """What a department offers to share: keys in, fields out."""

    code = models.CharField(_("接口编号"), max_length=16, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(max_length=160, blank=True)
    provider_name = models.CharField(_("提供部门"), max_length=100)
    provider_name_en = models.CharField(max_length=160, blank=True)
    key_fields = models.JSONField(_("查询条件"), default=list)
    fields = models.JSONField(_("返回字段"), default=list)
    """[{"name", "label", "label_en", "sensitive"}], in the order shown to people; with "one_per"
    and "values" as in `data/resources.yaml`.
    """
    sharing = models.CharField(_("共享类型"), max_length=16, choices=Sharing)
    sharing_ground = models.CharField(_("不能无条件共享的依据"), max_length=300, blank=True)
    sharing_ground_en = models.CharField(max_length=400, blank=True)
    owner = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="data_resources",
        verbose_name=_("负责部门"),
    )
    """Whose data officer keeps this row; None where the provider is no department of the portal."""
    update_cycle = models.CharField(
        _("更新周期"), max_length=12, choices=UpdateCycle, default=UpdateCycle.UNSAID
    )
    quality_note = models.CharField(_("质量说明"), max_length=500, blank=True)
    quality_note_en = models.CharField(max_length=700, blank=True)
    kept_at = models.DateTimeField(_("最近维护时间"), null=True, blank=True)
    """When the owner last changed it here; from then on a loaded list leaves it as it is."""
    connector = models.CharField(_("连接方式"), max_length=32, blank=True)
    path = models.CharField(_("接口路径"), max_length=200, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("数据资源")
        verbose_name_plural = _("数据资源")
        constraints = [
            models.CheckConstraint(
                name="resource_not_shared_has_no_connector",
                condition=~Q(sharing=Sharing.NONE) | Q(connector=""),
            ),
            models.CheckConstraint(
                name="resource_says_why_not_freely",
                condition=Q(sharing=Sharing.UNCONDITIONAL) | ~Q(sharing_ground=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def field_names(self) -> tuple[str, ...]:
        return tuple(each["name"] for each in self.fields)

    @property
    def labels(self) -> list[list[str]]:
        """How the fields are called, in both languages, sensitive ones marked."""
        return [
            [f"{each['label']}（敏感）", f"{each['label_en'] or each['label']} (sensitive)"]
            if each["sensitive"]
            else [each["label"], each["label_en"]]
            for each in self.fields
        ]

    @property
    def sensitive_names(self) -> frozenset[str]:
        """个人信息保护法 art. 28: what needs a consent of its own."""
        return frozenset(each["name"] for each in self.fields if each["sensitive"])


class Consent(models.Model):
    """A person's permission to read the listed resources for one case (个人信息保护法 art. 14, 15,
    29).
    """

    subject = models.ForeignKey(Applicant, models.PROTECT, related_name="consents")
    case_number = models.CharField(_("办件编号"), max_length=40)
    resources = models.JSONField(_("授权的数据"))
    purpose = models.CharField(_("用途"), max_length=200)
    purpose_en = models.CharField(max_length=300, blank=True)
    given_at = models.DateTimeField(_("授权时间"), default=timezone.now)
    expires_at = models.DateTimeField(_("到期时间"))
    revoked_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    given_via = models.CharField(_("授权方式"), max_length=8, choices=GivenVia)
    witness_name = models.CharField(_("见证人"), max_length=100, blank=True)
    is_separate = models.BooleanField(_("单独同意"), default=False)
    """Given to this one resource with its sensitive fields named (art. 29)."""
    guardian = models.ForeignKey(
        Applicant, models.PROTECT, null=True, blank=True, related_name="consents_for_wards"
    )
    """Who spoke for a child under fourteen (art. 31)."""

    class Meta:
        ordering = ["-given_at", "-id"]
        verbose_name = _("授权")
        verbose_name_plural = _("授权")
        indexes = [models.Index(fields=["case_number"], name="consent_case")]
        constraints = [
            models.CheckConstraint(
                name="consent_ends_after_it_begins", condition=Q(expires_at__gt=F("given_at"))
            ),
            models.CheckConstraint(
                name="consent_revoked_after_given",
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("given_at")),
            ),
            models.CheckConstraint(
                name="consent_at_window_has_witness",
                condition=~Q(given_via=GivenVia.WINDOW) | ~Q(witness_name=""),
            ),
            models.CheckConstraint(
                name="consent_names_case_and_purpose", condition=~Q(case_number="") & ~Q(purpose="")
            ),
            models.CheckConstraint(
                name="consent_guardian_is_another",
                condition=Q(guardian__isnull=True) | ~Q(guardian=F("subject")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_number} {'、'.join(self.resources)}"


class Exchange(models.Model):
    """One resource about one person for one case: asked once, whoever in it needs the answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_number = models.CharField(_("办件编号"), max_length=40)
    matter_code = models.CharField(_("事项"), max_length=40)
    department_name = models.CharField(_("查询部门"), max_length=100)
    department_name_en = models.CharField(max_length=160, blank=True)
    resource = models.ForeignKey(DataResource, models.PROTECT, related_name="exchanges")
    subject = models.ForeignKey(Applicant, models.PROTECT, related_name="exchanges")
    role = models.CharField(_("当事人角色"), max_length=40)
    consent = models.ForeignKey(
        Consent, models.PROTECT, null=True, blank=True, related_name="exchanges"
    )
    requirement = models.CharField(_("材料要求"), max_length=160)
    """Key of the requirement that needs it, or `form:<element>` for a field of the form."""
    needs = models.JSONField(_("用在哪里"), default=list)
    """[[matter code, requirement], …]: everything in the case that this one read serves."""
    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="exchanges"
    )
    ground_kind = models.CharField(_("依据种类"), max_length=8, choices=GroundKind)
    duty = models.ForeignKey(
        DutyGround, models.PROTECT, null=True, blank=True, related_name="exchanges"
    )
    notice = models.ForeignKey(
        DutyNotice, models.PROTECT, null=True, blank=True, related_name="exchanges"
    )
    permission = models.ForeignKey(
        SharingPermission, models.PROTECT, null=True, blank=True, related_name="exchanges"
    )
    """Under which the department reads what is shared on conditions."""
    legal_ground = models.CharField(_("法律依据"), max_length=300, blank=True)
    grounded_at = models.DateTimeField(_("核对依据的时间"), default=timezone.now)
    """When the ground was last found to stand: at asking, and whenever it was replaced."""
    assertion = models.JSONField(_("只问是否"), null=True, blank=True)
    """The one test whose yes or no is kept (`grounds.assertions`); then no field is."""
    purpose = models.CharField(_("用途"), max_length=200)
    purpose_en = models.CharField(max_length=300, blank=True)
    query = models.JSONField(_("查询条件"), default=dict)
    fields = models.JSONField(_("所查字段"), default=list)
    """The least that the purpose needs: names out of the resource's fields."""
    state = models.CharField(
        _("状态"), max_length=12, choices=ExchangeState, default=ExchangeState.ASKED
    )
    answer = models.JSONField(_("答复"), null=True, blank=True)
    asked_at = models.DateTimeField(_("发出时间"), default=timezone.now)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    """Grows when the question is asked anew: a late answer to the old question is not kept."""
    attempts = models.PositiveIntegerField(_("读取次数"), default=0)
    failures = models.PositiveIntegerField(_("连续失败次数"), default=0)
    reading_since = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(_("对方开始处理的时间"), null=True, blank=True)
    """Since when this attempt's question lies with a source that answers when it can."""
    waiting_round = models.PositiveSmallIntegerField(null=True, blank=True)
    said = models.JSONField(null=True, blank=True)
    """What the line of the attempt under way says, as it stood when the attempt began: fields and
    ground of the question may be widened while it is read.
    """
    valid_until = models.DateTimeField(_("答复有效至"), null=True, blank=True)
    """Until when the source says that its answer holds, cut to what the connection allows."""
    last_outcome = models.CharField(_("最近结果"), max_length=16, choices=Outcome, blank=True)
    last_error = models.CharField(_("最近错误"), max_length=300, blank=True)

    class Meta:
        ordering = ["case_number", "asked_at", "id"]
        verbose_name = _("数据查询")
        verbose_name_plural = _("数据查询")
        indexes = [
            models.Index(
                fields=["subject", "resource"],
                condition=Q(valid_until__isnull=False),
                name="exchange_still_valid",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case_number", "resource", "subject"], name="exchange_once_per_case"
            ),
            models.CheckConstraint(
                name="exchange_has_ground",
                condition=Q(
                    ground_kind=GroundKind.CONSENT,
                    consent__isnull=False,
                    duty__isnull=True,
                    notice__isnull=True,
                )
                | (
                    Q(
                        ground_kind=GroundKind.DUTY,
                        consent__isnull=True,
                        duty__isnull=False,
                        notice__isnull=False,
                        edition__isnull=False,
                    )
                    & ~Q(legal_ground="")
                ),
            ),
            models.CheckConstraint(
                name="exchange_names_case_and_purpose",
                condition=~Q(case_number="")
                & ~Q(purpose="")
                & ~Q(matter_code="")
                & ~Q(requirement=""),
            ),
            models.CheckConstraint(
                name="exchange_keeps_fields_or_whether",
                condition=Q(assertion__isnull=True) | Q(fields=[]),
            ),
            models.CheckConstraint(
                name="exchange_answer_iff_answered",
                condition=(
                    Q(state=ExchangeState.ANSWERED, answer__isnull=False)
                    | (~Q(state=ExchangeState.ANSWERED) & Q(answer__isnull=True))
                ),
            ),
            models.CheckConstraint(
                name="exchange_waits_in_a_round",
                condition=Q(waiting_since__isnull=True, waiting_round__isnull=True)
                | Q(waiting_since__isnull=False, waiting_round__isnull=False),
            ),
            models.CheckConstraint(
                name="exchange_only_answers_are_valid",
                condition=Q(valid_until__isnull=True) | Q(state=ExchangeState.ANSWERED),
            ),
            models.CheckConstraint(
                name="exchange_settled_has_time",
                condition=(
                    Q(
                        state__in=[ExchangeState.ANSWERED, ExchangeState.NO_RECORD],
                        answered_at__isnull=False,
                    )
                    | Q(
                        state__in=[ExchangeState.ASKED, ExchangeState.FAILED],
                        answered_at__isnull=True,
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_number} {self.resource_id} {self.state}"


class LedgerEntry(models.Model):
    """One attempt to read a person's data, for ever (个人信息保护法 art. 55, 56).

    Chained per person: each line carries the hash of the one before, so a missing line shows. The
    table is partitioned by the month of `at`; that a line follows the last one of its person, and
    that an attempt has one line, is kept by a trigger, since no index spans all months. Each month
    has a unique index on exchange and attempt.
    """

    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="ledger", db_index=False)
    attempt = models.PositiveIntegerField()
    subject = models.ForeignKey(Applicant, models.PROTECT, related_name="ledger", db_index=False)
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField(_("时间"))
    asker_department = models.CharField(_("查询部门"), max_length=100)
    asker_department_en = models.CharField(max_length=160, blank=True)
    matter_code = models.CharField(_("事项"), max_length=40)
    case_number = models.CharField(_("办件编号"), max_length=40)
    resource = models.ForeignKey(
        DataResource, models.PROTECT, related_name="ledger", db_index=False
    )
    fields = models.JSONField(_("所查字段"))
    """[[label, label_en], …] as they were called that day: the list of fields may change later."""
    ground = models.CharField(_("依据"), max_length=300)
    ground_en = models.CharField(max_length=400, blank=True)
    purpose = models.CharField(_("用途"), max_length=200)
    purpose_en = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(_("结果"), max_length=16, choices=Outcome)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    layout = models.SmallIntegerField()
    """By which rule the hash was made: see `ledger.chain`."""

    class Meta:
        ordering = ["-id"]
        verbose_name = _("数据读取记录")
        verbose_name_plural = _("数据读取记录")
        indexes = [
            models.Index(fields=["subject", "sequence"], name="ledger_of_subject"),
            models.Index(fields=["case_number"], name="ledger_of_case"),
        ]
        constraints = [
            models.CheckConstraint(name="ledger_has_ground", condition=~Q(ground="")),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id}/{self.sequence} {self.outcome}"
