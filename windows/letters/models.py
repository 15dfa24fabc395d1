"""Where a person wants to be told outside of the site, and what was sent there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from windows.letters.states import TO_BE_SENT, LetterState, Way
from windows.notices.models import Notice


class Contact(models.Model):
    """One way to reach the holder of an account. Nothing but a code goes to an address that is not
    confirmed yet (`pending`), so that nobody is written to because of another's mistake.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="contacts",
        verbose_name=_("账号"),
    )
    way = models.CharField(_("方式"), max_length=10, choices=Way.choices)
    address = models.CharField(_("确认过的地址"), max_length=254, blank=True)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    is_wanted = models.BooleanField(_("开通"), default=False)
    pending = models.CharField(_("等待确认的地址"), max_length=254, blank=True)
    code_digest = models.CharField(_("验证码摘要"), max_length=64, blank=True, editable=False)
    """The code itself is nowhere: it is made when it is sent."""
    code_until = models.DateTimeField(_("验证码有效到"), null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(_("输错次数"), default=0)
    undeliverable_at = models.DateTimeField(_("收不到的时间"), null=True, blank=True)
    """Nothing more is sent there until the person confirms an address again."""

    class Meta:
        verbose_name = _("联系方式")
        verbose_name_plural = _("联系方式")
        constraints = [
            models.UniqueConstraint(fields=["user", "way"], name="one_contact_per_way"),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="contact_way_is_known"),
            models.CheckConstraint(
                condition=Q(address="", confirmed_at=None)
                | (~Q(address="") & Q(confirmed_at__isnull=False)),
                name="contact_address_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(is_wanted=False) | ~Q(address=""), name="contact_wanted_has_an_address"
            ),
            models.CheckConstraint(
                condition=Q(code_digest="", code_until=None)
                | (~Q(code_digest="") & Q(code_until__isnull=False) & ~Q(pending="")),
                name="contact_code_is_for_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.way}"


class LetterWishes(models.Model):
    """How somebody wants their letters. Without a row: everything, in the account's language."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="letter_wishes",
        verbose_name=_("账号"),
    )
    language = models.CharField(
        _("语言"), max_length=10, blank=True, choices=[("zh-hans", "中文"), ("en", "English")]
    )
    quiet = models.JSONField(_("不发的内容"), default=list, blank=True)
    """Topics of `kinds.QUIETABLE`."""

    class Meta:
        verbose_name = _("通知偏好")
        verbose_name_plural = _("通知偏好")

    def __str__(self) -> str:
        return str(self.user_id)


class Letter(models.Model):
    """One e-mail or SMS: what a notice says, to one contact; or a code."""

    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="letters", verbose_name=_("联系方式")
    )
    notice = models.ForeignKey(
        Notice,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("消息"),
    )
    kind = models.CharField(_("类型"), max_length=40)
    state = models.CharField(
        _("状态"), max_length=10, choices=LetterState.choices, default=LetterState.QUEUED
    )
    address_digest = models.CharField(_("地址摘要"), max_length=64, editable=False)
    """For what address it was written; the address itself stands once, at the contact."""
    created_at = models.DateTimeField(_("产生时间"), auto_now_add=True)
    sent_at = models.DateTimeField(_("发出时间"), null=True, blank=True)
    tries = models.PositiveIntegerField(_("尝试次数"), default=0)
    last_error = models.CharField(_("最近的错误"), max_length=300, blank=True)
    reference = models.CharField(_("网关的编号"), max_length=120, blank=True)
    resent = models.PositiveSmallIntegerField(_("人工重发次数"), default=0)

    class Meta:
        verbose_name = _("信件")
        verbose_name_plural = _("信件")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["-id"],
                name="letter_in_trouble",
                condition=Q(state__in=["failed", "given_up"]),
            ),
            models.Index(
                fields=["address_digest", "created_at"],
                name="letter_code",
                condition=Q(kind="code"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["notice", "contact"], name="letter_written_once"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None)),
                name="letter_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(kind="code", notice=None) | (~Q(kind="code") & Q(notice__isnull=False)),
                name="letter_tells_of_a_notice_or_is_a_code",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in TO_BE_SENT
