"""What was said between one person and one office about a case; said once, never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Applicant
from services.models import Department
from windows.cases.models import Case

LONGEST = 1000


class Conversation(models.Model):
    """One person and one office of a case: the window (no `department`), or a department."""

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="conversations", verbose_name=_("办件")
    )
    person = models.ForeignKey(
        Applicant, on_delete=models.PROTECT, related_name="conversations", verbose_name=_("谁问的")
    )
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="conversations",
        verbose_name=_("问谁"),
    )
    seen_up_to = models.PositiveBigIntegerField(_("本人看到哪一条"), default=0)
    """Key of the last line that the person said to have seen."""

    class Meta:
        verbose_name = _("来往留言")
        verbose_name_plural = _("来往留言")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "department"],
                nulls_distinct=False,
                name="one_conversation_per_office",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person_id} {self.department_id or 'window'}"


class CaseMessage(models.Model):
    """One line. The database refuses to change or delete it."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="lines", verbose_name=_("来往留言")
    )
    is_from_office = models.BooleanField(_("办理机关说的"))
    text = models.TextField(_("内容"), max_length=LONGEST)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("账号"),
    )
    author_name = models.CharField(_("姓名"), max_length=200)
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    answer_by = models.DateField(_("最迟答复"), null=True, blank=True)
    """Of a question; null as well where the calendar does not reach so far."""

    class Meta:
        verbose_name = _("留言")
        verbose_name_plural = _("留言")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["answer_by", "id"],
                name="message_question",
                condition=Q(is_from_office=False),
            )
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="message_says_something"),
            models.CheckConstraint(
                condition=Q(is_from_office=False) | Q(answer_by=None),
                name="message_answer_has_no_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.pk}"
