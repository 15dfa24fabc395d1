"""Where a revision (修订稿) can be, and who may move it. What was published is in the editions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class RevisionState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    IN_REVIEW = "in_review", _("审核中")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤回")


OPEN = (RevisionState.DRAFT.value, RevisionState.IN_REVIEW.value)

_DRAFT, _IN_REVIEW = OPEN
_KEEPERS = (Role.EDITOR.value, Role.ADMIN.value)
_CLOCK = Role.SYSTEM.value

REVISION_MOVES = Moves(
    [
        Move("save", (_DRAFT,), _DRAFT, _KEEPERS, _("修改草稿"), "Change the draft"),
        Move(
            "rebase",
            OPEN,
            _DRAFT,
            _KEEPERS,
            _("换成在新的一版上修改"),
            "Put the changes on top of the newest edition",
        ),
        Move(
            "submit",
            (_DRAFT,),
            _IN_REVIEW,
            _KEEPERS,
            _("检查通过，送交审核"),
            "The checks are passed: hand it to a reviewer",
        ),
        Move(
            "send_back",
            (_IN_REVIEW,),
            _DRAFT,
            (*_KEEPERS, _CLOCK),
            _("退回修改，写明原因"),
            "Send it back with what is wrong",
        ),
        Move(
            "schedule",
            (_IN_REVIEW,),
            _IN_REVIEW,
            _KEEPERS,
            _("审核通过，到生效日发布"),
            "Approve it; it is published on its day",
        ),
        Move(
            "publish",
            (_IN_REVIEW,),
            RevisionState.PUBLISHED.value,
            (*_KEEPERS, _CLOCK),
            _("审核通过，发布成新的一版"),
            "Approve it and publish it as a new edition",
        ),
        Move("withdraw", OPEN, RevisionState.WITHDRAWN.value, _KEEPERS, _("撤回"), "Withdraw it"),
    ]
)
