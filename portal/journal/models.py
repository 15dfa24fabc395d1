"""The record of everything that was done: appended to, never changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role


class Entry(models.Model):
    """One act: who did what, in which stream, chained to the entry before by its hash.

    The database itself refuses to change or remove a row (triggers in the first migration).
    The actor is kept as words, so that the record outlives the account.
    """

    stream = models.CharField(_("记录链"), max_length=100)
    sequence = models.PositiveIntegerField(_("序号"))
    at = models.DateTimeField(_("时间"))
    verb = models.CharField(_("动作"), max_length=100)
    actor_kind = models.CharField(_("身份"), max_length=20, choices=Role.choices)
    actor_id = models.BigIntegerField(_("账号编号"), null=True)
    actor_name = models.CharField(_("姓名"), max_length=200)
    data = models.JSONField(_("内容"), default=dict)
    previous_hash = models.CharField(_("上一条的摘要"), max_length=64)
    hash = models.CharField(_("摘要"), max_length=64)

    class Meta:
        verbose_name = _("工作记录")
        verbose_name_plural = _("工作记录")
        ordering = ["stream", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["stream", "sequence"], name="one_entry_per_sequence"),
            models.CheckConstraint(
                condition=models.Q(sequence__gte=1), name="journal_sequence_starts_at_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream} #{self.sequence} {self.verb}"
