"""What letters are about, so that a person can have some of them left out. Pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

CODE = "code"
"""The letter that proves an address; it tells of no case."""


class Topic(models.TextChoices):
    ACT = "act", _("要您做的事（补正、补交、确认）")
    OUTCOME = "outcome", _("结果（准予、不予、领取）")
    PROGRESS = "progress", _("进度（收到、受理、期限变化）")
    DATA = "data", _("您的数据（疑问的答复）")
    ANSWER = "answer", _("留言的答复")


ALWAYS = (Topic.ACT,)
"""Missing one of these costs a person their right, so they go out by every way that is on."""

TOPICS: dict[str, Topic] = {
    "party_asked": Topic.ACT,
    "material_quarantined": Topic.ACT,
    "please_bring": Topic.ACT,
    "correction": Topic.ACT,
    "correction_reminder": Topic.ACT,
    "deferred": Topic.ACT,
    "deferred_due": Topic.ACT,
    "denied": Topic.ACT,
    "promise_broken": Topic.ACT,
    "letter_undeliverable": Topic.ACT,
    "granted": Topic.OUTCOME,
    "refused": Topic.OUTCOME,
    "lapsed": Topic.OUTCOME,
    "branches_lapsed": Topic.OUTCOME,
    "deferred_missed": Topic.OUTCOME,
    "revoked": Topic.OUTCOME,
    "decision_revoked": Topic.OUTCOME,
    "withdrawn": Topic.OUTCOME,
    "part_withdrawn": Topic.OUTCOME,
    "results_ready": Topic.OUTCOME,
    "submitted": Topic.PROGRESS,
    "accepted": Topic.PROGRESS,
    "split_off": Topic.PROGRESS,
    "fetched_late": Topic.PROGRESS,
    "clock_stopped": Topic.PROGRESS,
    "clock_extended": Topic.PROGRESS,
    "renewed_by_silence": Topic.PROGRESS,
    "denial_answered": Topic.PROGRESS,
    "please_rate": Topic.PROGRESS,
    "answer_put_aside": Topic.DATA,
    "answer_looked_into": Topic.DATA,
    "dispute_answered": Topic.DATA,
    "line_answered": Topic.DATA,
    "message_answered": Topic.ANSWER,
}
"""Kind of notice → topic. A test compares it with the notices that the code writes."""


def topic_of(kind: str) -> Topic:
    """A kind that an older release queued, and that is written no more, counts as progress."""
    return TOPICS.get(kind, Topic.PROGRESS)


QUIETABLE = tuple(topic for topic in Topic if topic not in ALWAYS)
