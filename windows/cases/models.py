"""办件: one person's one thing under way, the people in it and its one set of material."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from materials.models import Commitment, Document, Licence, MaterialType
from portal.accounts.models import Applicant
from services.catalogue.spec import Necessity, SourceKind
from services.catalogue.trust import PROVED
from services.models import LifeEventEdition, Region
from windows.cases.states import OPEN, SATISFIED, CaseState, Channel, SlotState
from windows.centres.models import ServiceCentre


class CaseSerial(models.Model):
    """The last serial given in a division on a day. Gaps are allowed, doubles are not."""

    division = models.CharField(max_length=6)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("办件流水号")
        verbose_name_plural = _("办件流水号")
        constraints = [models.UniqueConstraint(fields=["division", "day"], name="case_serial_once")]

    def __str__(self) -> str:
        return f"{self.division} {self.day} {self.last}"


NO_DAY = dt.date(9999, 12, 31)
"""Sorts a case whose intake day is not yet known to the end of the desk's list."""
NEVER_CHANGES = frozenset({"id", "number", "plan", "draft_key", "created_at"})


class Case(models.Model):
    """办件. Pins the editions it began with; `plan` and `answers` never change after the draft.

    `form` maps data element codes to values; a partial form is kept with its faults.
    """

    number = models.CharField(_("办件编号"), max_length=30, unique=True)
    life_event_edition = models.ForeignKey(
        LifeEventEdition, on_delete=models.PROTECT, related_name="cases", verbose_name=_("一件事")
    )
    applicant = models.ForeignKey(
        Applicant, on_delete=models.PROTECT, related_name="cases", verbose_name=_("申请人")
    )
    channel = models.CharField(_("渠道"), max_length=10, choices=Channel.choices)
    state = models.CharField(
        _("状态"), max_length=20, choices=CaseState.choices, default=CaseState.DRAFT
    )
    answers = models.JSONField(_("情形"), default=dict)
    plan = models.JSONField(_("办理方案"), default=dict)
    form = models.JSONField(_("申请表"), default=dict, blank=True)
    overlay_editions = models.JSONField(_("地方版"), default=list, blank=True, editable=False)
    """[id, fingerprint] of each regional edition that held in the region when the case began."""
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="cases", verbose_name=_("行政区划")
    )
    centre = models.ForeignKey(
        ServiceCentre,
        on_delete=models.PROTECT,
        related_name="cases",
        null=True,
        blank=True,
        verbose_name=_("政务服务中心"),
    )
    taken_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="cases_taken_in",
        null=True,
        blank=True,
        verbose_name=_("收件人员"),
    )
    split_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="split_off",
        null=True,
        blank=True,
        verbose_name=_("从哪个办件拆出"),
    )
    is_rehearsal = models.BooleanField(_("演练"), default=False, editable=False)
    """Tried out by a catalogue editor with invented people: never counted, never in an inbox."""
    draft_key = models.UUIDField(_("申请表编号"), default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    intake_due_on = models.DateField(_("受理期限"), null=True, blank=True)
    """行政许可法 art. 32: five working days, or the case counts as accepted."""
    intake_days_left = models.PositiveSmallIntegerField(
        _("补正期间剩余工作日"), null=True, blank=True
    )
    """Kept while a correction is open: the clock stands still."""
    accepted_at = models.DateTimeField(_("受理时间"), null=True, blank=True)
    is_accepted_by_silence = models.BooleanField(_("视为受理"), default=False)
    promised_on = models.DateField(_("承诺办结日"), null=True, blank=True)
    statutory_on = models.DateField(_("法定办结日"), null=True, blank=True)
    finished_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("终结时间"), null=True, blank=True)
    closed_reason = models.TextField(_("终结原因"), blank=True)
    withdrawn_at_window = models.BooleanField(_("窗口代为撤回"), default=False)
    """A clerk did it for the person, and `closed_reason` is what they said."""
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)

    class Meta:
        verbose_name = _("办件")
        verbose_name_plural = _("办件")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["applicant", "-id"], name="case_of_applicant"),
            models.Index(
                fields=["region", "state", "id"],
                condition=Q(state__in=[state.value for state in OPEN]),
                name="case_open_in_region",
            ),
            models.Index(
                fields=["submitted_at"],
                condition=Q(submitted_at__isnull=False, is_rehearsal=False),
                name="case_by_day_submitted",
            ),
            models.Index(
                fields=["-id"],
                condition=Q(is_accepted_by_silence=True),
                name="case_accepted_by_silence",
            ),
            models.Index(
                Coalesce(F("intake_due_on"), Value(NO_DAY)),
                F("id"),
                name="case_at_the_desk",
                condition=Q(state="submitted", is_rehearsal=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_submitted_has_time",
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="case_accepted_has_time",
                condition=~Q(state__in=["accepted", "results_ready", "collected", "archived"])
                | Q(accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="case_finished_has_time",
                condition=Q(
                    state__in=["results_ready", "collected", "archived"], finished_at__isnull=False
                )
                | Q(
                    state__in=[
                        "draft",
                        "submitted",
                        "correction",
                        "accepted",
                        "refused",
                        "withdrawn",
                        "lapsed",
                        "revoked",
                    ],
                    finished_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="case_refused_has_reason",
                condition=~Q(state__in=["refused", "lapsed", "revoked"]) | ~Q(closed_reason=""),
            ),
            models.CheckConstraint(
                name="case_withdrawn_at_window_has_reason",
                condition=Q(withdrawn_at_window=False)
                | (Q(state="withdrawn") & ~Q(closed_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **options: Any) -> None:
        """Without the plan, which is long and fixed with the draft, unless it is asked for."""
        if not self._state.adding and options.get("update_fields") is None:
            left_out = NEVER_CHANGES | self.get_deferred_fields()
            options["update_fields"] = [
                field.name for field in self._meta.concrete_fields if field.name not in left_out
            ]
        super().save(*args, **options)

    @property
    def stream(self) -> str:
        """The journal stream of this case."""
        return f"case:{self.number}"


class CaseParty(models.Model):
    """Another person who must join: nothing about them is read before they confirm."""

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="parties", verbose_name=_("办件")
    )
    role = models.CharField(_("角色"), max_length=40)
    applicant = models.ForeignKey(
        Applicant, on_delete=models.PROTECT, related_name="party_to", verbose_name=_("共同申请人")
    )
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    confirmed_via = models.CharField(
        _("确认方式"), max_length=10, choices=Channel.choices, blank=True
    )

    class Meta:
        verbose_name = _("共同申请人")
        verbose_name_plural = _("共同申请人")
        constraints = [
            models.UniqueConstraint(fields=["case", "role"], name="party_role_once"),
            models.CheckConstraint(
                name="party_confirmed_somewhere",
                condition=Q(confirmed_at__isnull=True, confirmed_via="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_via="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.role}"


class MaterialSlot(models.Model):
    """One material of the case, once, however many matters need it, and where it came from.

    `party_role` is "applicant" or a role of `CaseParty`. `requirement_keys` lists the
    [matter code, requirement key] pairs it meets.
    """

    class Check(models.TextChoices):
        OK = "ok", _("符合要求")
        BAD = "bad", _("不符合要求")

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="slots", verbose_name=_("办件")
    )
    material_type = models.ForeignKey(
        MaterialType, on_delete=models.PROTECT, verbose_name=_("材料")
    )
    key = models.CharField(_("方案中的编号"), max_length=160)
    """`key` of the plan's material: `material/role`, or longer where one pair occurs twice."""
    party_role = models.CharField(_("谁的材料"), max_length=40, default="applicant")
    name = models.CharField(_("名称"), max_length=200)
    name_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    requirement_keys = models.JSONField(_("对应的材料要求"), default=list)
    necessity = models.CharField(
        _("必要性"), max_length=12, choices=[(item.value, item.value) for item in Necessity]
    )
    source_kind = models.CharField(
        _("来源"), max_length=12, choices=[(item.value, item.value) for item in SourceKind]
    )
    source_ref = models.CharField(_("来源代码"), max_length=64, blank=True)
    """Resource code for resource and licence, matter code for output."""
    planned_source = models.CharField(_("方案中的来源"), max_length=12)
    original_at_window = models.BooleanField(_("须核验原件"), default=False)
    order = models.PositiveSmallIntegerField(_("顺序"), default=0)
    state = models.CharField(
        _("状态"), max_length=12, choices=SlotState.choices, default=SlotState.WAITING
    )
    tried = models.JSONField(_("试过的来源"), default=list, blank=True)
    """[{"kind", "ref", "why": [中文, English]}, …]: sources that gave nothing, oldest first."""
    note = models.CharField(_("说明"), max_length=300, blank=True)
    note_en = models.CharField(_("说明（英文）"), max_length=400, blank=True)
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("文件"),
    )
    exchange_id = models.UUIDField(_("共享记录"), null=True, blank=True)
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("承诺书"),
    )
    licence = models.ForeignKey(
        Licence,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("电子证照"),
    )
    checked = models.CharField(
        _("核对结果"), max_length=4, choices=Check.choices, null=True, blank=True
    )
    checked_by_name = models.CharField(_("核对人"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("材料")
        verbose_name_plural = _("材料")
        ordering = ["order", "id"]
        indexes = [
            models.Index(
                fields=["exchange_id"],
                name="slot_of_exchange",
                condition=Q(exchange_id__isnull=False),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="slot_once"),
            models.CheckConstraint(
                name="slot_provided_has_document",
                condition=~Q(state="provided") | Q(document__isnull=False),
            ),
            models.CheckConstraint(
                name="slot_committed_has_promise",
                condition=~Q(state="committed") | Q(commitment__isnull=False),
            ),
            models.CheckConstraint(
                name="slot_fetched_has_proof",
                condition=~Q(state="fetched")
                | Q(exchange_id__isnull=False)
                | Q(licence__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state_in_words(self) -> str:
        """What another matter of the case produces is there once that one is granted."""
        if self.state == SlotState.FROM_OUTPUT and self.licence_id is not None:
            return gettext("其他事项办好了，已经转来")
        return str(self.get_state_display())

    @property
    def is_satisfied(self) -> bool:
        """True when nobody needs to do anything more for it."""
        return self.state in SATISFIED

    @property
    def must_show_original(self) -> bool:
        """True while the paper itself has to be brought; once a clerk has compared it, no more."""
        is_seen = self.document is not None and self.document.level in PROVED
        return self.original_at_window and not is_seen
