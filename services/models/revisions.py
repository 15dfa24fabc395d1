"""修订稿: a life event as it might be published. What was published is in the editions.

draft → in_review → published, or back to draft, or withdrawn. The content is a whole
`CatalogueSpec` of one life event as JSON, so that a draft may be incomplete while it is written and
the planner can still compute with it. A revision in review that has a reviewer is approved and
waits for its day (docs/decisions/0021).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import SYSTEM
from services.models.life_events import LifeEvent, LifeEventEdition
from services.models.two_people import ForTwoPeople
from services.revisions.states import RevisionState

__all__ = ["PublicChange", "Revision", "RevisionState"]


class Revision(ForTwoPeople):
    """`version` counts saves: whoever saves an older one is told, and nothing is overwritten."""

    code = models.CharField(_("一件事代码"), max_length=64)
    title = models.CharField(_("标题"), max_length=200)
    title_en = models.CharField(_("英文标题"), max_length=300, blank=True)
    base = models.ForeignKey(
        LifeEventEdition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name=_("修订自"),
    )
    restores = models.PositiveIntegerField(_("恢复第几版"), null=True, blank=True)
    """Number of the older edition that it began from, where it takes one back."""
    content = models.JSONField(_("内容"))
    version = models.PositiveIntegerField(_("保存次数"), default=1)
    state = models.CharField(
        _("状态"), max_length=10, choices=RevisionState.choices, default=RevisionState.DRAFT
    )
    why = models.TextField(_("修订理由"), blank=True)
    why_en = models.TextField(_("修订理由（英文）"), blank=True)
    valid_from = models.DateField(_("生效日期"), null=True, blank=True)
    valid_until = models.DateField(_("失效日期"), null=True, blank=True)
    author_department = models.CharField(_("起草部门代码"), max_length=80, blank=True)
    review_note_en = models.TextField(_("审核意见（英文）"), blank=True)
    burden = models.JSONField(_("负担变化"), default=dict, blank=True)
    findings = models.JSONField(_("检查结果"), default=list, blank=True)
    edition = models.OneToOneField(
        LifeEventEdition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="published_from",
        verbose_name=_("发布成"),
    )
    created_at = models.DateTimeField(_("起草时间"), auto_now_add=True)
    changed_at = models.DateTimeField(_("最近修改"), auto_now=True)
    submitted_at = models.DateTimeField(_("送审时间"), null=True, blank=True)
    decided_at = models.DateTimeField(_("审结时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("修订稿")
        verbose_name_plural = _("修订稿")
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="revision_reviewer_is_not_author",
                condition=Q(reviewer__isnull=True)
                | Q(author__isnull=True)
                | ~Q(reviewer=F("author")),
            ),
            models.CheckConstraint(
                name="revision_published_has_edition",
                condition=Q(state=RevisionState.PUBLISHED, edition__isnull=False)
                | (~Q(state=RevisionState.PUBLISHED) & Q(edition__isnull=True)),
            ),
            models.CheckConstraint(
                name="revision_valid_in_order",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class PublicChange(models.Model):
    """One line of the public change page (公开变更): who changed what, and why, on which day."""

    on = models.DateField(_("日期"), db_index=True)
    life_event = models.ForeignKey(
        LifeEvent, on_delete=models.PROTECT, related_name="public_changes", null=True, blank=True
    )
    edition = models.ForeignKey(
        LifeEventEdition,
        on_delete=models.PROTECT,
        related_name="public_changes",
        null=True,
        blank=True,
    )
    name = models.CharField(_("名称"), max_length=200)
    name_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    adds_burden = models.BooleanField(_("增加负担"), default=False)
    lines = models.JSONField(_("变更内容"), default=list)
    """[{zh, en}] sentences in the person's terms."""
    measures = models.JSONField(_("负担对比"), default=list, blank=True)
    """`services.revisions.burden.Measure` each: what a person had to do before and has to now."""
    along_with = models.ForeignKey(
        LifeEvent,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("随哪一件事一起变"),
    )
    """The life event that was revised, where this one only shares a changed matter with it."""
    why = models.TextField(_("理由"), blank=True)
    why_en = models.TextField(_("理由（英文）"), blank=True)
    legal_bases = models.JSONField(_("法律依据"), default=list, blank=True)
    confirmed = models.JSONField(_("已核对原文的依据"), default=list, blank=True)
    """As `Revision.confirmed`."""
    author_name = models.CharField(_("起草人"), max_length=100)
    author_department = models.CharField(_("起草部门"), max_length=100, blank=True)
    reviewer_name = models.CharField(_("审核人"), max_length=100, blank=True)
    reviewer_department = models.CharField(_("审核部门"), max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("公开变更")
        verbose_name_plural = _("公开变更")
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"

    @property
    def author_name_en(self) -> str:
        """The clockwork has an English name; a person's stays as it is."""
        return "The portal" if self.author_name == SYSTEM.name else ""
