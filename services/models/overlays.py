"""地方版送审: what a region would ask beyond what holds there, until another department agrees.

proposed → published, or refused, or withdrawn; whatever has ended stays as it is (a trigger in the
database refuses every change). Easing needs no proposal (docs/decisions/0029).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from services.models.editions import Edition
from services.models.matters import Matter
from services.models.places import Region
from services.models.two_people import ForTwoPeople
from services.overlays.states import ProposalState


class OverlayProposal(ForTwoPeople):
    """`content` is the whole `MatterSpec` as JSON. `standard` and `present` are the editions that
    held when it was proposed: when either has changed since, it must be proposed anew.
    """

    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, related_name="+", verbose_name=_("事项")
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", verbose_name=_("地区")
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=ProposalState.choices, default=ProposalState.PROPOSED
    )
    content = models.JSONField(_("内容"))
    standard = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", verbose_name=_("当时的标准版")
    )
    present = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", verbose_name=_("当时在用的一版")
    )
    why = models.CharField(_("理由"), max_length=500)
    why_en = models.CharField(_("理由（英文）"), max_length=750, blank=True)
    author_department = models.CharField(_("起草部门代码"), max_length=80)
    edition = models.OneToOneField(
        Edition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_as",
        verbose_name=_("发布成"),
    )
    created_at = models.DateTimeField(_("送审时间"), auto_now_add=True)
    decided_at = models.DateTimeField(_("审结时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("地方版送审")
        verbose_name_plural = _("地方版送审")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "region"],
                condition=Q(state=ProposalState.PROPOSED),
                name="overlay_proposal_one_open",
            ),
            models.CheckConstraint(
                name="overlay_proposal_reviewer_is_not_author",
                condition=Q(reviewer__isnull=True)
                | Q(author__isnull=True)
                | ~Q(reviewer=F("author")),
            ),
            models.CheckConstraint(
                name="overlay_proposal_other_department",
                condition=~Q(author_department="")
                & (Q(reviewer_department="") | ~Q(reviewer_department=F("author_department"))),
            ),
            models.CheckConstraint(
                name="overlay_proposal_published_has_edition",
                condition=Q(
                    state=ProposalState.PUBLISHED,
                    edition__isnull=False,
                )
                & ~Q(reviewer_department="")
                | (~Q(state=ProposalState.PUBLISHED) & Q(edition__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.region_id} {self.state}"
