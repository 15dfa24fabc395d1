"""The only writers of revisions. Each is one act of one person, recorded in the journal."""

from __future__ import annotations

from services.revisions.actions.draft import (
    roll_back,
    save_revision,
    start_new,
    start_revision,
)
from services.revisions.actions.publish import publish_on_its_day, publish_revision
from services.revisions.actions.rebase import rebase_revision
from services.revisions.actions.review import send_back, submit_revision, withdraw_revision

__all__ = [
    "publish_on_its_day",
    "publish_revision",
    "rebase_revision",
    "roll_back",
    "save_revision",
    "send_back",
    "start_new",
    "start_revision",
    "submit_revision",
    "withdraw_revision",
]
