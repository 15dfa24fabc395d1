"""People and organisations, those who stand for them, and those who work for the government."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts import identity
from portal.accounts.roles import BELONG_TO_A_DEPARTMENT, STAFF_ROLES, Role
from portal.accounts.typed.models import TypedForm

__all__ = [
    "Applicant",
    "ApplicantKind",
    "IdType",
    "Representation",
    "RepresentationRole",
    "SignLevel",
    "Staff",
    "TypedForm",
    "User",
    "VerifiedHow",
]


class Theme(models.TextChoices):
    SYSTEM = "system", _("跟随手机或电脑")
    LIGHT = "light", _("浅色")
    DARK = "dark", _("深色")


class Contrast(models.TextChoices):
    SYSTEM = "system", _("跟随手机或电脑")
    MORE = "more", _("高对比度")


class User(AbstractUser):
    """An account somebody logs in with. Who that is in law says `Applicant` or `Staff`."""

    display_name = models.CharField(_("姓名"), max_length=100, blank=True)
    phone = models.CharField(_("手机号码"), max_length=20, blank=True)
    language = models.CharField(
        _("语言"),
        max_length=10,
        default="zh-hans",
        choices=[("zh-hans", _("简体中文")), ("en", _("英文"))],
    )
    large_print = models.BooleanField(_("大字版"), default=False)
    theme = models.CharField(_("深浅"), max_length=10, choices=Theme.choices, default=Theme.SYSTEM)
    contrast = models.CharField(
        _("对比度"), max_length=10, choices=Contrast.choices, default=Contrast.SYSTEM
    )
    shortcuts_off = models.BooleanField(_("不用单键快捷键"), default=False)
    is_demo = models.BooleanField(_("演示账号"), default=False, editable=False)

    class Meta:
        verbose_name = _("账号")
        verbose_name_plural = _("账号")
        constraints = [
            models.UniqueConstraint(
                fields=["phone"], condition=~Q(phone=""), name="one_account_per_phone"
            ),
            models.CheckConstraint(condition=Q(theme__in=Theme.values), name="user_theme_is_known"),
            models.CheckConstraint(
                condition=Q(contrast__in=Contrast.values), name="user_contrast_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.get_username()


class ApplicantKind(models.TextChoices):
    PERSON = "person", _("个人")
    ORGANISATION = "organisation", _("单位")


class IdType(models.TextChoices):
    RESIDENT_ID = "resident_id", _("居民身份证")
    PASSPORT = "passport", _("护照")
    CREDIT_CODE = "credit_code", _("统一社会信用代码")


class VerifiedHow(models.TextChoices):
    """How we know that the name and the number belong to this applicant (实名认证)."""

    DEMO_REGISTRY = "demo_registry", _("演示登记库核对")
    CLERK_SAW_CARD = "clerk_saw_card", _("窗口人员核对证件原件")
    IMPORTED = "imported", _("由权威部门导入")


class Applicant(models.Model):
    """A person or an organisation in whose name something is applied for; one row each."""

    kind = models.CharField(_("类型"), max_length=20, choices=ApplicantKind.choices)
    name = models.CharField(_("姓名或名称"), max_length=200)
    id_type = models.CharField(_("证件类型"), max_length=20, choices=IdType.choices)
    id_number = models.CharField(_("证件号码"), max_length=40)
    phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    address = models.CharField(_("地址"), max_length=300, blank=True)
    user = models.OneToOneField(
        User,
        verbose_name=_("账号"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applicant",
    )
    verified_at = models.DateTimeField(_("核实时间"), null=True, blank=True)
    verified_how = models.CharField(
        _("核实方式"), max_length=20, choices=VerifiedHow.choices, blank=True
    )

    class Meta:
        verbose_name = _("申请人")
        verbose_name_plural = _("申请人")
        constraints = [
            models.UniqueConstraint(
                fields=["id_type", "id_number"], name="one_applicant_per_identity"
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None, verified_how="")
                | (Q(verified_at__isnull=False) & ~Q(verified_how="")),
                name="applicant_verified_says_how",
            ),
            models.CheckConstraint(
                condition=Q(kind="person") & ~Q(id_type="credit_code")
                | Q(kind="organisation", id_type="credit_code", user=None),
                name="applicant_kind_fits_identity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.masked_name} {self.masked_number}"

    @property
    def masked_number(self) -> str:
        return identity.mask_number(self.id_number)

    @property
    def masked_name(self) -> str:
        """Organisations are public; only a person's name is hidden."""
        if self.kind == ApplicantKind.ORGANISATION:
            return self.name
        return identity.mask_name(self.name)

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


class RepresentationRole(models.TextChoices):
    LEGAL_REPRESENTATIVE = "legal_representative", _("法定代表人")
    AGENT = "agent", _("经办人")


class Representation(models.Model):
    """This person may act for this organisation, until `ended_at`."""

    organisation = models.ForeignKey(
        Applicant,
        verbose_name=_("单位"),
        on_delete=models.PROTECT,
        related_name="represented_by",
    )
    person = models.ForeignKey(
        Applicant, verbose_name=_("个人"), on_delete=models.PROTECT, related_name="represents"
    )
    role = models.CharField(_("身份"), max_length=30, choices=RepresentationRole.choices)
    started_at = models.DateTimeField(_("开始时间"), auto_now_add=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("代表关系")
        verbose_name_plural = _("代表关系")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(ended_at=None),
                name="one_live_representation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.organisation}"


class SignLevel(models.IntegerChoices):
    """经办、审核、负责人: who in an authority may sign what. Each may do what those below may."""

    EXAMINER = 1, _("经办人")
    REVIEWER = 2, _("审核人")
    HEAD = 3, _("负责人")


class Staff(models.Model):
    """What an account may do as part of the government. Codes point up, so they are plain text."""

    user = models.OneToOneField(
        User, verbose_name=_("账号"), on_delete=models.PROTECT, related_name="staff"
    )
    role = models.CharField(
        _("角色"), max_length=20, choices=[(role.value, role.label) for role in STAFF_ROLES]
    )
    department_code = models.CharField(_("部门代码"), max_length=60, blank=True)
    region_code = models.CharField(_("行政区划代码"), max_length=12, blank=True)
    centre_code = models.CharField(_("政务服务中心代码"), max_length=60, blank=True)
    window_number = models.CharField(_("窗口号"), max_length=20, blank=True)
    level = models.PositiveSmallIntegerField(
        _("签批级别"), choices=SignLevel.choices, default=SignLevel.EXAMINER
    )
    is_active = models.BooleanField(_("在岗"), default=True)

    class Meta:
        verbose_name = _("工作人员")
        verbose_name_plural = _("工作人员")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in STAFF_ROLES]),
                name="staff_role_is_for_staff",
            ),
            models.CheckConstraint(
                condition=Q(level__in=SignLevel.values), name="staff_level_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[role.value for role in BELONG_TO_A_DEPARTMENT])
                | ~Q(department_code=""),
                name="officers_belong_to_a_department",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {Role(self.role).label}"
