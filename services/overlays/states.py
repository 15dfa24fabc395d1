"""Where a proposed regional edition (地方版送审) can be. What was published is in the editions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("待审核")
    PUBLISHED = "published", _("已发布")
    REFUSED = "refused", _("未通过")
    WITHDRAWN = "withdrawn", _("已撤回")


_PROPOSED = ProposalState.PROPOSED.value
_KEEPERS = (Role.EDITOR.value, Role.ADMIN.value)

PROPOSAL_MOVES = Moves(
    [
        Move(
            "publish",
            (_PROPOSED,),
            ProposalState.PUBLISHED.value,
            _KEEPERS,
            _("审核通过，发布成地方版"),
            "Approve it and publish it as the edition of the region",
        ),
        Move(
            "refuse",
            (_PROPOSED,),
            ProposalState.REFUSED.value,
            _KEEPERS,
            _("不同意，写明原因"),
            "Refuse it and say why",
        ),
        Move(
            "withdraw",
            (_PROPOSED,),
            ProposalState.WITHDRAWN.value,
            _KEEPERS,
            _("撤回"),
            "Withdraw it",
        ),
    ]
)
